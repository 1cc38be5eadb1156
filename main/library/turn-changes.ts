import { isNeverSent, type Sound, type Turn } from '../../app/conversation.ts'
import { failWith } from '../../app/errors.ts'
import type { Side } from './paths.ts'
import { buryReply } from './removal/deletion.ts'
import { TRASH_KEPT_MS } from './rows/conversation-row.ts'
import { soundOf } from './sounds/turn-sounds.ts'
import type { Store } from './store.ts'

// Changes of a turn. Each function is called within `store.write`, with `now` in milliseconds since 1970.

/** What a turn is made with. */
export type NewTurn = Pick<Turn, 'id' | 'conversationId' | 'text' | 'microphone' | 'attachmentName'> & {
  status: 'recording' | 'sending'
  /** The profile and persona of the conversation, if one has to be made for the turn. */
  profileId?: string | null
  personaId?: string | null
}
/** What can be changed of a turn. `recording` and `reply.sound` are left out, because they describe files. */
export type TurnChange = Partial<Omit<Turn, 'id' | 'conversationId' | 'position' | 'createdAt' | 'purgeAt'>>

/** How long a turn in the trash can be restored: a discarded recording for a day. */
const keptInTrashMs = { discarded: 24 * 3600 * 1000, deleted: TRASH_KEPT_MS } as const

/** Adds a turn at the end of its conversation, which is made when new. Throws bad_input when the turn exists. */
export function createTurn(store: Store, question: NewTurn, now: number): Turn {
  const { profileId = null, personaId = null, ...turn } = question
  const { id, conversationId } = turn
  if (store.hasTurn(id)) throw failWith('bad_input', { what: { name: 'there_already' } })
  if (!store.conversation(conversationId)) {
    store.addConversation(conversationId, now)
    if (profileId !== null || personaId !== null) store.updateConversation(conversationId, { profileId, personaId })
  }
  const position = store.nextPosition(conversationId)
  store.addTurn({ ...turn, position, createdAt: now, draftReason: null })
  return settleTurn(store, id, now)
}

/** Changes the given fields of a turn. A null `reply` removes the reply and marks its sound for deletion. */
export function changeTurn(store: Store, id: string, change: TurnChange, now: number): Turn {
  const before = store.turn(id)
  const turn = change.reply === null ? buryReply(store, before) : before
  const { transcript = turn.transcript } = change
  const reply = change.reply ? { ...change.reply, sound: soundOf(turn, 'reply') } : turn.reply
  store.saveTurn({ ...turn, ...change, id, recording: turn.recording, transcript, reply }, now)
  return settleTurn(store, id, isNews(change) ? now : undefined)
}

/** Saves the state of a transcription, and its words. Words that the user corrected or wrote meanwhile stay. */
export function changeTranscription(
  store: Store,
  id: string,
  change: Pick<TurnChange, 'transcription' | 'transcript'>,
  now: number,
): Turn {
  const turn = store.turn(id)
  const { transcription = turn.transcription, transcript = turn.transcript } = change
  store.saveTurn({ ...turn, transcription, transcript: turn.transcript?.isEdited ? turn.transcript : transcript }, now)
  return settleTurn(store, id)
}

/** Puts a turn into the trash. That does not move its conversation up in the list. */
export function trashTurn(store: Store, id: string, kind: 'discarded' | 'deleted', now: number): Turn {
  const turn = store.turn(id)
  // A turn that was never sent has a draft reason, and one that was sent has none; restoring it relies on that.
  const isUnsent = turn.status === 'recording' || turn.status === 'draft'
  const draftReason = turn.draftReason ?? (isUnsent ? 'discarded' : null)
  store.saveTurn({ ...turn, status: 'trashed', draftReason, outbox: null, purgeAt: now + keptInTrashMs[kind] }, now)
  return settleTurn(store, id)
}

/** Saves what was measured of a sound file, if the file is still the turn's. Returns the turn, or null if it is not. */
export function keepMeasures(store: Store, id: string, side: Side, sound: Sound): Turn | null {
  const turn = store.findTurn(id)
  const kept = turn && soundOf(turn, side)
  const isBeingReplaced = store.files.parts(id).some(part => part.side === side)
  if (!turn || kept?.file !== sound.file || isBeingReplaced) return null
  store.saveSound(id, side, sound)
  if (kept.bytes !== sound.bytes || kept.checksum !== sound.checksum) store.touch(turn.conversationId)
  return store.turn(id)
}

/** Takes a turn out of the trash with its earlier status. Like trashing it, that does not move its conversation up in the list. */
export function restoreTurn(store: Store, id: string, now: number): Turn {
  const turn = store.turn(id)
  store.saveTurn({ ...turn, status: statusBeforeTrash(turn) }, now)
  return settleTurn(store, id)
}

/** The status that a trashed turn had, as far as its content shows. */
function statusBeforeTrash({ reply, failure, draftReason }: Turn): Turn['status'] {
  if (failure) return 'failed'
  if (reply) return reply.isComplete ? 'answered' : 'stopped'
  return isNeverSent({ draftReason }) ? 'draft' : 'stopped'
}

/** Whether a change moves its conversation up in the list. Corrected words do not, nor does trying a question again. */
function isNews({ transcript, reply, outbox, status }: TurnChange): boolean {
  if (outbox && status !== 'replying' && status !== 'answered') return false
  return transcript === undefined && reply?.isEdited !== true
}

/** Updates the search and the list after a turn has changed. */
function settleTurn(store: Store, id: string, changedAt?: number): Turn {
  const turn = store.turn(id)
  // Words that are still arriving become searchable once they are complete.
  if (turn.status !== 'replying') store.indexWords(turn)
  store.summarise(turn.conversationId, changedAt)
  return turn
}
