import { useId } from 'preact/hooks'

/** One of a few choices, each with a name and perhaps a hint that is shown while it is chosen. */
export function ChoiceField<Choice extends string>(props: {
  legend: string
  choices: Record<Choice, string>
  hints?: Record<Choice, string>
  chosen: Choice
  onChoose: (choice: Choice) => void
}) {
  const name = useId()
  return (
    <fieldset class="choice-field">
      <legend>{props.legend}</legend>
      <div class="choices">
        {(Object.entries(props.choices) as [Choice, string][]).map(([choice, label]) => (
          <label key={choice}>
            <input type="radio" name={name} checked={choice === props.chosen} onChange={() => props.onChoose(choice)} />
            <span>{label}</span>
          </label>
        ))}
      </div>
      {props.hints && (
        <p class="field-hint" aria-live="polite">
          {props.hints[props.chosen]}
        </p>
      )}
    </fieldset>
  )
}
