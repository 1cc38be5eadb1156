import { isAppUrl } from './app-url.ts'

/** What Electron tells about a page that asks for a permission (`PermissionRequest`, `MediaAccessPermissionRequest`). */
export interface RequestDetails {
  isMainFrame: boolean
  requestingUrl: string
  mediaTypes?: readonly string[]
}

/** What Electron tells about a page that asks whether it has a permission (`PermissionCheckHandlerHandlerDetails`). */
export interface CheckDetails {
  mediaType?: string
}

/**
 * Whether the window gets what it asks for: the microphone alone, never together with a camera, and writing text to the
 * clipboard. Everything else, from screen capture to notifications, is refused.
 */
export function mayRequest(permission: string, details: RequestDetails): boolean {
  if (!details.isMainFrame || !isAppUrl(details.requestingUrl)) return false
  if (permission === 'clipboard-sanitized-write') return true
  return permission === 'media' && details.mediaTypes?.length === 1 && details.mediaTypes[0] === 'audio'
}

/** Whether the window is told that it has a permission; the speaker picker is covered by the check for audio. */
export function mayCheck(permission: string, origin: string, details: CheckDetails): boolean {
  if (!isAppUrl(origin)) return false
  return permission === 'clipboard-sanitized-write' || (permission === 'media' && details.mediaType === 'audio')
}
