import type { ComponentChildren } from 'preact'
import { useId } from 'preact/hooks'

/** A control with its label, and a hint or a complaint about it. The control is rendered with the ids it has to carry. */
export function Field(props: {
  label: string
  hint?: string | undefined
  error?: string | null
  children: (ids: { id: string; 'aria-describedby': string | undefined }) => ComponentChildren
}) {
  const id = useId()
  const said = props.error ?? props.hint
  const saidId = said ? `${id}-said` : undefined
  return (
    <div class="field">
      <label for={id}>{props.label}</label>
      {props.children({ id, 'aria-describedby': saidId })}
      {said && (
        <p id={saidId} class={props.error ? 'field-error' : 'field-hint'} role={props.error ? 'alert' : undefined}>
          {said}
        </p>
      )}
    </div>
  )
}
