/** A key with its modifiers, in Electron's spelling. */
export interface Accelerator {
  modifiers: readonly Modifier[]
  key: string
}

const modifiers = ['Control', 'Alt', 'Shift', 'Super'] as const
/** The modifiers that may be held with a key. `Super` is the Windows key, or ⌘. */
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

/** Why a key cannot work in every program: Parley does not know it, it is needed for typing, or it is a common shortcut. */
export type AcceleratorFault = 'unknown' | 'typing' | 'everyday'

/**
 * Reads a key that is to work in every program, such as `ctrl + alt + space`. Space, letters and digits need modifiers, because they are
 * for typing, and Ctrl or ⌘ alone is not enough for a letter, because programs use those. Function keys may stand alone from F13 on.
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

/** An accelerator in Electron's spelling, as it is also kept in settings. */
export function writeAccelerator({ modifiers, key }: Accelerator): string {
  return [...modifiers, key].join('+')
}

/** A key press as the window gets it (UI Events, `KeyboardEvent`). */
export interface KeyPress {
  /** The position of the key, as on a US keyboard. */
  code: string
  /** The meaning of the key on this keyboard. */
  key: string
  ctrlKey: boolean
  altKey: boolean
  shiftKey: boolean
  metaKey: boolean
}

/** The accelerator for a key that was pressed; null for a modifier, and for a key that Parley does not know. */
export function pressedAccelerator({ code, key, ctrlKey, altKey, shiftKey, metaKey }: KeyPress): string | null {
  // Letters are taken by their meaning, because their position differs between keyboards. With Alt or Shift the meaning may be no letter.
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
