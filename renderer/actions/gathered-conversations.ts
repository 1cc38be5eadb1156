import type { Conversation } from '../../app/conversation.ts'
import { privateId } from '../state/conversation.ts'
import { drafts } from '../state/lists.ts'
import { listDrafts } from './lists.ts'
import { takeConversations } from './records.ts'

/** How long news are gathered that come close upon each other. */
const GATHER_MS = 50
const gathered = new Map<string, Conversation>()
let timer: ReturnType<typeof setTimeout> | null = null

/**
 * Takes a conversation that main says has changed: at once, or together with others when many change, so that ten thousand
 * that are thrown away are not ten thousand changes of the list.
 */
export function gatherConversation(conversation: Conversation): void {
  if (conversation.id === privateId.value) {
    takeConversations([conversation])
    return
  }
  gathered.set(conversation.id, conversation)
  if (timer === null) takeInTurn()
}

/** Takes at once what was gathered. */
export function takeGathered(): void {
  const taken = [...gathered.values()]
  gathered.clear()
  if (taken.length === 0) return
  takeConversations(taken)
  // The drafts of a conversation that was taken out of the trash come back with it.
  const known = (id: string) => drafts.value.filter(draft => draft.conversationId === id).length
  if (taken.some(({ id, purgeAt, draftCount }) => purgeAt === null && known(id) < draftCount)) void listDrafts()
}

function takeInTurn(): void {
  timer = null
  if (gathered.size === 0) return
  takeGathered()
  timer = setTimeout(takeInTurn, GATHER_MS)
}
