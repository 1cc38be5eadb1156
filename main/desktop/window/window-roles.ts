import type { PresenceState } from '../../../app/desktop/presence.ts'
import type { Settings } from '../../../app/settings.ts'
import type { DesktopStatus } from '../../../app/status.ts'

/** All that the mini window may ask of main. It has no access to what was said, kept or chosen. */
const miniRequests = ['getMiniView', 'commandTalk', 'showWindow', 'moveMini', 'hideMini']
/** The events that only the mini window gets; it gets no others. */
const miniEvents = ['miniChanged', 'levelChanged']

/** Whether the mini window may ask for something. @param name from the wire: anything */
export function mayMiniAsk(name: unknown): boolean {
  return typeof name === 'string' && miniRequests.includes(name)
}

/** Whether an event is for the mini window, and for no other. */
export function isForMini(event: string): boolean {
  return miniEvents.includes(event)
}

/**
 * Whether the mini window is shown now. Never without the main window, which carries out what the mini window's button asks for. Unless the
 * user wants it always or never, it is shown while they talk with another program in front, but not where every new window takes the focus,
 * as on Wayland.
 */
export function showsMini(
  wanted: Settings['desktop']['mini'],
  now: { state: PresenceState; hasWindow: boolean; isWindowInFront: boolean; takesFocus: boolean },
): boolean {
  if (wanted === 'never' || !now.hasWindow) return false
  if (wanted === 'always') return true
  const isTalking = now.state === 'listening' || now.state === 'sending' || now.state === 'speaking'
  return isTalking && !now.isWindowInFront && !now.takesFocus
}

/**
 * Whether Escape in other programs is meant for Parley: while one records or hears a reply there. Parley's own window gets the key anyway.
 */
export function meansEscape({ state, isWindowInFront }: { state: PresenceState; isWindowInFront: boolean }): boolean {
  return (state === 'listening' || state === 'speaking') && !isWindowInFront
}

/**
 * What closing the window does: hide it, if the tray can bring it back and settings say so; otherwise close it, which ends Parley except on
 * macOS, where programs go on without windows.
 */
export function onClose(now: { isQuitting: boolean; hasTray: boolean; staysInTray: boolean }): 'hide' | 'close' {
  return !now.isQuitting && now.hasTray && now.staysInTray ? 'hide' : 'close'
}

/**
 * Whether the window stays hidden at the start: if that was asked for, or if Parley was opened at login and the tray can bring the window
 * back.
 */
export function startsHidden(start: { isHidden: boolean; wasOpenedAtLogin: boolean; hasTray: boolean }): boolean {
  return start.isHidden || (start.wasOpenedAtLogin && start.hasTray)
}

/** The name by which the window knows a system. Systems other than these three are treated as Linux. */
export function platformName(platform: NodeJS.Platform): DesktopStatus['platform'] {
  if (platform === 'darwin') return 'macos'
  return platform === 'win32' ? 'windows' : 'linux'
}
