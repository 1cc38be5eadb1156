import type { Conversation, ConversationPlace } from '../../app/conversation.ts'
import { main } from '../main-process.ts'
import { emptySelection, extended, toggled } from '../selection.ts'
import { conversationId } from '../state/conversation.ts'
import { type ListName, listed, renaming, selection } from '../state/lists.ts'
import { attempt } from './attempt.ts'

/** The places whose conversations a list shows, in its order. */
const placesOf: Readonly<Record<ListName, readonly ConversationPlace[]>> = {
  sidebar: ['pinned', 'recent'],
  archived: ['archived'],
  trash: ['trash'],
}

/** Begins to choose conversations of a list. */
export function beginSelecting(list: ListName, firstId?: string): void {
  renaming.value = null
  const none = emptySelection(list === 'sidebar' ? conversationId.value : null)
  selection.value = { ...(firstId === undefined ? none : toggled(none, firstId)), list }
}

/** Chooses none any more. Returns whether some were being chosen. */
export function endSelecting(): boolean {
  if (!selection.value) return false
  selection.value = null
  return true
}

/** Chooses a conversation, or no longer. */
export function toggleChosen(list: ListName, id: string): void {
  selection.value = { ...toggled(selectionOf(list), id), list }
}

/** Chooses all conversations from where the last range began to this one, in the order they are listed in. */
export function chooseThrough(list: ListName, id: string, order: readonly string[]): void {
  selection.value = { ...extended(selectionOf(list), id, order), list }
}

/** Chooses every conversation of a list, those that were not listed yet included. */
export async function chooseAll(list: ListName): Promise<void> {
  await attempt(async () => {
    const all = await Promise.all(placesOf[list].map(place => main.listConversationIds({ place })))
    if (selection.value?.list === list) selection.value = { ...emptySelection(), ids: new Set(all.flat()), list }
  })
}

/** What is known of the chosen conversations: those among them that were listed, in the order of their list. */
export function chosenConversations(): Conversation[] {
  const { value: chosen } = selection
  if (!chosen) return []
  return placesOf[chosen.list].flatMap(place =>
    listed[place].value.conversations.filter(({ id }) => chosen.ids.has(id)),
  )
}

/** The chosen conversations as far as an export names them: those that were not listed yet without their titles. */
export function chosenByName(): Pick<Conversation, 'id' | 'title' | 'isNamed'>[] {
  const known = chosenConversations()
  const unlisted = new Set(selection.value?.ids)
  for (const { id } of known) unlisted.delete(id)
  return [...known, ...[...unlisted].map(id => ({ id, title: '', isNamed: false }))]
}

function selectionOf(list: ListName) {
  const { value: chosen } = selection
  return chosen?.list === list ? chosen : emptySelection(list === 'sidebar' ? conversationId.value : null)
}
