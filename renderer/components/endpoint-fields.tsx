import { useRef, useState } from 'preact/hooks'
import { failures } from '../../app/failures.ts'
import { words } from '../../app/words.ts'
import { changeSettings, clearKey, setKey } from '../actions/settings.ts'
import { settings, status } from '../state.ts'
import { Field } from './field.tsx'

/** The base URL of the user's own endpoint and the key that goes with it. The key goes in and never comes back. */
export function EndpointFields() {
  const { endpoint } = words
  /** What was entered and not taken: it stays in the field, to be corrected. */
  const [refused, setRefused] = useState<{ text: string; message: string } | null>(null)
  const isSaved = useRef(Promise.resolve(true))
  const changeBaseUrl = (text: string) => {
    setRefused(null)
    const change = { endpoint: { baseUrl: text.trim() } }
    isSaved.current = changeSettings(change, ({ message }) => setRefused({ text, message }))
  }
  return (
    <>
      <Field label={endpoint.baseUrl} hint={endpoint.baseUrlHint} error={refused?.message ?? null}>
        {ids => (
          <input
            {...ids}
            type="url"
            spellcheck={false}
            autocomplete="off"
            aria-invalid={refused !== null}
            value={refused?.text ?? settings.value.endpoint.baseUrl}
            onChange={event => changeBaseUrl(event.currentTarget.value)}
          />
        )}
      </Field>
      <KeyField isAddressRefused={refused !== null} isAddressSaved={() => isSaved.current} />
    </>
  )
}

/** A key is kept for the address that is saved: while another is entered and refused, there is none it could be for. */
function KeyField(props: { isAddressRefused: boolean; isAddressSaved: () => Promise<boolean> }) {
  const { endpoint } = words
  const [entered, setEntered] = useState('')
  const [complaint, setComplaint] = useState<string | null>(null)
  const key = status.value?.key
  const isPresent = key?.present === true
  const save = async () => {
    setComplaint(null)
    // Leaving the address for the button saves the address; whether that went well is not known yet.
    if (entered === '' || !(await props.isAddressSaved())) return
    setEntered('')
    await setKey(entered, ({ message }) => setComplaint(message))
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
                if (event.key === 'Enter') void save()
              }}
              onPaste={event => {
                // A field of one line would join the lines, and the key would be another.
                if (!/\S\s*[\r\n]\s*\S/.test(event.clipboardData?.getData('text') ?? '')) return
                event.preventDefault()
                setComplaint(failures.key_malformed({ source: 'Settings' }))
              }}
            />
            <button
              type="button"
              class="button"
              disabled={entered === '' || props.isAddressRefused}
              onClick={() => void save()}
            >
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
