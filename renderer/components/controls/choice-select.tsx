import { Field } from './field.tsx'

/** Chooses one of a few from a drop-down list; `choices` has their labels. */
export function ChoiceSelect<Value extends string>(props: {
  label: string
  choices: Record<Value, string>
  chosen: Value
  onChoose: (chosen: Value) => void
}) {
  return (
    <Field label={props.label}>
      {ids => (
        <select
          {...ids}
          value={props.chosen}
          onChange={({ currentTarget }) => props.onChoose(currentTarget.value as Value)}
        >
          {Object.entries<string>(props.choices).map(([value, label]) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </select>
      )}
    </Field>
  )
}
