import { unhandled } from '../errors.ts'
import type { Capture, TalkOptions } from './talk-state.ts'

/** A key held this long is a hold; anything shorter is a tap. */
const HOLD_MS = 150
/** The same for a binding of modifiers only, which are also pressed on the way to a shortcut. */
const MODIFIER_HOLD_MS = 250
/** Two presses closer than this, begin to begin, are a double tap. */
export const DOUBLE_TAP_MS = 400
/** In hybrid mode a press shorter than this latches. */
const LATCH_MS = 500
/** A press this soon after the same key last moved is contact bounce, or X11 repeating a key that is held. */
export const DEBOUNCE_MS = 30
/** A release counts only after this long: X11 sends release/press pairs while a key is held. */
const RELEASE_GRACE_MS = 50
/** Escape discards a hands-free recording when it is pressed twice within this time. */
export const ESCAPE_AGAIN_MS = 1500
/** A recording shorter than this is dropped. */
export const SHORTEST_MS = 300
/** A cancelled recording at least this long goes to the trash; a shorter one is dropped. */
export const TRASH_MS = 1000
/** A recording whose loudest sample is below this is silent, and is not sent. */
export const SILENCE_DBFS = -50

/** When waiting alone moves a capture on, on the clock of its events; null when waiting changes nothing. */
export function deadlineOf(capture: Capture, options: TalkOptions): number | null {
  switch (capture.name) {
    case 'idle':
      return null
    case 'arming':
      if (capture.releasedAt !== null) return capture.releasedAt + DEBOUNCE_MS
      return capture.pressedAt + (capture.isModifierOnly ? MODIFIER_HOLD_MS : HOLD_MS)
    case 'recording':
    case 'locked':
      return capture.pressedAt + options.longestMs
    case 'tail':
      if (isLatching(capture, options)) return capture.releasedAt + RELEASE_GRACE_MS
      return capture.releasedAt + Math.max(options.tailMs, RELEASE_GRACE_MS)
    default:
      throw unhandled(capture)
  }
}

/** Whether the press that was let go was a tap that latches, rather than a hold that ends. */
export function isLatching(capture: Extract<Capture, { name: 'tail' }>, options: TalkOptions): boolean {
  return options.mode === 'hybrid' && capture.from === 'recording' && capture.releasedAt - capture.pressedAt < LATCH_MS
}
