import { Field } from './field.tsx'
import { useTyped } from './use-typed.ts'

/** The lengths that main accepts (`app/profiles/profiles.ts`). */
const LONGEST = 300

/** A line of text that counts when the field is left, without spaces around it. It is not spell-checked, because it holds names. */
export function TextField(props: { label: string; hint?: string; value: string; onChange: (value: string) => void }) {
  const typing = useTyped<HTMLInputElement>(props.value, typed => props.onChange(typed.trim()))
  return (
    <Field label={props.label} hint={props.hint}>
      {ids => <input {...ids} type="text" maxLength={LONGEST} spellcheck={false} autocomplete="off" {...typing} />}
    </Field>
  )
}
