import { effect } from '@preact/signals'
import type { Interruption, MenuAction, RevealedFolder, SystemPage } from '../../app/contract/desktop-requests.ts'
import { listen, main } from '../main-process.ts'
import { status } from '../state/main.ts'
import { dockFailure, phase } from '../state/talk.ts'
import { attempt, dismissDockFailure } from './attempt.ts'
import { newConversation } from './conversations.ts'
import { followPresence } from './presence.ts'
import { openPrivate } from './private.ts'
import { changeSettings, openSettings, openShortcuts } from './settings.ts'
import { loseFocus, pressEscape } from './talk.ts'

/** What the application's menu does in the window. */
const menu: Record<MenuAction, () => unknown> = {
  about: () => openSettings('about'),
  settings: () => openSettings(),
  shortcuts: openShortcuts,
  'new-conversation': newConversation,
  'private-conversation': openPrivate,
}

/** Follows the desktop this window is on from now on, and lets it follow the window. A browser tab has none. */
export function followDesktop(): void {
  if (status.value?.desktop === null) return
  followPresence()
  listen('talkInterrupted', interrupt)
  listen('menuChosen', ({ action }) => void menu[action]())
  let before = status.value?.desktop?.microphone
  effect(() => {
    const now = status.value?.desktop?.microphone
    const isAllowedNow = before === 'denied' && now === 'granted'
    before = now
    if (isAllowedNow && dockFailure.peek()?.code === 'microphone_denied') dismissDockFailure()
  })
}

/** Lets newer versions be looked for, and has that done at once, or not. */
export async function answerUpdateQuestion(looksForUpdates: 'yes' | 'no'): Promise<void> {
  await changeSettings({ desktop: { looksForUpdates } })
  lookForUpdate()
}

/** Looks for a newer version, where that is allowed. */
export function lookForUpdate(): void {
  void attempt(() => main.lookForUpdate({}))
}

/** Fetches the version that was found, to be installed when Parley is quit. */
export function fetchUpdate(): void {
  void attempt(() => main.fetchUpdate({}))
}

/** Opens a page of the system's settings, or Parley's own. */
export function openSystemPage(page: SystemPage): void {
  void attempt(() => main.openSystemPage({ page }))
}

/** Shows one of Parley's folders in the system's file manager. */
export function revealFolder(folder: RevealedFolder): void {
  void attempt(() => main.revealFolder({ folder }))
}

/** What is recorded is kept; what is heard may have to be silent. */
function interrupt({ reason, isSilenced }: Interruption): void {
  const now = performance.now()
  loseFocus(reason, now)
  if (isSilenced && phase.value === 'speaking') pressEscape(now)
}
