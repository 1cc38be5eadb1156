import { Copy, Pencil, Plus, Save, Trash2 } from 'lucide'
import { useId } from 'preact/hooks'
import { sentenceOf } from '../../../app/errors.ts'
import { startNames } from '../../../app/profiles/profiles.ts'
import type { ProfileStatus } from '../../../app/status.ts'
import { profileWords } from '../../../app/words/profile-words.ts'
import { words } from '../../../app/words/words.ts'
import {
  addProfile,
  chooseProfile,
  copyProfile,
  editProfile,
  removeProfile,
  restoreProfile,
} from '../../actions/profiles.ts'
import { settings, status } from '../../state/main.ts'
import { removedProfile } from '../../state/profiles.ts'
import { IconButton } from '../controls/icon-button.tsx'
import type { MenuItem } from '../controls/menu.tsx'
import { MenuButton } from '../controls/menu-button.tsx'
import { ShutdownNote } from './shutdown-note.tsx'

/** All profiles, which of them answers, and what can be done with each. */
export function ProfileList() {
  const name = useId()
  const profiles = status.value?.profiles ?? []
  const chosenId = settings.value.profileId
  const first = profiles[0]
  return (
    <fieldset class="profile-list">
      <legend>{profileWords.list}</legend>
      <div class="profile-row">
        <label>
          <input type="radio" name={name} checked={chosenId === ''} onChange={() => void chooseProfile('')} />
          <span class="profile-name">{profileWords.automatic}</span>
        </label>
        <p class="profile-detail">{first && profileWords.automaticHint(nameOf(first))}</p>
      </div>
      {profiles.map(one => (
        <ProfileRow key={one.id} status={one} group={name} isChosen={one.id === chosenId} />
      ))}
      <Removed />
      <div class="buttons">
        <MenuButton
          label={profileWords.add}
          icon={Plus}
          items={() =>
            startNames.map(start => ({
              label: profileWords.starts[start].name,
              detail: profileWords.starts[start].help,
              icon: Plus,
              act: () => void addProfile(start, start === 'other' ? '' : profileWords.starts[start].name),
            }))
          }
        />
      </div>
    </fieldset>
  )
}

function ProfileRow({ status: one, group, isChosen }: { status: ProfileStatus; group: string; isChosen: boolean }) {
  const shown = nameOf(one)
  const isInUse = status.value?.endpoint.id === one.id
  return (
    <div class="profile-row">
      <label>
        <input type="radio" name={group} checked={isChosen} onChange={() => void chooseProfile(one.id)} />
        <span class="profile-name">{shown}</span>
        {one.kind === 'environment' && <span class="badge badge-quiet">{profileWords.fromEnvironment}</span>}
        {isInUse && <span class="badge">{profileWords.answers}</span>}
      </label>
      {one.kind !== 'practice' && (
        <span class="profile-actions">
          <IconButton icon={Pencil} label={profileWords.edit(shown)} onClick={() => editProfile(one.id)} />
          <MenuButton label={profileWords.menuOf(shown)} items={() => actionsFor(one)} />
        </span>
      )}
      {detailsOf(one).map(detail => (
        <p key={detail} class="profile-detail">
          {detail}
        </p>
      ))}
      {one.failure && <p class="field-error">{sentenceOf(one.failure)}</p>}
      <ShutdownNote status={one} />
    </div>
  )
}

/** A profile's address, model and key; nothing of that without an address. */
function detailsOf({ kind, baseUrl, model, voice, key }: ProfileStatus): string[] {
  if (kind === 'practice') return [profileWords.practiceHint]
  if (baseUrl === '') return []
  const keyState = key.present ? profileWords.keyState(key.lastFour, key.kept) : profileWords.noKey
  return [words.endpoint.detail(hostOf(baseUrl), model, voice), keyState]
}

function actionsFor({ id, kind, ...one }: ProfileStatus): MenuItem[] {
  const name = nameOf({ kind, ...one })
  if (kind === 'environment') return [{ label: profileWords.keep, icon: Save, act: () => void copyProfile(id, name) }]
  return [
    { label: profileWords.duplicate, icon: Copy, act: () => void copyProfile(id, profileWords.copyName(name)) },
    { label: profileWords.remove, icon: Trash2, act: () => void removeProfile(id, name) },
  ]
}

/** The profile that was just removed, and a button to restore it. */
function Removed() {
  const removed = removedProfile.value
  if (!removed) return null
  return (
    <p class="profile-removed" role="status">
      {profileWords.removed(removed.name)}
      <button type="button" class="link" onClick={() => void restoreProfile(removed.profileId)}>
        {profileWords.undo}
      </button>
    </p>
  )
}

function nameOf({ name, kind }: Pick<ProfileStatus, 'name' | 'kind'>): string {
  return name || words.endpoint.kinds[kind]
}

function hostOf(baseUrl: string): string {
  return URL.canParse(baseUrl) ? new URL(baseUrl).host : baseUrl
}
