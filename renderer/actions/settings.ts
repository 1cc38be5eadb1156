import { batch } from '@preact/signals'
import * as v from 'valibot'
import type { Failure } from '../../app/errors.ts'
import type { Notice } from '../../app/notices.ts'
import {
  changeSettings as applyChange,
  defaultSettings,
  type Settings,
  type SettingsChange,
  SettingsChangeSchema,
} from '../../app/settings.ts'
import { main } from '../main-process.ts'
import { notices, settings } from '../state/main.ts'
import { editedProfileId } from '../state/profiles.ts'
import { isSidebarOpen, place, type SettingsPage, setupStep, setupSteps, sheet } from '../state/window.ts'
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

/** The settings as main has them. */
let kept: Settings = defaultSettings
/** What was chosen since, and main has yet to keep. */
let unkept: readonly SettingsChange[] = []

/**
 * Changes settings: on screen at once, so that what was chosen does not jump back until main has kept it. What main refuses is taken back,
 * and the refusal goes to `show`. Returns whether they were changed.
 */
export async function changeSettings(
  change: Omit<
    SettingsChange,
    'retention' | 'libraryFolder' | 'profiles' | 'profileId' | 'personaId' | 'earlierInstructions'
  >,
  show?: (failure: Failure) => void,
): Promise<boolean> {
  // What cannot be is main's to refuse.
  if (v.is(SettingsChangeSchema, change)) unkept = [...unkept, change]
  showSettings()
  const isKept = await attempt(async () => {
    kept = await main.changeSettings(change)
  }, show)
  unkept = unkept.filter(one => one !== change)
  showSettings()
  return isKept
}

/** Takes the settings as main now has them. */
export function takeSettings(changed: Settings): void {
  kept = changed
  showSettings()
}

function showSettings(): void {
  const shown = unkept.reduce(applyChange, kept)
  if (JSON.stringify(shown) === JSON.stringify(settings.peek())) return
  settings.value = shown
  const { appearance } = shown
  document.documentElement.style.colorScheme = appearance === 'system' ? '' : appearance
}

/** Goes to the next or the previous step of the setup. */
export function goToSetupStep(difference: 1 | -1): void {
  const next = setupSteps[setupSteps.indexOf(setupStep.value) + difference]
  if (next) setupStep.value = next
}

/** Ends the setup for good, done or skipped. */
export async function endSetup(): Promise<void> {
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
