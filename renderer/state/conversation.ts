import { computed, signal } from '@preact/signals'
import type { Conversation, Turn } from '../../app/conversation.ts'

/** The conversation that the next question goes to. It exists in the library once it has a turn. */
export const conversationId = signal<string>(crypto.randomUUID())
/** The open conversation as main knows it; null while it is new. */
export const conversation = signal<Conversation | null>(null)
/** Whether the open conversation is in the trash, where it can only be looked at and heard. */
export const isInTrash = computed(() => conversation.value !== null && conversation.value.purgeAt !== null)
/** Whether a turn can only be looked at and heard, because its conversation is the open one and in the trash. */
export const isReadOnly = (turn: Turn) => isInTrash.value && conversation.value?.id === turn.conversationId
/** The conversation of this window that is kept in memory alone; null while there is none. */
export const privateId = signal<string | null>(null)
/** Whether the private conversation is the one that is open. */
export const isPrivate = computed(() => privateId.value !== null && privateId.value === conversationId.value)
/** The profile and persona that were chosen for a conversation that is still new. */
export const newConversationChoices = signal<{
  conversationId: string
  profileId: string | null
  personaId: string | null
} | null>(null)
const own = computed(() => {
  if (conversation.value) return conversation.value
  const chosen = newConversationChoices.value
  return chosen?.conversationId === conversationId.value ? chosen : null
})
/** The open conversation's own profile, which may be gone; null when it has none of its own. */
export const ownProfileId = computed(() => own.value?.profileId ?? null)
/** The open conversation's own persona, which may be gone; null when it has none of its own. */
export const ownPersonaId = computed(() => own.value?.personaId ?? null)
/** The turns of the open conversation that were fetched so far, in order; the newest are fetched first. */
export const turns = signal<readonly Turn[]>([])
/** How many turns before those are still being fetched. */
export const earlierTurns = signal(0)
/** Words of replies that are still arriving, by turn. */
export const arrivingWords = signal<ReadonlyMap<string, string>>(new Map())
/** What of the open conversation is to be brought into view: a turn, or one of its sounds. */
export const revealed = signal<{ key: string; part: string } | null>(null)
/** Which of a turn's two sounds is meant. */
export type Side = 'recording' | 'reply'
/**
 * Words that are being corrected, by `editKey`: what stands in each field, null until it had the focus. They wait there while
 * something else is shown.
 */
export const edits = signal<ReadonlyMap<string, string | null>>(new Map())
/** Names the words of one side of a turn in `edits`. */
export const editKey = (turnId: string, side: Side) => `${side} ${turnId}`
/** Whose words were just copied. */
export const copied = signal<{ turnId: string; side: Side } | null>(null)
