import { useState } from 'preact/hooks'
import { type Failure, failWith, sentenceOf, toFailure } from '../../../app/errors.ts'
import type { Profile } from '../../../app/profiles/profiles.ts'
import type { ProfileStatus } from '../../../app/status.ts'
import { profileWords } from '../../../app/words/profile-words.ts'
import { changeProfile, clearKey, setKey } from '../../actions/profiles.ts'
import { status as parley } from '../../state/main.ts'
import { CheckField } from '../controls/check-field.tsx'
import { EntryField } from '../controls/entry-field.tsx'

/**
 * The key for a profile's address, which is never sent back to the window. It is kept for the saved address. While a different address is
 * entered and refused, no key can be entered.
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
    // Moving from the address field to the button saves the address; whether that works is not known yet.
    if (entered === '' || !(await props.isAddressSaved())) return
    setEntered('')
    await setKey(id, entered, setComplaint)
  }
  return (
    <>
      <EntryField
        isSecret
        label={profileWords.keyField}
        hint={profileWords.keyHint}
        error={complaint && sentenceOf(complaint)}
        placeholder={key.present ? profileWords.keyPresent(key.lastFour) : profileWords.keyNone}
        value={entered}
        button={profileWords.keySave}
        isReady={entered !== '' && !props.isAddressRefused}
        onTyped={setEntered}
        onEnter={() => void save()}
        onPaste={event => {
          // A field of one line would join the lines, and so change the key.
          if (!/\S\s*[\r\n]\s*\S/.test(event.clipboardData?.getData('text') ?? '')) return
          event.preventDefault()
          setComplaint(toFailure(failWith('key_malformed', { source: 'Settings' })))
        }}
      />
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
