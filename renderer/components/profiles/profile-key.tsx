import { useState } from 'preact/hooks'
import { type Failure, failWith, sentenceOf, toFailure } from '../../../app/errors.ts'
import type { Profile } from '../../../app/profiles/profiles.ts'
import type { ProfileStatus } from '../../../app/status.ts'
import { profileWords } from '../../../app/words/profile-words.ts'
import { changeProfile, clearKey, setKey } from '../../actions/profiles.ts'
import { status as parley } from '../../state.ts'
import { CheckField } from '../controls/check-field.tsx'
import { Field } from '../controls/field.tsx'

/**
 * The key that goes with a profile's address. It goes in and never comes back. It is kept for the address that is saved: while another is
 * entered and refused, there is none it could be for.
 */
export function ProfileKey(props: {
  profile: Profile
  status: ProfileStatus
  isAddressRefused: boolean
  isAddressSaved: () => Promise<boolean>
}) {
  const { id, isKeyFileAllowed } = props.profile
  const { key } = props.status
  const [entered, setEntered] = useState('')
  const [complaint, setComplaint] = useState<Failure | null>(null)
  const save = async () => {
    setComplaint(null)
    // Leaving the address for the button saves the address; whether that went well is not known yet.
    if (entered === '' || !(await props.isAddressSaved())) return
    setEntered('')
    await setKey(id, entered, setComplaint)
  }
  return (
    <>
      <Field label={profileWords.keyField} hint={profileWords.keyHint} error={complaint && sentenceOf(complaint)}>
        {ids => (
          <div class="field-row">
            <input
              {...ids}
              type="password"
              autocomplete="off"
              aria-invalid={complaint !== null}
              placeholder={key.present ? profileWords.keyPresent(key.lastFour) : profileWords.keyNone}
              value={entered}
              onInput={event => setEntered(event.currentTarget.value)}
              onKeyDown={event => {
                if (event.key === 'Enter') void save()
              }}
              onPaste={event => {
                // A field of one line would join the lines, and the key would be another.
                if (!/\S\s*[\r\n]\s*\S/.test(event.clipboardData?.getData('text') ?? '')) return
                event.preventDefault()
                setComplaint(toFailure(failWith('key_malformed', { source: 'Settings' })))
              }}
            />
            <button
              type="button"
              class="button"
              disabled={entered === '' || props.isAddressRefused}
              onClick={() => void save()}
            >
              {profileWords.keySave}
            </button>
          </div>
        )}
      </Field>
      {key.present && key.kept !== null && (
        <p class="key-kept">
          {profileWords.keyKept(key.lastFour, key.kept)}
          <button type="button" class="link" onClick={() => void clearKey(id, setComplaint)}>
            {profileWords.keyClear}
          </button>
        </p>
      )}
      {parley.value?.keyKeeping === 'session-only' && (
        <CheckField
          label={profileWords.keyFile}
          hint={profileWords.keyFileHint}
          isChecked={isKeyFileAllowed}
          onChange={isAllowed => void changeProfile(id, { isKeyFileAllowed: isAllowed })}
        />
      )}
    </>
  )
}
