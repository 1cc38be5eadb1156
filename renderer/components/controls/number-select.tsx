import { Field } from './field.tsx'

/** Chooses one of a few numbers. A number that was set elsewhere is offered too. */
export function NumberSelect(props: {
  label: string
  hint?: string
  values: readonly number[]
  chosen: number
  say: (value: number) => string
  onChoose: (value: number) => void
}) {
  const values = [...new Set([...props.values, props.chosen])].sort((a, b) => a - b)
  return (
    <Field label={props.label} hint={props.hint}>
      {ids => (
        <select {...ids} value={props.chosen} onChange={event => props.onChoose(Number(event.currentTarget.value))}>
          {values.map(value => (
            <option key={value} value={value}>
              {props.say(value)}
            </option>
          ))}
        </select>
      )}
    </Field>
  )
}
