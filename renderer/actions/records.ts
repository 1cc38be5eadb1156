import { batch } from '@preact/signals'
import { type Conversation, type ConversationPlace, placeOf, type Turn } from '../../app/conversation.ts'
import { without } from '../selection.ts'
import {
  arrivingWords,
  conversation,
  conversationId,
  editKey,
  edits,
  privateId,
  type Side,
  turns,
} from '../state/conversation.ts'
import { drafts, type ListName, listed, selection, trashedTurns } from '../state/lists.ts'
import { outbox } from '../state/outbox.ts'
import { replay } from '../state/replay.ts'
import { claimUnbegun, forgetMessage } from './messages.ts'
import { forgetUndo } from './offer-undo.ts'
import { outdate } from './pages-ahead.ts'
import { stopReplay } from './replay.ts'

const places: readonly ConversationPlace[] = ['pinned', 'recent', 'archived', 'trash']

/** Takes a turn as main now has it, wherever it is shown. */
export function takeTurn(turn: Turn): void {
  batch(() => {
    const isTrashed = turn.status === 'trashed'
    if (turn.conversationId === conversationId.value) turns.value = withTurn(turns.value, turn, !isTrashed)
    // What is private is nowhere but in its conversation.
    if (turn.conversationId === privateId.value) {
      if (isTrashed) forgetSound(turn.id)
      return
    }
    drafts.value = withTurn(drafts.value, turn, turn.status === 'draft')
    outbox.value = withTurn(outbox.value, turn, turn.outbox !== null)
    const others = trashedTurns.value.filter(({ id }) => id !== turn.id)
    if (isTrashed) trashedTurns.value = [turn, ...others]
    else if (others.length < trashedTurns.value.length) trashedTurns.value = others
    if (isTrashed) forgetSound(turn.id)
  })
}

/** Takes a turn away that is in the library no more. */
export function dropTurn(turnId: string): void {
  batch(() => {
    dropEdits([turnId])
    forgetUndo(turnId)
    for (const list of [turns, drafts, outbox, trashedTurns]) list.value = list.value.filter(({ id }) => id !== turnId)
    forgetSound(turnId)
  })
}

/** Forgets what was typed to correct the words of turns. */
export function dropEdits(turnIds: readonly string[], sides: readonly Side[] = ['recording', 'reply']): void {
  const rest = new Map(edits.value)
  for (const turnId of turnIds) for (const side of sides) rest.delete(editKey(turnId, side))
  if (rest.size < edits.value.size) edits.value = rest
}

/** Takes conversations as main now has them, each where it now belongs. */
export function takeConversations(taken: readonly Conversation[]): void {
  const ids = new Set(taken.map(({ id }) => id))
  outdate(ids)
  batch(() => {
    for (const place of places) {
      const arrived = taken.filter(one => placeOf(one) === place && one.id !== privateId.value)
      changeList(place, ids, arrived)
    }
    unchoose(new Set(taken.filter(one => listNameOf(one) !== selection.value?.list).map(({ id }) => id)))
    const open = taken.find(({ id }) => id === conversationId.value)
    if (open) {
      if (conversation.value === null && open.id !== privateId.value) claimUnbegun(open.id)
      conversation.value = open
    }
    const thrown = new Set(taken.filter(({ purgeAt }) => purgeAt !== null).map(({ id }) => id))
    if (thrown.size > 0)
      for (const list of [drafts, outbox]) list.value = list.value.filter(turn => !thrown.has(turn.conversationId))
  })
}

/** Takes a conversation away, with whatever is listed of it, that is in the library no more. */
export function dropConversationRecords(id: string): void {
  const ids = new Set([id])
  outdate(ids)
  batch(() => {
    for (const place of places) changeList(place, ids, [])
    dropEdits(turns.value.filter(({ conversationId }) => conversationId === id).map(turn => turn.id))
    forgetUndo(id)
    forgetMessage(id)
    unchoose(ids)
    for (const list of [drafts, outbox]) list.value = list.value.filter(({ conversationId }) => conversationId !== id)
  })
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

/** Takes conversations out of a place's list and puts others into it. */
function changeList(place: ConversationPlace, out: ReadonlySet<string>, arrived: readonly Conversation[]): void {
  const list = listed[place]
  const before = list.value.conversations
  const others = before.filter(({ id }) => !out.has(id))
  if (arrived.length === 0 && others.length === before.length) return
  const conversations = [...arrived, ...others].sort((a, b) => b.changedAt - a.changedAt)
  list.value = { ...list.value, conversations }
}

/** What is listed elsewhere now is no longer chosen. */
function unchoose(gone: ReadonlySet<string>): void {
  const chosen = selection.value
  if (chosen && [...gone].some(id => chosen.ids.has(id)))
    selection.value = { ...without(chosen, gone), list: chosen.list }
}

function listNameOf(conversation: Conversation): ListName | null {
  const place = placeOf(conversation)
  return place === 'pinned' || place === 'recent' ? 'sidebar' : place
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
