/** What is known of a key press when it is decided what it means. */
export interface KeyPress {
  key: string
  code: string
  isRepeat: boolean
  isComposing: boolean
  hasCtrl: boolean
  hasMeta: boolean
  hasAlt: boolean
  hasShift: boolean
  /** Text can be typed where the focus is. */
  isEditable: boolean
  /** The focus is, by keyboard, on something that Space activates or moves. */
  isOnControl: boolean
  /** The focus is on something whose value the arrow keys change. */
  usesArrows: boolean
  /** A stored sound is being replayed, or was paused. */
  hasSound: boolean
  /** A sheet lies over the window. */
  isCovered: boolean
  isMac: boolean
}

/** What a key press means. */
export type KeyMeaning =
  | 'none'
  | 'talk'
  | 'escape'
  | 'search'
  | 'new-conversation'
  | 'private-conversation'
  | 'settings'
  | 'profiles'
  | 'personas'
  | 'replay'
  | 'rename'
  | 'shortcuts'
  | SoundMeaning

/** What a key does with the sound that is being replayed. */
export type SoundMeaning =
  | 'toggle-sound'
  | 'leap-back'
  | 'leap-on'
  | 'step-back'
  | 'step-on'
  | 'sound-before'
  | 'sound-after'

/** How far a leap in a sound goes, in milliseconds. */
export const LEAP_MS = 10_000
/** How far a step goes. */
export const STEP_MS = 5000

const soundKeys: Readonly<Record<string, SoundMeaning>> = {
  k: 'toggle-sound',
  j: 'leap-back',
  l: 'leap-on',
  ArrowLeft: 'step-back',
  ArrowRight: 'step-on',
  ArrowUp: 'sound-before',
  ArrowDown: 'sound-after',
}
/** Held down, these go on and on. */
const repeated: readonly KeyMeaning[] = ['leap-back', 'leap-on', 'step-back', 'step-on']

/**
 * Decides what a key means. Space talks unless it would type, activate a control reached by keyboard, or belong to an input
 * method or a shortcut. Single letters do nothing where text can be typed, and some mean the sound that is being replayed.
 */
export function meaningOf(press: KeyPress): KeyMeaning {
  if (press.isComposing) return 'none'
  const { hasCtrl, hasMeta, hasAlt, hasShift } = press
  const isCommand = press.isMac ? hasMeta && !hasCtrl : hasCtrl && !hasMeta
  if (isCommand && !hasAlt) {
    if (press.isRepeat || press.isCovered) return 'none'
    return hasShift ? shiftedCommandOf(press.key) : commandOf(press.key)
  }
  if (hasCtrl || hasMeta || hasAlt) return 'none'
  if (press.key === 'Escape') return press.isCovered || press.isRepeat ? 'none' : 'escape'
  if (press.isEditable || press.isCovered) return 'none'
  if (press.code === 'Space') return hasShift || press.isOnControl ? 'none' : 'talk'
  const sound = soundMeaningOf(press)
  if (press.isRepeat) return repeated.includes(sound) ? sound : 'none'
  if (press.key === '?') return 'shortcuts'
  if (press.key === 'F2' && !hasShift) return 'rename'
  return press.key.toLowerCase() === 'r' && !hasShift ? 'replay' : sound
}

/** Whether a press keeps the release of another key that is held from being seen: macOS tells programs of none while ⌘ is down. */
export function hidesReleases({ key, isMac }: Pick<KeyPress, 'key' | 'isMac'>): boolean {
  return isMac && key === 'Meta'
}

function soundMeaningOf({ key, hasSound, hasShift, usesArrows }: KeyPress): SoundMeaning | 'none' {
  const isArrow = key.startsWith('Arrow')
  if (!hasSound || hasShift || (isArrow && usesArrows)) return 'none'
  return soundKeys[isArrow ? key : key.toLowerCase()] ?? 'none'
}

function shiftedCommandOf(key: string): KeyMeaning {
  switch (key.toLowerCase()) {
    case 'n':
      return 'private-conversation'
    case 'e':
      return 'personas'
    default:
      return 'none'
  }
}

function commandOf(key: string): KeyMeaning {
  switch (key.toLowerCase()) {
    case 'k':
      return 'search'
    case 'n':
      return 'new-conversation'
    case 'e':
      return 'profiles'
    case ',':
      return 'settings'
    default:
      return 'none'
  }
}
