import { batch } from '@preact/signals'
import type { Conversation } from '../../app/conversation.ts'
import { main } from '../main-process.ts'
import { conversationId, conversations, isSidebarOpen, place, searchText, sheet, turns } from '../state.ts'
import { attempt } from './attempt.ts'
import { stopReplay } from './replay.ts'

/** Shows a conversation of the library. */
export async function openConversation(id: string): Promise<void> {
  await attempt(async () => {
    const found = await main.openConversation({ conversationId: id })
    batch(() => {
      show(id)
      turns.value = found
    })
  })
}

/** Shows an empty conversation, which is kept once something was asked in it. */
export function newConversation(): void {
  batch(() => {
    show(crypto.randomUUID())
    turns.value = []
  })
}

/** Shows every draft there is. */
export function openDrafts(): void {
  batch(() => {
    place.value = 'drafts'
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
    await main.deleteConversation({ conversationId: id })
    dropConversation(id)
  })
}

/** Takes a conversation away that is in the library no more. */
export function dropConversation(id: string): void {
  conversations.value = conversations.value.filter(conversation => conversation.id !== id)
  if (conversationId.value === id) newConversation()
}

/** Narrows the list to conversations whose title or newest words contain this. */
export function search(text: string): void {
  searchText.value = text
}

/** Shows or hides the sidebar of a narrow window. */
export function showSidebar(isOpen: boolean): void {
  isSidebarOpen.value = isOpen
}

function show(id: string): void {
  stopReplay()
  conversationId.value = id
  place.value = 'conversation'
  isSidebarOpen.value = false
}
