import { batch } from '@preact/signals'
import type { Failure } from '../../app/errors.ts'
import type { Notice } from '../../app/notices.ts'
import type { Settings, SettingsChange } from '../../app/settings.ts'
import { main } from '../main-process.ts'
import {
  editedProfileId,
  isSidebarOpen,
  notices,
  place,
  type SettingsPage,
  settings,
  setupStep,
  setupSteps,
  sheet,
} from '../state.ts'
import { attempt } from './attempt.ts'

/** Shows a page of the settings. */
export function openSettings(page: SettingsPage = 'endpoint'): void {
  batch(() => {
    sheet.value = { name: 'settings', page }
    editedProfileId.value = null
    isSidebarOpen.value = false
  })
}

/** Shows every key there is. */
export function openShortcuts(): void {
  sheet.value = { name: 'shortcuts' }
}

/** Closes whatever lies over the window; what was asked from the settings leads back there. */
export function closeSheet(): void {
  sheet.value = sheet.value.name === 'retention' ? { name: 'settings', page: 'history' } : { name: 'none' }
}

/** Goes back to the conversation from what cannot be shown, because its script did not come. */
export function leaveUnloaded(): void {
  batch(() => {
    sheet.value = { name: 'none' }
    place.value = 'conversation'
  })
}

/** Changes settings; a refusal goes to `show`. Returns whether they were changed. */
export function changeSettings(
  change: Omit<
    SettingsChange,
    'retention' | 'libraryFolder' | 'profiles' | 'profileId' | 'personaId' | 'earlierInstructions'
  >,
  show?: (failure: Failure) => void,
): Promise<boolean> {
  return attempt(async () => takeSettings(await main.changeSettings(change)), show)
}

/** Takes the settings as main now has them. */
export function takeSettings(changed: Settings): void {
  settings.value = changed
  const { appearance } = changed
  document.documentElement.style.colorScheme = appearance === 'system' ? '' : appearance
}

/** Goes to the next or the previous step of the setup. */
export function goToSetupStep(difference: 1 | -1): void {
  const next = setupSteps[setupSteps.indexOf(setupStep.value) + difference]
  if (next) setupStep.value = next
}

/** Ends the setup for good, done or skipped. */
export async function endSetup(): Promise<void> {
  settings.value = { ...settings.value, setupDone: true }
  await changeSettings({ setupDone: true })
}

/** Takes one of the notices away. */
export function dismissNotice(notice: Notice): void {
  notices.value = notices.value.filter(one => one !== notice)
}

/** Connects anew by loading the window again. Returns false when nobody would answer: then what is on screen stays. */
export async function reconnect(): Promise<boolean> {
  const isThere = await fetch(location.pathname, { method: 'HEAD' }).then(
    ({ ok }) => ok,
    () => false,
  )
  if (isThere) location.reload()
  return isThere
}
