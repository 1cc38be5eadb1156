import type { PresenceState } from '../../../app/desktop/presence.ts'
import type { Settings } from '../../../app/settings.ts'
import type { DesktopStatus } from '../../../app/status.ts'

/** All that the mini window may ask of main. What was said, kept or chosen is none of its business. */
const miniRequests = ['getMiniView', 'commandTalk', 'showWindow', 'moveMini', 'hideMini']
/** The events that are the mini window's; it hears no others. */
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
 * Whether the mini window is shown now. Never without the window, which does what the mini window's button says. Unless the user wants it
 * always or never, it is shown while they talk and another program is in front, but not where every window that appears takes the focus, as
 * on Wayland.
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

/** Whether Escape means Parley in other programs: while one talks or is spoken to there. Parley's own window sees it anyway. */
export function meansEscape({ state, isWindowInFront }: { state: PresenceState; isWindowInFront: boolean }): boolean {
  return (state === 'listening' || state === 'speaking') && !isWindowInFront
}

/**
 * What closing the window does: it is hidden where the tray brings it back, else Parley ends with it. On macOS programs go on
 * without windows anyway.
 */
export function onClose(now: { isQuitting: boolean; hasTray: boolean; staysInTray: boolean }): 'hide' | 'close' {
  return !now.isQuitting && now.hasTray && now.staysInTray ? 'hide' : 'close'
}

/** Whether the window stays hidden at the start: where it was asked for, and can be brought back. */
export function startsHidden(start: { isHidden: boolean; wasOpenedAtLogin: boolean; hasTray: boolean }): boolean {
  return start.isHidden || (start.wasOpenedAtLogin && start.hasTray)
}

/** A system as the window speaks of it; others than these three are treated as Linux is. */
export function platformName(platform: NodeJS.Platform): DesktopStatus['platform'] {
  if (platform === 'darwin') return 'macos'
  return platform === 'win32' ? 'windows' : 'linux'
}
