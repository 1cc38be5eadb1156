import { useState } from 'preact/hooks'
import { words } from '../../app/words.ts'
import { changeSettings } from '../actions/settings.ts'
import { settings, status } from '../state.ts'
import { ChoiceField } from './choice-field.tsx'
import { EndpointFields } from './endpoint-fields.tsx'
import { Field } from './field.tsx'
import { TextField } from './text-field.tsx'

/** The voices that OpenAI's audio models have built in (OpenAI reference, chat completions, `audio.voice`). */
const VOICES = [
  'alloy',
  'ash',
  'ballad',
  'cedar',
  'coral',
  'echo',
  'fable',
  'marin',
  'nova',
  'onyx',
  'sage',
  'shimmer',
  'verse',
]

/** Who answers: now, and from now on. */
export function EndpointPage() {
  const { endpoint } = words
  const { use, model, voice, instructions } = settings.value.endpoint
  const [complaint, setComplaint] = useState<string | null>(null)
  return (
    <>
      <AnswersNow />
      <ChoiceField
        legend={endpoint.use}
        choices={endpoint.uses}
        hints={endpoint.useHints}
        chosen={use}
        onChoose={choice => void changeSettings({ endpoint: { use: choice } }, ({ message }) => setComplaint(message))}
      />
      {complaint && (
        <p class="field-error" role="alert">
          {complaint}
        </p>
      )}
      {(use === 'automatic' || use === 'custom') && <EndpointFields />}
      <div class="field-pair">
        <TextField
          label={endpoint.model}
          hint={endpoint.modelHint}
          value={model}
          onChange={typed => void changeSettings({ endpoint: { model: typed } })}
        />
        <TextField
          label={endpoint.voice}
          value={voice}
          list="voices"
          onChange={typed => void changeSettings({ endpoint: { voice: typed } })}
        >
          <datalist id="voices">
            {VOICES.map(name => (
              <option key={name} value={name} />
            ))}
          </datalist>
        </TextField>
      </div>
      <Field label={endpoint.instructions} hint={endpoint.instructionsHint}>
        {ids => (
          <textarea
            {...ids}
            rows={3}
            value={instructions}
            onChange={event => void changeSettings({ endpoint: { instructions: event.currentTarget.value } })}
          />
        )}
      </Field>
    </>
  )
}

/** Who answers at this moment, and where the key came from. */
export function AnswersNow() {
  const endpoint = status.value?.endpoint
  if (!endpoint) return null
  const { kind, name, baseUrl, model, voice, keySource, failure } = endpoint
  return (
    <div class="answers-now" data-failed={failure !== null}>
      <p class="meta">{words.endpoint.now}</p>
      <p class="answers-name">{name || words.endpoint.uses[kind]}</p>
      <p class="soft">{[baseUrl, model, voice].filter(part => part !== '').join(' · ')}</p>
      {keySource !== '' && <p class="soft">{words.endpoint.key(keySource)}</p>}
      {failure && <p class="field-error">{failure.message}</p>}
    </div>
  )
}
