import { batch } from '@preact/signals'
import type { Conversation, Turn } from '../../app/conversation.ts'
import { arrivingWords, conversationId, conversations, drafts, replay, turns } from '../state.ts'
import { stopReplay } from './replay.ts'

/** Takes a turn as main now has it, wherever it is shown. */
export function takeTurn(turn: Turn): void {
  batch(() => {
    const isShown = turn.status !== 'trashed'
    if (turn.conversationId === conversationId.value) turns.value = withTurn(turns.value, turn, isShown)
    drafts.value = withTurn(drafts.value, turn, turn.status === 'draft')
    if (!isShown) forgetSound(turn.id)
  })
}

/** Takes a turn away that is in the library no more. */
export function dropTurn(turnId: string): void {
  batch(() => {
    turns.value = turns.value.filter(({ id }) => id !== turnId)
    drafts.value = drafts.value.filter(({ id }) => id !== turnId)
    forgetSound(turnId)
  })
}

/** Takes a conversation as main now has it. */
export function takeConversation(conversation: Conversation): void {
  takeConversations([conversation])
}

/** Takes conversations as main now has them. */
export function takeConversations(taken: readonly Conversation[]): void {
  const ids = new Set(taken.map(({ id }) => id))
  const all = [
    ...taken.filter(({ turnCount }) => turnCount > 0),
    ...conversations.value.filter(({ id }) => !ids.has(id)),
  ]
  conversations.value = all.sort((a, b) => b.changedAt - a.changedAt)
}

/** Adds words to a reply that is arriving. */
export function addWords(turnId: string, words: string): void {
  const before = arrivingWords.value.get(turnId) ?? turns.value.find(({ id }) => id === turnId)?.reply?.words ?? ''
  arrivingWords.value = new Map(arrivingWords.value).set(turnId, before + words)
}

/** Forgets the words that arrived, now that the turn holds them all. */
export function endWords(turnId: string): void {
  const rest = new Map(arrivingWords.value)
  if (rest.delete(turnId)) arrivingWords.value = rest
}

function withTurn(list: readonly Turn[], turn: Turn, isShown: boolean): readonly Turn[] {
  const others = list.filter(({ id }) => id !== turn.id)
  if (!isShown) return others
  return [...others, turn].sort((a, b) =>
    a.conversationId === b.conversationId ? a.position - b.position : a.createdAt - b.createdAt,
  )
}

function forgetSound(turnId: string): void {
  const current = replay.value
  if (current.name !== 'none' && current.turnId === turnId) stopReplay()
}
