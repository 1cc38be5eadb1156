import { useState } from 'preact/hooks'
import { words } from '../../app/words.ts'
import { changeSettings, clearKey, setKey } from '../actions/settings.ts'
import { settings, status } from '../state.ts'
import { Field } from './field.tsx'

/** The base URL of the user's own endpoint and the key that goes with it. The key goes in and never comes back. */
export function EndpointFields() {
  const { endpoint } = words
  const [complaint, setComplaint] = useState<string | null>(null)
  const changeBaseUrl = (baseUrl: string) => {
    setComplaint(null)
    void changeSettings({ endpoint: { baseUrl: baseUrl.trim() } }, ({ message }) => setComplaint(message))
  }
  return (
    <>
      <Field label={endpoint.baseUrl} hint={endpoint.baseUrlHint} error={complaint}>
        {ids => (
          <input
            {...ids}
            type="url"
            spellcheck={false}
            autocomplete="off"
            aria-invalid={complaint !== null}
            value={settings.value.endpoint.baseUrl}
            onChange={event => changeBaseUrl(event.currentTarget.value)}
          />
        )}
      </Field>
      <KeyField />
    </>
  )
}

function KeyField() {
  const { endpoint } = words
  const [entered, setEntered] = useState('')
  const [complaint, setComplaint] = useState<string | null>(null)
  const key = status.value?.key
  const isPresent = key?.present === true && key.kept !== 'environment'
  const save = () => {
    setComplaint(null)
    void setKey(entered, ({ message }) => setComplaint(message))
    setEntered('')
  }
  return (
    <>
      <Field label={endpoint.keyField} hint={endpoint.keyHint} error={complaint}>
        {ids => (
          <div class="field-row">
            <input
              {...ids}
              type="password"
              autocomplete="off"
              aria-invalid={complaint !== null}
              placeholder={key && isPresent ? endpoint.keyPresent(key.lastFour) : endpoint.keyNone}
              value={entered}
              onInput={event => setEntered(event.currentTarget.value)}
              onKeyDown={event => {
                if (event.key === 'Enter' && entered !== '') save()
              }}
            />
            <button type="button" class="button" disabled={entered === ''} onClick={save}>
              {endpoint.keySave}
            </button>
          </div>
        )}
      </Field>
      {key && isPresent && (
        <p class="key-kept">
          {endpoint.keyPresent(key.lastFour)}, {endpoint.keyKept[key.kept]}.
          <button type="button" class="link" onClick={() => void clearKey(({ message }) => setComplaint(message))}>
            {endpoint.keyClear}
          </button>
        </p>
      )}
    </>
  )
}
