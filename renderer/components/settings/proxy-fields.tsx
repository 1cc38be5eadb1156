import { useState } from 'preact/hooks'
import { type ProxyFault, proxyFault } from '../../../app/profiles/proxy.ts'
import { profileWords } from '../../../app/words/profile-words.ts'
import { changeSettings } from '../../actions/settings.ts'
import { settings } from '../../state/main.ts'
import { ChoiceField } from '../controls/choice-field.tsx'
import { Field } from '../controls/field.tsx'

/** The proxy through which servers are reached. */
export function ProxyFields() {
  const { mode, address } = settings.value.proxy
  const [fault, setFault] = useState<ProxyFault | null>(null)
  const take = (text: string) => {
    const found = proxyFault(text)
    setFault(found)
    // An address with a password is never saved.
    if (found === null) void changeSettings({ proxy: { address: text } })
  }
  return (
    <>
      <ChoiceField
        legend={profileWords.proxy}
        choices={profileWords.proxyModes}
        hints={profileWords.proxyHints}
        chosen={mode}
        onChoose={chosen => void changeSettings({ proxy: { mode: chosen } })}
      />
      {mode === 'address' && (
        <Field label={profileWords.proxyAddress} error={fault && profileWords.proxyFaults[fault]}>
          {ids => (
            <input
              {...ids}
              type="text"
              spellcheck={false}
              autocomplete="off"
              aria-invalid={fault !== null}
              value={address}
              onChange={event => take(event.currentTarget.value.trim())}
            />
          )}
        </Field>
      )}
    </>
  )
}
