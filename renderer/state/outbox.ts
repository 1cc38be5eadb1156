import { computed, signal } from '@preact/signals'
import { isWaiting, type Turn } from '../../app/conversation.ts'
import { turns } from './conversation.ts'

/** Turns of the library of which the outbox knows something, oldest first. */
export const outbox = signal<readonly Turn[]>([])
/** Questions of it that wait to be sent. */
export const waiting = computed(() => outbox.value.filter(isWaiting))
/** Conversations with late replies that nobody has looked at. */
export const lateIn = computed(
  () => new Set(outbox.value.flatMap(turn => (turn.status === 'answered' ? [turn.conversationId] : []))),
)
/** Whether a question of the open conversation waits to be sent. */
export const waitsHere = computed(() => turns.value.some(isWaiting))
/** Replies to what had waited that came in time while another one was heard, to be heard after it; by turn, in order. */
export const heardAfterwards = signal<readonly string[]>([])
