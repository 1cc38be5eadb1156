import { newConversation, renameOpen, showSidebar } from '../actions/conversations.ts'
import { showPersonaMenu } from '../actions/persona-menu.ts'
import { openPrivate } from '../actions/private.ts'
import { showProfileMenu } from '../actions/profiles.ts'
import { pauseReplay, playBeside, replayLast, seekBy, toggleCurrent } from '../actions/replay.ts'
import { endSelecting } from '../actions/selection.ts'
import { openSettings, openShortcuts } from '../actions/settings.ts'
import { loseFocus, loseKey, press, pressEscape, release } from '../actions/talk.ts'
import { narrowWindow } from '../narrow-window.ts'
import { replay } from '../state/replay.ts'
import { isSidebarOpen, sheet } from '../state/window.ts'
import { isReachedByPointer, watchFocus } from './focus-origin.ts'
import { hidesReleases, type KeyMeaning, LEAP_MS, meaningOf, type SoundMeaning, STEP_MS } from './key-decisions.ts'

/** Id of the search box, which a key moves the focus to. */
export const SEARCH_BOX_ID = 'search'

/** Whether ⌘ is what Ctrl is elsewhere. */
export const isMac = navigator.userAgent.includes('Mac')

let isSpaceTalking = false

/** Listens to the keyboard and to whatever takes it away, from now on. */
export function listenToKeys(): void {
  watchFocus()
  addEventListener('keydown', onKeyDown)
  addEventListener('keyup', onKeyUp)
  addEventListener('contextmenu', event => {
    // The system's menu would have the release of the key that is held, and the microphone stay open.
    if (isSpaceTalking) event.preventDefault()
  })
  addEventListener('blur', ({ timeStamp }) => loseFocus('focus-lost', timeStamp))
  addEventListener('pagehide', ({ timeStamp }) => loseFocus('window-closed', timeStamp))
  document.addEventListener('visibilitychange', ({ timeStamp }) => {
    if (document.hidden) loseFocus('focus-lost', timeStamp)
  })
}

function onKeyDown(event: KeyboardEvent): void {
  if (event.defaultPrevented) return
  if (event.code === 'Space') {
    isSpaceTalking &&= event.repeat
    // Held to talk, it types nothing where the focus has gone meanwhile.
    if (isSpaceTalking) event.preventDefault()
  }
  if (isSpaceTalking && hidesReleases({ key: event.key, isMac })) loseKey(event.timeStamp)
  const target = event.target instanceof Element ? event.target : null
  const meaning = meaningOf({
    key: event.key,
    code: event.code,
    isRepeat: event.repeat,
    isComposing: event.isComposing,
    hasCtrl: event.ctrlKey,
    hasMeta: event.metaKey,
    hasAlt: event.altKey,
    hasShift: event.shiftKey,
    isEditable: isEditable(target),
    isOnControl: target?.matches(CONTROLS) === true && isReachedByKeyboard(target),
    usesArrows: target?.matches(MOVED_BY_ARROWS) === true,
    hasSound: replay.value.name !== 'none',
    isCovered: sheet.value.name !== 'none',
    isMac,
  })
  if (meaning !== 'none' && act(meaning, event)) event.preventDefault()
}

function act(meaning: Exclude<KeyMeaning, 'none'>, event: KeyboardEvent): boolean {
  switch (meaning) {
    case 'talk':
      isSpaceTalking = true
      press('key', event.timeStamp, event.repeat)
      return true
    case 'escape':
      if (pressEscape(event.timeStamp) || endSelecting()) return true
      if (isSidebarOpen.value && narrowWindow.matches) {
        showSidebar(false)
        return true
      }
      if (replay.value.name === 'playing') {
        pauseReplay()
        return true
      }
      return leaveText(event.target)
    case 'search':
      showSidebar(true)
      // The sidebar of a narrow window can take the focus once it is shown.
      requestAnimationFrame(() => document.getElementById(SEARCH_BOX_ID)?.focus())
      return true
    case 'new-conversation':
      newConversation()
      return true
    case 'private-conversation':
      void openPrivate()
      return true
    case 'settings':
      openSettings()
      return true
    case 'profiles':
      showProfileMenu(true)
      return true
    case 'personas':
      showPersonaMenu(true)
      return true
    case 'replay':
      void replayLast()
      return true
    case 'rename':
      return renameOpen()
    case 'shortcuts':
      openShortcuts()
      return true
    default:
      void actOnSound(meaning)
      return true
  }
}

function actOnSound(meaning: SoundMeaning): Promise<void> {
  switch (meaning) {
    case 'toggle-sound':
      return toggleCurrent()
    case 'leap-back':
      return seekBy(-LEAP_MS)
    case 'leap-on':
      return seekBy(LEAP_MS)
    case 'step-back':
      return seekBy(-STEP_MS)
    case 'step-on':
      return seekBy(STEP_MS)
    case 'sound-before':
      return playBeside(-1)
    case 'sound-after':
      return playBeside(1)
  }
}

function onKeyUp(event: KeyboardEvent): void {
  if (event.code !== 'Space' || !isSpaceTalking) return
  isSpaceTalking = false
  // Otherwise a button that has the focus from a click would be activated.
  event.preventDefault()
  release('key', event.timeStamp)
}

const MOVED_BY_ARROWS = 'select, input, [role=slider], [role=tab]'
const CONTROLS = 'button, select, summary, a[href], [role=slider], [role=tab], input'

function isEditable(target: Element | null): boolean {
  if (target instanceof HTMLInputElement) return !['checkbox', 'radio', 'range', 'button', 'file'].includes(target.type)
  return target instanceof HTMLTextAreaElement || (target instanceof HTMLElement && target.isContentEditable)
}

/** Takes the focus from where text can be typed, so that keys mean what they mean in the window. Returns whether it was there. */
function leaveText(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement && isEditable(target))) return false
  target.blur()
  return true
}

/** After a click the focus stays on the button, yet Space is still meant for talking; the talk button takes none from clicks. */
function isReachedByKeyboard(target: Element): boolean {
  return !isReachedByPointer(target) || target.matches('[aria-pressed]')
}
