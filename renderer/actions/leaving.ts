import { connection, isPrivate, message, privateId, status, turns } from '../state.ts'
import { keepMessagesNow } from './messages.ts'

/**
 * Keeps what is typed when the page is left, and lets a browser ask first when that would end a private conversation. In a
 * window of its own nobody would ask: there it would only not close.
 */
export function askBeforeLeaving(): void {
  addEventListener('pagehide', keepMessagesNow)
  addEventListener('beforeunload', event => {
    if (status.value?.host === 'browser' && connection.value === 'open' && hasPrivate()) event.preventDefault()
  })
}

/** Whether there is something in a private conversation; of one that is not shown nobody knows. */
function hasPrivate(): boolean {
  if (privateId.value === null) return false
  return !isPrivate.value || turns.value.length > 0 || message.value !== ''
}
