import { APP_ORIGIN } from './app-url.ts'

/** What is looked at in an `IpcMainInvokeEvent`. */
export interface Sender {
  /** The frame that sent; null when it is gone already. */
  senderFrame: { parent: unknown; origin: string } | null
  sender: { id: number }
}

/** The name by which the rest of main knows a window. */
export function windowIdOf(contents: { id: number }): string {
  return `desktop-${contents.id}`
}

/** The window behind a message, or null unless it is the top frame of a window of ours showing our own page. */
export function trustedWindowId(
  { senderFrame, sender }: Sender,
  openWindows: ReadonlyMap<string, unknown>,
): string | null {
  if (senderFrame === null || senderFrame.parent !== null || senderFrame.origin !== APP_ORIGIN) return null
  const windowId = windowIdOf(sender)
  return openWindows.has(windowId) ? windowId : null
}
