import { useId } from 'preact/hooks'

/** A check box with its label beside it and a hint below. */
export function CheckField(props: {
  label: string
  hint?: string
  isChecked: boolean
  onChange: (isChecked: boolean) => void
}) {
  const id = useId()
  return (
    <div class="check-field">
      <input
        type="checkbox"
        id={id}
        aria-describedby={props.hint ? `${id}-hint` : undefined}
        checked={props.isChecked}
        onChange={event => props.onChange(event.currentTarget.checked)}
      />
      <label for={id}>{props.label}</label>
      {props.hint && (
        <p id={`${id}-hint`} class="field-hint">
          {props.hint}
        </p>
      )}
    </div>
  )
}
