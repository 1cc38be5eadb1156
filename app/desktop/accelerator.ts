/** A key with its modifiers, as Electron spells both. */
export interface Accelerator {
  modifiers: readonly Modifier[]
  key: string
}

const modifiers = ['Control', 'Alt', 'Shift', 'Super'] as const
/** What is held beside a key. `Super` is the Windows key, or ⌘. */
export type Modifier = (typeof modifiers)[number]

const otherNames: Readonly<Record<string, Modifier>> = {
  ctrl: 'Control',
  option: 'Alt',
  meta: 'Super',
  command: 'Super',
  cmd: 'Super',
  win: 'Super',
}
const namedKeys = ['Space', 'Insert', 'Home', 'End', 'PageUp', 'PageDown']

/** Why a key cannot be one that works in every program: not a key Parley knows, needed for typing, or a shortcut of everybody. */
export type AcceleratorFault = 'unknown' | 'typing' | 'everyday'

/**
 * Reads a key that is to work in every program, such as `ctrl + alt + space`. Space, letters and digits are never taken from
 * typing, nor Ctrl or ⌘ with a letter from the programs that all use them; function keys stand alone from F13 on.
 */
export function readAccelerator(text: string): Accelerator | AcceleratorFault {
  const names = text.split('+').map(name => name.trim())
  const key = keyNamed(names.at(-1) ?? '')
  const held = names.slice(0, -1).map(modifierNamed)
  if (key === null || held.includes(null) || new Set(held).size < held.length) return 'unknown'
  const together = modifiers.filter(modifier => held.includes(modifier))
  const strong = together.filter(modifier => modifier !== 'Shift')
  if (/^F(1[3-9]|2[0-4])$/.test(key)) return { modifiers: together, key }
  if (strong.length === 0) return 'typing'
  if (/^[A-Z]$/.test(key) && together.length === 1 && !together.includes('Alt')) return 'everyday'
  return { modifiers: together, key }
}

/** An accelerator as Electron reads it, and as it is kept in settings. */
export function writeAccelerator({ modifiers, key }: Accelerator): string {
  return [...modifiers, key].join('+')
}

/** A press of a key as the window sees it (UI Events, `KeyboardEvent`). */
export interface KeyPress {
  /** Where the key is, as on a keyboard of the United States. */
  code: string
  /** What the key means on this keyboard. */
  key: string
  ctrlKey: boolean
  altKey: boolean
  shiftKey: boolean
  metaKey: boolean
}

/** How a key that was pressed is written as an accelerator; null for one that only changes others, and one Parley does not know. */
export function pressedAccelerator({ code, key, ctrlKey, altKey, shiftKey, metaKey }: KeyPress): string | null {
  // Letters go by what they mean: on another keyboard they are elsewhere. What Alt or Shift makes of them is no letter.
  const letter = /^[a-z]$/i.test(key) ? key : /^Key([A-Z])$/.exec(code)?.[1]
  const name = keyNamed(letter ?? /^Digit(\d)$/.exec(code)?.[1] ?? code)
  if (name === null) return null
  const held = { Control: ctrlKey, Alt: altKey, Shift: shiftKey, Super: metaKey }
  return writeAccelerator({ modifiers: modifiers.filter(modifier => held[modifier]), key: name })
}

function modifierNamed(name: string): Modifier | null {
  const lower = name.toLowerCase()
  return otherNames[lower] ?? modifiers.find(modifier => modifier.toLowerCase() === lower) ?? null
}

function keyNamed(name: string): string | null {
  if (/^([a-z0-9]|f([1-9]|1[0-9]|2[0-4]))$/i.test(name)) return name.toUpperCase()
  return namedKeys.find(key => key.toLowerCase() === name.toLowerCase()) ?? null
}
