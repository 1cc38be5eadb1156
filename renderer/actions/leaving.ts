import { computed } from '@preact/signals'
import { message } from '../state/composing.ts'
import { isPrivate, privateId, turns } from '../state/conversation.ts'
import { connection, status } from '../state/main.ts'
import { keepMessagesNow } from './messages.ts'

/** Whether leaving would lose something of a private conversation; of one that is not shown nobody knows. */
export const losesPrivate = computed(
  () => privateId.value !== null && (!isPrivate.value || turns.value.length > 0 || message.value !== ''),
)

/**
 * Keeps what is typed when the page is left, and lets a browser ask first when that would end a private conversation. Where Parley has a
 * window of its own, main asks.
 */
export function askBeforeLeaving(): void {
  addEventListener('pagehide', keepMessagesNow)
  addEventListener('beforeunload', event => {
    if (status.value?.host === 'browser' && connection.value === 'open' && losesPrivate.value) event.preventDefault()
  })
}
