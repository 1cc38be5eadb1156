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

/** What tells whether a bar is dark. */
export interface BarTheme {
  platform: string
  /** `XDG_CURRENT_DESKTOP`; undefined elsewhere than on Linux. */
  desktop: string | undefined
  /** Whether programs are drawn dark. */
  isDark: boolean
  /** Whether the system's own bars are, where Windows tells that apart: bars are dark and programs light there as it comes. */
  isSystemDark: boolean
}

/** GNOME's top bar is dark whatever programs are, but for its classic session. */
const DARK_BAR = /^(?!.*GNOME-Classic)(.*:)?(GNOME|Unity)(:|$)/i

/** Which drawing a system's bar wants. */
export function trayStyleOn({ platform, desktop, isDark, isSystemDark }: BarTheme): TrayStyle {
  if (platform === 'darwin') return 'template'
  const isBarDark = platform === 'win32' ? isSystemDark : isDark || DARK_BAR.test(desktop ?? '')
  return isBarDark ? 'dark' : 'light'
}
