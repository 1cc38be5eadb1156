import type { PresenceState } from './presence.ts'

/** How a tray icon is drawn: as a mask that macOS colours itself, or for a light or a dark bar. */
export const trayStyles = ['template', 'light', 'dark'] as const
/** How a tray icon is drawn. */
export type TrayStyle = (typeof trayStyles)[number]

/** The file of a tray icon, in the folder they are in. A file twice as large is beside each: `name@2x.png`. */
export function trayIconFile(state: PresenceState, style: TrayStyle): string {
  // macOS knows a template by the end of its name.
  return style === 'template' ? `${state}Template.png` : `${state}-${style}.png`
}

/** Which drawing a system's bar wants. @param isBarDark whether the system draws its bars dark */
export function trayStyleOn(platform: string, isBarDark: boolean): TrayStyle {
  if (platform === 'darwin') return 'template'
  return isBarDark ? 'dark' : 'light'
}
