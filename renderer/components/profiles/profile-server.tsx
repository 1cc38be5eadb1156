import { useRef, useState } from 'preact/hooks'
import { type Failure, sentenceOf } from '../../../app/errors.ts'
import { isPrivateWay, type Preset, type Profile, withScheme } from '../../../app/profiles/profiles.ts'
import type { ProfileStatus } from '../../../app/status.ts'
import { profileWords } from '../../../app/words/profile-words.ts'
import { changeProfile } from '../../actions/profiles.ts'
import { Field } from '../controls/field.tsx'
import { TextField } from '../controls/text-field.tsx'
import { useTyped } from '../controls/use-typed.ts'
import { ProfileKey } from './profile-key.tsx'

/** A server's name, its address, and the key for it. */
export function ProfileServer({ profile, status }: { profile: Profile; status: ProfileStatus }) {
  const { id, name, preset, apiVersion } = profile
  /** What was entered and refused. It stays in the field, to be corrected. */
  const [refused, setRefused] = useState<{ text: string; failure: Failure } | null>(null)
  const isSaved = useRef(Promise.resolve(true))
  const changeBaseUrl = (text: string) => {
    setRefused(null)
    isSaved.current = changeProfile(id, { baseUrl: text.trim() }, failure => setRefused({ text, failure }))
  }
  const typing = useTyped<HTMLInputElement>(refused?.text ?? profile.baseUrl, changeBaseUrl)
  return (
    <fieldset class="section">
      <legend>{profileWords.server}</legend>
      <div class="field-pair">
        <TextField
          label={profileWords.name}
          hint={profileWords.nameHint}
          value={name}
          onChange={typed => void changeProfile(id, { name: typed })}
        />
        <Field label={profileWords.kind}>
          {ids => (
            <select
              {...ids}
              value={preset}
              onChange={({ currentTarget }) => void changeProfile(id, { preset: currentTarget.value as Preset })}
            >
              {Object.entries(profileWords.kinds).map(([kind, label]) => (
                <option key={kind} value={kind}>
                  {label}
                </option>
              ))}
            </select>
          )}
        </Field>
      </div>
      <Field
        label={profileWords.baseUrl}
        hint={preset === 'azure' ? profileWords.azureUrlHint : profileWords.baseUrlHint}
        error={refused && sentenceOf(refused.failure)}
      >
        {ids => (
          <input
            {...ids}
            type="url"
            spellcheck={false}
            autocomplete="off"
            aria-invalid={refused !== null}
            {...typing}
          />
        )}
      </Field>
      {refused?.failure.code === 'endpoint_no_scheme' && <Suggestion text={refused.text} onTake={changeBaseUrl} />}
      {URL.canParse(profile.baseUrl) && !isPrivateWay(profile.baseUrl) && (
        <p class="field-error">{profileWords.unencrypted(new URL(profile.baseUrl).host)}</p>
      )}
      {preset === 'azure' && (
        <TextField
          label={profileWords.apiVersion}
          value={apiVersion}
          onChange={typed => void changeProfile(id, { apiVersion: typed })}
        />
      )}
      <ProfileKey
        profile={profile}
        status={status}
        isAddressRefused={refused !== null}
        isAddressSaved={() => isSaved.current}
      />
    </fieldset>
  )
}

/** A button that enters the address as it was most likely meant. */
function Suggestion({ text, onTake }: { text: string; onTake: (url: string) => void }) {
  const url = withScheme(text.trim())
  return (
    <button type="button" class="link suggestion" onClick={() => onTake(url)}>
      {profileWords.takeSuggestion(url)}
    </button>
  )
}
