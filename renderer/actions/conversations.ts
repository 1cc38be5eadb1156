import { batch } from '@preact/signals'
import { CONVERSATIONS_LIMIT } from '../../app/contract.ts'
import type { Conversation, ConversationCursor } from '../../app/conversation.ts'
import { main } from '../main-process.ts'
import { conversationId, conversations, hasMoreConversations, isSidebarOpen, place, revealed, sheet } from '../state.ts'
import { attempt } from './attempt.ts'
import { showTurns } from './earlier-turns.ts'
import { takeConversations } from './records.ts'
import { stopReplay } from './replay.ts'

let listedUpTo: ConversationCursor | null = null
let isListing = false
/** How many turns are brought to show one among its neighbours. */
const AROUND = 60

/** Lists the newest conversations, and each time it is called again those after them, until all are listed. */
export async function listMoreConversations(): Promise<void> {
  if (isListing || !hasMoreConversations.value) return
  isListing = true
  await attempt(async () => {
    const page = await main.listConversations({ before: listedUpTo, limit: CONVERSATIONS_LIMIT })
    const last = page.at(-1)
    // Not the last one shown: a turn that was taken back may bring in one of a page that is still to come.
    if (last) listedUpTo = { changedAt: last.changedAt, id: last.id }
    batch(() => {
      hasMoreConversations.value = page.length === CONVERSATIONS_LIMIT
      takeConversations(page)
    })
  })
  isListing = false
}

/**
 * Shows a conversation of the library: its newest turns at once, and those around a position, if one is given; the others as
 * they come.
 */
export async function openConversation(id: string, position: number | null = null): Promise<void> {
  await attempt(async () => {
    const [found, around] = await Promise.all([
      main.openConversation({ conversationId: id }),
      position === null ? [] : main.listTurns({ conversationId: id, before: position + AROUND / 2, limit: AROUND }),
    ])
    batch(() => {
      show(id)
      showTurns(id, found.turns, found.total, around)
    })
  })
}

/** Shows an empty conversation, which is kept once something was asked in it. */
export function newConversation(): void {
  batch(() => {
    show(crypto.randomUUID())
    showTurns(conversationId.value, [], 0)
  })
}

/** Shows every draft there is. */
export function openDrafts(): void {
  batch(() => {
    place.value = 'drafts'
    revealed.value = null
    isSidebarOpen.value = false
  })
}

/** Asks whether a conversation shall be deleted. */
export function askToDelete(conversation: Conversation): void {
  sheet.value = { name: 'delete-conversation', conversation }
}

/** Deletes a conversation with everything in it, for good. */
export async function deleteConversation(id: string): Promise<void> {
  sheet.value = { name: 'none' }
  await attempt(async () => {
    await main.deleteConversations({ conversationIds: [id] })
    dropConversation(id)
  })
}

/** Takes a conversation away that is in the library no more. */
export function dropConversation(id: string): void {
  conversations.value = conversations.value.filter(conversation => conversation.id !== id)
  if (conversationId.value === id) newConversation()
}

/** Shows or hides the sidebar of a narrow window. */
export function showSidebar(isOpen: boolean): void {
  isSidebarOpen.value = isOpen
}

/** Brings a turn of the conversation that is shown into view, as soon as it was fetched. */
export function revealTurn(turnId: string): void {
  revealed.value = { key: turnId, part: '.turn' }
}

function show(id: string): void {
  stopReplay()
  revealed.value = null
  conversationId.value = id
  place.value = 'conversation'
  isSidebarOpen.value = false
}
