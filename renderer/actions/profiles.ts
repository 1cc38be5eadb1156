import { batch } from '@preact/signals'
import type { Failure } from '../../app/errors.ts'
import { type ProfileChange, profileStarts, type StartName } from '../../app/profiles/profiles.ts'
import type { Settings } from '../../app/settings.ts'
import { main } from '../main-process.ts'
import { ownProfileId } from '../state/conversation.ts'
import { answering, editedProfileId, isProfileMenuOpen, removedProfile } from '../state/profiles.ts'
import { attempt } from './attempt.ts'
import { chooseForConversation } from './own-choices.ts'
import { openSettings, takeSettings } from './settings.ts'

type Show = (failure: Failure) => void

/** Lets a profile answer everywhere; an empty id leaves that to Parley. */
export function chooseProfile(profileId: string): Promise<boolean> {
  return change(() => main.chooseProfile({ profileId }))
}

/** Lets a profile answer in the conversation that is shown alone; null takes that back. */
export function chooseProfileHere(profileId: string | null): Promise<void> {
  return chooseForConversation({ profileId })
}

/** Lets a profile answer everywhere, here too. */
export async function chooseProfileEverywhere(profileId: string): Promise<void> {
  await chooseProfile(profileId)
  if (ownProfileId.value !== null) await chooseProfileHere(null)
}

/** Opens the menu of profiles, or closes it. */
export function showProfileMenu(isOpen: boolean): void {
  isProfileMenuOpen.value = isOpen
}

/** Opens the settings of a profile; null, of all of them. */
export function openProfile(profileId: string | null): void {
  batch(() => {
    openSettings('endpoint')
    editProfile(profileId)
  })
}

/** Shows what is to be entered of a profile, in the settings; null goes back to all of them. */
export function editProfile(profileId: string | null): void {
  batch(() => {
    editedProfileId.value = profileId
    removedProfile.value = null
  })
}

/** Opens the settings of the profile that answers here, where they are the user's to say. */
export function openAnswering(): void {
  openProfile(answering.value?.kind === 'custom' ? answering.value.id : null)
}

/** Adds a profile that begins like one of the usual servers, and shows it. */
export async function addProfile(start: StartName, name: string): Promise<void> {
  const profileId = crypto.randomUUID()
  if (await change(() => main.addProfile({ profileId, name, ...profileStarts[start] }))) editProfile(profileId)
}

/** Changes a profile. Returns whether it was changed. */
export function changeProfile(profileId: string, wish: ProfileChange, show?: Show): Promise<boolean> {
  return change(() => main.changeProfile({ profileId, ...wish }), show)
}

/** Makes a profile like another, with its key, and shows it. */
export async function copyProfile(profileId: string, name: string): Promise<void> {
  const newProfileId = crypto.randomUUID()
  if (await change(() => main.copyProfile({ profileId, newProfileId, name }))) editProfile(newProfileId)
}

/** Removes a profile with its key, which can be taken back for a minute. */
export async function removeProfile(profileId: string, name: string): Promise<void> {
  if (!(await change(() => main.removeProfile({ profileId })))) return
  editProfile(null)
  removedProfile.value = { profileId, name }
}

/** Takes back that a profile was removed. */
export async function restoreProfile(profileId: string): Promise<void> {
  removedProfile.value = null
  await change(() => main.restoreProfile({ profileId }))
}

/** Hands a key to main, which never shows it again. It belongs to the base URL that the profile has at that moment. */
export function setKey(profileId: string, key: string, show: Show): Promise<boolean> {
  return attempt(() => main.setKey({ profileId, key }), show)
}

/** Lets main forget a key. */
export function clearKey(profileId: string, show: Show): Promise<boolean> {
  return attempt(() => main.clearKey({ profileId }), show)
}

/** Hands a header to main, which never shows its value again. Returns whether it was taken. */
export function setHeader(profileId: string, name: string, value: string, show: Show): Promise<boolean> {
  return change(() => main.setHeader({ profileId, name, value }), show)
}

/** Lets a header be sent no more. */
export function removeHeader(profileId: string, name: string): Promise<boolean> {
  return change(() => main.removeHeader({ profileId, name }))
}

/** Lets main forget what was learned of a profile's server. */
export function forgetLearned(profileId: string): Promise<boolean> {
  return attempt(() => main.forgetLearned({ profileId }))
}

function change(request: () => Promise<Settings>, show?: Show): Promise<boolean> {
  return attempt(async () => takeSettings(await request()), show)
}
