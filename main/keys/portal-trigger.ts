import type { Accelerator, Modifier } from '../../app/desktop/accelerator.ts'

const modifierNames: Record<Modifier, string> = { Control: 'CTRL', Alt: 'ALT', Shift: 'SHIFT', Super: 'LOGO' }
const keyNames: Readonly<Record<string, string>> = { Space: 'space', PageUp: 'Page_Up', PageDown: 'Page_Down' }

/** A key as portals spell it (XDG shortcuts specification): modifiers, and the name of a keysym. */
export function portalTrigger({ modifiers, key }: Accelerator): string {
  const keysym = keyNames[key] ?? (/^[A-Z]$/.test(key) ? key.toLowerCase() : key)
  return [...modifiers.map(modifier => modifierNames[modifier]), keysym].join('+')
}
