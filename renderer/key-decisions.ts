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
  | 'settings'
  | 'replay'
  | 'shortcuts'

/**
 * Decides what a key means. Space talks unless it would type, activate a control reached by keyboard, or belong to an input
 * method or a shortcut. Single letters do nothing where text can be typed.
 */
export function meaningOf(press: KeyPress): KeyMeaning {
  if (press.isComposing) return 'none'
  const { hasCtrl, hasMeta, hasAlt, hasShift } = press
  const isCommand = press.isMac ? hasMeta && !hasCtrl : hasCtrl && !hasMeta
  if (isCommand && !hasAlt && !hasShift) return press.isRepeat ? 'none' : commandOf(press)
  if (hasCtrl || hasMeta || hasAlt) return 'none'
  if (press.key === 'Escape') return press.isCovered || press.isRepeat ? 'none' : 'escape'
  if (press.isEditable || press.isCovered) return 'none'
  if (press.code === 'Space') return hasShift || press.isOnControl ? 'none' : 'talk'
  if (press.isRepeat) return 'none'
  if (press.key === '?') return 'shortcuts'
  return press.key.toLowerCase() === 'r' && !hasShift ? 'replay' : 'none'
}

function commandOf({ key, isCovered }: KeyPress): KeyMeaning {
  if (isCovered) return 'none'
  switch (key.toLowerCase()) {
    case 'k':
      return 'search'
    case 'n':
      return 'new-conversation'
    case ',':
      return 'settings'
    default:
      return 'none'
  }
}
