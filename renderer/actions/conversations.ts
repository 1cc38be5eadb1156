import { batch } from '@preact/signals'
import type { Conversation, Turn } from '../../app/conversation.ts'
import { words } from '../../app/words/words.ts'
import { main } from '../main-process.ts'
import { conversation, conversationId, isInTrash, privateId, revealed } from '../state/conversation.ts'
import { type ListName, renaming, selection } from '../state/lists.ts'
import { announcement, isSidebarOpen, place } from '../state/window.ts'
import { attempt } from './attempt.ts'
import { showTurns } from './earlier-turns.ts'
import { listTrash } from './lists.ts'
import { offerUndo } from './offer-undo.ts'
import { dropConversationRecords, takeConversations } from './records.ts'
import { stopReplay } from './replay.ts'

/** How many turns are fetched around one that is to be shown. */
const AROUND = 60
/** Counts what was opened: a conversation whose answer comes late is not shown in place of one that was opened after it. */
let openings = 0

/**
 * Shows a conversation of the library: its newest turns at once, and those around a position, if one is given; the others as
 * they come.
 */
export async function openConversation(id: string, position: number | null = null): Promise<void> {
  const opening = ++openings
  await attempt(async () => {
    const [found, around] = await Promise.all([
      main.openConversation({ conversationId: id }),
      position === null ? [] : main.listTurns({ conversationId: id, before: position + AROUND / 2, limit: AROUND }),
    ])
    if (opening !== openings) return
    batch(() => {
      take(id, found.conversation)
      showTurns(id, found.turns, found.total, around)
      showConversation()
    })
  })
}

/** Shows an empty conversation, which is kept once something was asked in it. */
export function newConversation(): void {
  beginConversation(crypto.randomUUID())
}

/** Shows an empty conversation of that id. */
export function beginConversation(id: string): void {
  openings++
  batch(() => {
    takeEmpty(id)
    showConversation()
  })
}

/** The conversation that a question goes to now: a new one where the open one is in the trash. */
export function conversationToAsk(): string {
  if (isInTrash.value) newConversation()
  return conversationId.value
}

/** Shows every draft there is, the conversations that were put aside, or what was thrown away. */
export function openPlace(opened: 'drafts' | 'waiting' | 'archived' | 'trash'): void {
  openings++
  batch(() => {
    stopReplay()
    place.value = opened
    revealed.value = null
    isSidebarOpen.value = false
    selection.value = null
  })
  if (opened === 'trash') void listTrash()
}

/** Begins to type the title of a conversation, where it stands. */
export function beginRenaming(conversationId: string, where: 'header' | ListName): void {
  renaming.value = { conversationId, where }
}

/** Begins to type the title of the conversation that is shown. Returns false where none is that could have one. */
export function renameOpen(): boolean {
  if (place.value !== 'conversation' || !conversation.value || isInTrash.value) return false
  beginRenaming(conversation.value.id, 'header')
  return true
}

/** Gives a conversation the title that was typed; an empty one gives it back to its first words. Null leaves it as it was. */
export async function endRenaming(title: string | null): Promise<void> {
  const { value: last } = renaming
  renaming.value = null
  if (last && title !== null) await change([last.conversationId], { title })
}

/** Lets conversations stand above the others, or no longer. */
export async function pin(ids: readonly string[], isPinned: boolean): Promise<void> {
  await change(ids, { isPinned })
}

/** Puts conversations aside and offers to take that back, or puts them back among the others. */
export async function archive(conversationIds: readonly string[], isArchived: boolean): Promise<void> {
  const isDone = await change(conversationIds, { isArchived })
  if (isDone && isArchived) offerUndo({ kind: 'archived', conversationIds, wasOpen: false })
}

/** Goes on in a copy of the conversation that ends with this turn. */
export async function continueFrom({ conversationId, id }: Turn): Promise<void> {
  await attempt(async () => {
    const copy = await main.duplicateConversation({ conversationId, throughTurnId: id })
    takeConversations([copy])
    await openConversation(copy.id)
    announcement.value = words.turn.continued(copy.title)
  })
}

/** Takes a conversation away that is in the library no more. */
export function dropConversation(id: string): void {
  batch(() => {
    dropConversationRecords(id)
    if (privateId.value === id) privateId.value = null
    if (conversationId.value === id) leaveConversation()
  })
}

/** Closes the conversation that is open; an empty one takes its place. */
export function leaveConversation(): void {
  batch(() => takeEmpty(crypto.randomUUID()))
}

/** Shows or hides the sidebar of a narrow window. */
export function showSidebar(isOpen: boolean): void {
  isSidebarOpen.value = isOpen
}

/** Brings a turn of the conversation that is shown into view, as soon as it was fetched. */
export function revealTurn(turnId: string): void {
  revealed.value = { key: turnId, part: '.turn' }
}

async function change(
  ids: readonly string[],
  wish: { title?: string; isPinned?: boolean; isArchived?: boolean },
): Promise<boolean> {
  return attempt(async () => {
    const changed: Conversation[] = []
    for (const conversationId of ids) changed.push(await main.changeConversation({ conversationId, ...wish }))
    takeConversations(changed)
  })
}

function takeEmpty(id: string): void {
  take(id, null)
  showTurns(id, [], 0)
}

function take(id: string, found: Conversation | null): void {
  stopReplay()
  revealed.value = null
  conversation.value = found
  conversationId.value = id
}

function showConversation(): void {
  place.value = 'conversation'
  isSidebarOpen.value = false
}
