import { ArrowLeft, Save } from 'lucide'
import { useEffect, useRef } from 'preact/hooks'
import { sentenceOf } from '../../../app/errors.ts'
import type { Profile, ProfileChange } from '../../../app/profiles/profiles.ts'
import type { ProfileStatus } from '../../../app/status.ts'
import { profileWords } from '../../../app/words/profile-words.ts'
import { words } from '../../../app/words/words.ts'
import { changeProfile, copyProfile, editProfile } from '../../actions/profiles.ts'
import { changeSettings } from '../../actions/settings.ts'
import { settings } from '../../state/main.ts'
import { Icon } from '../controls/icon.tsx'
import { ModelFields } from './model-fields.tsx'
import { ProfileAccount } from './profile-account.tsx'
import { ProfileDoctor } from './profile-doctor.tsx'
import { ProfileLearned } from './profile-learned.tsx'
import { ProfileServer } from './profile-server.tsx'
import { ProfileTransfer } from './profile-transfer.tsx'
import { WayFields } from './way-fields.tsx'

/** All fields of a profile, a section for each theme. Every change counts at once. */
export function ProfileEditor({ status }: { status: ProfileStatus }) {
  const back = useRef<HTMLButtonElement>(null)
  // The button that opened this is gone, and the focus with it.
  useEffect(() => back.current?.focus(), [])
  const own = settings.value.profiles.find(({ id }) => id === status.id)
  return (
    <>
      <div class="editor-head">
        <button type="button" class="button" ref={back} onClick={() => editProfile(null)}>
          <Icon of={ArrowLeft} />
          {profileWords.back}
        </button>
        <h3>{status.name || words.endpoint.kinds[status.kind]}</h3>
      </div>
      {own ? <OwnProfile profile={own} status={status} /> : <EnvironmentProfile status={status} />}
    </>
  )
}

function OwnProfile({ profile, status }: { profile: Profile; status: ProfileStatus }) {
  const change = (wish: ProfileChange) => void changeProfile(profile.id, wish)
  return (
    <>
      <ProfileServer profile={profile} status={status} />
      <ModelFields status={status} preset={profile.preset} asked={profile} onChange={change} />
      <WayFields asked={profile} onChange={change} />
      <ProfileTransfer profile={profile} onChange={change} />
      <ProfileAccount profile={profile} status={status} onChange={change} />
      <ProfileDoctor status={status} />
      <ProfileLearned status={status} />
    </>
  )
}

/** Address and key come from the environment; the user decides how it is asked. */
function EnvironmentProfile({ status }: { status: ProfileStatus }) {
  return (
    <>
      <div class="answers-now">
        <p class="answers-name">{status.baseUrl}</p>
        <p class="soft">{words.endpoint.key(status.keySource)}</p>
        {status.failure && <p class="field-error">{sentenceOf(status.failure)}</p>}
      </div>
      <div class="field">
        <div class="buttons">
          <button type="button" class="button" onClick={() => void copyProfile(status.id, status.name)}>
            <Icon of={Save} />
            {profileWords.keep}
          </button>
        </div>
        <p class="field-hint">{profileWords.keepHint}</p>
      </div>
      <ModelFields
        status={status}
        preset="other"
        asked={settings.value.fromEnvironment}
        onChange={change => void changeSettings({ fromEnvironment: change })}
      />
      <WayFields
        asked={settings.value.fromEnvironment}
        onChange={change => void changeSettings({ fromEnvironment: change })}
      />
      <ProfileDoctor status={status} />
      <ProfileLearned status={status} />
    </>
  )
}
