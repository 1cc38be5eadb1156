import type { PresenceState } from './presence.ts'

/** How a tray icon is drawn: as a mask that macOS colours itself, or for a light or a dark bar. */
export const trayStyles = ['template', 'light', 'dark'] as const
/** How a tray icon is drawn. */
export type TrayStyle = (typeof trayStyles)[number]

/** The file of a tray icon, in the folder of the icons. Beside each is one twice as large: `name@2x.png`. */
export function trayIconFile(state: PresenceState, style: TrayStyle): string {
  // macOS recognises a template by the end of its name.
  return style === 'template' ? `${state}Template.png` : `${state}-${style}.png`
}

/** What shows whether a bar is dark. */
export interface BarTheme {
  platform: string
  /** `XDG_CURRENT_DESKTOP`; undefined except on Linux. */
  desktop: string | undefined
  /** Whether programs are drawn dark. */
  isDark: boolean
  /** Whether the system's own bars are dark. Windows has a separate setting for them, and by default dark bars with light programs. */
  isSystemDark: boolean
}

/** GNOME's top bar is dark whatever the programs are, except in its classic session. */
const DARK_BAR = /^(?!.*GNOME-Classic)(.*:)?(GNOME|Unity)(:|$)/i

/** The drawing that suits a system's bar. */
export function trayStyleOn({ platform, desktop, isDark, isSystemDark }: BarTheme): TrayStyle {
  if (platform === 'darwin') return 'template'
  const isBarDark = platform === 'win32' ? isSystemDark : isDark || DARK_BAR.test(desktop ?? '')
  return isBarDark ? 'dark' : 'light'
}
