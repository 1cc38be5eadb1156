import type { TargetedInputEvent } from 'preact'
import { Field } from './field.tsx'

/** A line of text that counts when Enter or the button beside it is pressed, not when the field is left. */
export function EntryField(props: {
  /** Whether it is shown as dots. */
  isSecret?: boolean
  label: string
  hint: string
  error?: string | null
  value: string
  placeholder?: string
  maxLength?: number
  /** The button's label, and whether it can be pressed. */
  button: string
  isReady: boolean
  onTyped: (value: string) => void
  onEnter: () => void
  onPaste?: (event: ClipboardEvent) => void
}) {
  const { isSecret = false, label, hint, error = null, button, isReady, onTyped, onEnter, ...rest } = props
  const input = {
    ...rest,
    spellcheck: false,
    autocomplete: 'off' as const,
    'aria-invalid': error !== null,
    onInput: (event: TargetedInputEvent<HTMLInputElement>) => onTyped(event.currentTarget.value),
    onKeyDown: (event: KeyboardEvent) => {
      if (event.key === 'Enter') onEnter()
    },
  }
  return (
    <Field label={label} hint={hint} error={error}>
      {ids => (
        <div class="field-row">
          {isSecret ? <input {...ids} {...input} type="password" /> : <input {...ids} {...input} type="text" />}
          <button type="button" class="button" disabled={!isReady} onClick={onEnter}>
            {button}
          </button>
        </div>
      )}
    </Field>
  )
}
