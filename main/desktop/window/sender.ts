import { APP_ORIGIN } from './app-url.ts'

/** The part of an `IpcMainInvokeEvent` that is used. */
export interface Sender {
  /** The frame that sent it; null when it is already gone. */
  senderFrame: { parent: unknown; origin: string } | null
  sender: { id: number }
}

/** The id by which the rest of main knows a window. */
export function windowIdOf(contents: { id: number }): string {
  return `desktop-${contents.id}`
}

/** The window that sent a message. Null unless it was sent by the top frame of a window of ours that shows our own page. */
export function trustedWindowId(
  { senderFrame, sender }: Sender,
  openWindows: ReadonlyMap<string, unknown>,
): string | null {
  if (senderFrame === null || senderFrame.parent !== null || senderFrame.origin !== APP_ORIGIN) return null
  const windowId = windowIdOf(sender)
  return openWindows.has(windowId) ? windowId : null
}
