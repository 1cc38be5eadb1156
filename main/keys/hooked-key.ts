import type { Accelerator, Modifier } from '../../app/desktop/accelerator.ts'

/** A press or release as libuiohook reports it (`uiohook_event`), also of the mouse. */
export interface HookEvent {
  type: number
  /** Only for keys. */
  keycode?: number
  ctrlKey: boolean
  altKey: boolean
  shiftKey: boolean
  metaKey: boolean
}

/** Everything that leaves the process of the hook: it now sees keys, or the chosen key went down or came up. */
const hookMessages = ['armed', 'down', 'up'] as const
/** All that leaves the process of the hook. */
export type HookMessage = (typeof hookMessages)[number]

/** `EVENT_KEY_PRESSED` and `EVENT_KEY_RELEASED` in libuiohook's `uiohook.h`. */
const PRESSED = 4
const RELEASED = 5
/** A held key repeats sooner than this on every system. At its slowest macOS begins after 1.8 s, and Windows repeats every 0.5 s. */
const REPEATS_WITHIN_MS = 2000

/** Virtual key codes of libuiohook (`VC_*` in `uiohook.h`), in the order of their keys. */
const runs: readonly [keys: string, codes: readonly number[]][] = [
  ['1234567890', codesFrom(0x02, 10)],
  ['QWERTYUIOP', codesFrom(0x10, 10)],
  ['ASDFGHJKL', codesFrom(0x1e, 9)],
  ['ZXCVBNM', codesFrom(0x2c, 7)],
]
const functionCodes = [...codesFrom(0x3b, 10), 0x57, 0x58, ...codesFrom(0x5b, 3), ...codesFrom(0x63, 9)]
const codes: Readonly<Record<string, number>> = {
  ...{ Space: 0x39, Insert: 0x0e52, Home: 0x0e47, End: 0x0e4f, PageUp: 0x0e49, PageDown: 0x0e51 },
  ...Object.fromEntries(runs.flatMap(([keys, run]) => [...keys].map((key, i) => [key, run[i]]))),
  ...Object.fromEntries(functionCodes.map((code, i) => [`F${i + 1}`, code])),
}

/** libuiohook's code of a key, as `app/desktop/accelerator.ts` names keys; null if it has none. */
export function keyCode(key: string): number | null {
  return codes[key] ?? null
}

/** Finds one key, with its modifiers, among all key events. */
export class HookedKey {
  readonly #code: number | null
  readonly #modifiers: readonly Modifier[]
  #isDown = false
  /** When it was last reported to be down, by the clock of `move`. */
  #seenAt = 0

  constructor({ key, modifiers }: Accelerator) {
    this.#code = keyCode(key)
    this.#modifiers = modifiers
  }

  /**
   * What an event means for the key; null when it is about another key, or a held key that repeats. A modifier may come up first. A release
   * may be missed, because Windows hides events in programs with more rights. So a press that comes too late to be a repeat is a new press.
   * @param at a monotonic clock, in milliseconds
   */
  move({ type, keycode, ...held }: HookEvent, at: number): 'down' | 'up' | null {
    if (keycode === undefined || keycode !== this.#code) return null
    if (type === RELEASED && this.#isDown) {
      this.#isDown = false
      return 'up'
    }
    if (type !== PRESSED) return null
    const isRepeat = this.#isDown && at - this.#seenAt < REPEATS_WITHIN_MS
    this.#seenAt = at
    if (isRepeat || !this.#isHeldWith(held)) return null
    this.#isDown = true
    return 'down'
  }

  #isHeldWith({ ctrlKey, altKey, shiftKey, metaKey }: Omit<HookEvent, 'type' | 'keycode'>): boolean {
    const held: Record<Modifier, boolean> = { Control: ctrlKey, Alt: altKey, Shift: shiftKey, Super: metaKey }
    return Object.entries(held).every(([modifier, isHeld]) => isHeld === this.#modifiers.some(one => one === modifier))
  }
}

function codesFrom(first: number, count: number): number[] {
  return Array.from({ length: count }, (_each, i) => first + i)
}
