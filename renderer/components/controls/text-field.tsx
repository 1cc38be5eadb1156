import { Field } from './field.tsx'
import { useTyped } from './use-typed.ts'

/** What main takes of each of them (`app/profiles/profiles.ts`). */
const LONGEST = 300

/** A line of text that is taken when the field is left, without the spaces around it. Names are no words to be corrected. */
export function TextField(props: { label: string; hint?: string; value: string; onChange: (value: string) => void }) {
  const typing = useTyped<HTMLInputElement>(props.value, typed => props.onChange(typed.trim()))
  return (
    <Field label={props.label} hint={props.hint}>
      {ids => <input {...ids} type="text" maxLength={LONGEST} spellcheck={false} autocomplete="off" {...typing} />}
    </Field>
  )
}
