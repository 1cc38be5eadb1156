import { type Signal, signal } from '@preact/signals'
import type { Conversation, ConversationPlace, Turn } from '../../app/conversation.ts'
import { shownTitle } from '../../app/words/shown-title.ts'
import type { Selection } from '../selection.ts'

/** What of a place was listed so far, newest change first, and whether there is more. */
export interface Listed {
  conversations: readonly Conversation[]
  hasMore: boolean
}
const nothingListed = (): Signal<Listed> => signal({ conversations: [], hasMore: true })
/** The conversations that were listed so far of each place. */
export const listed: Readonly<Record<ConversationPlace, Signal<Listed>>> = {
  pinned: nothingListed(),
  recent: nothingListed(),
  archived: nothingListed(),
  trash: nothingListed(),
}
/** What a conversation is called, as far as it was listed outside the trash; null when it was not. */
export function titleOf(conversationId: string): string | null {
  const known = [listed.pinned, listed.recent, listed.archived].flatMap(list => list.value.conversations)
  const one = known.find(({ id }) => id === conversationId)
  return one ? shownTitle(one) : null
}
/** Turns that were put into the trash one by one, newest first. */
export const trashedTurns = signal<readonly Turn[]>([])
/** Every draft of the library. */
export const drafts = signal<readonly Turn[]>([])
/** Lists whose conversations can be chosen: the one in the sidebar, those of the places. */
export type ListName = 'sidebar' | 'archived' | 'trash'
/** The conversations of a list that something is to be done with; null while none are being chosen. */
export const selection = signal<(Selection & { list: ListName }) | null>(null)
/** The conversation whose title is being typed, and where. */
export const renaming = signal<{ conversationId: string; where: 'header' | ListName } | null>(null)
/** What was just put away and can be taken back. */
export type Undoable =
  | { kind: 'discarded' | 'deleted'; turnId: string }
  | { kind: 'trashed' | 'archived'; conversationIds: readonly string[]; wasOpen: boolean }
/** What was just put away and can be taken back. */
export const undo = signal<Undoable | null>(null)
