import { isAppUrl } from './app-url.ts'

/** What Electron says about a page that asks for a permission (`PermissionRequest`, `MediaAccessPermissionRequest`). */
export interface RequestDetails {
  isMainFrame: boolean
  requestingUrl: string
  mediaTypes?: readonly string[]
}

/** What Electron says about a page that checks whether it has a permission (`PermissionCheckHandlerHandlerDetails`). */
export interface CheckDetails {
  mediaType?: string
}

/** Permissions that the window gets without a closer look. */
const harmless = ['clipboard-sanitized-write', 'notifications']

/**
 * Whether the window gets what it asks for: the microphone without a camera, writing text to the clipboard, and notifications of late
 * replies. Everything else, from screen capture to location, is refused.
 */
export function mayRequest(permission: string, details: RequestDetails): boolean {
  if (!details.isMainFrame || !isAppUrl(details.requestingUrl)) return false
  if (harmless.includes(permission)) return true
  return permission === 'media' && details.mediaTypes?.length === 1 && details.mediaTypes[0] === 'audio'
}

/**
 * Whether the window is told that it has a permission. Choosing a speaker is covered by the check for audio.
 * @param asker null when Electron does not say who asks, as may be for notifications (`setPermissionCheckHandler`)
 */
export function mayCheck(
  permission: string,
  origin: string,
  details: CheckDetails,
  asker: 'window' | 'other' | null,
): boolean {
  if (!isAppUrl(origin) || asker === 'other') return false
  if (asker === null) return permission === 'notifications'
  return harmless.includes(permission) || (permission === 'media' && details.mediaType === 'audio')
}
