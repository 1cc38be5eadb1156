import { Field } from './field.tsx'

/** A line of text that is taken when the field is left, without the spaces around it. Names are no words to be corrected. */
export function TextField(props: { label: string; hint?: string; value: string; onChange: (value: string) => void }) {
  return (
    <Field label={props.label} hint={props.hint}>
      {ids => (
        <input
          {...ids}
          type="text"
          spellcheck={false}
          autocomplete="off"
          value={props.value}
          onChange={event => props.onChange(event.currentTarget.value.trim())}
        />
      )}
    </Field>
  )
}
