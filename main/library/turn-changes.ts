import { isNeverSent, type Sound, type Turn } from '../../app/conversation.ts'
import { failWith } from '../../app/errors.ts'
import type { Side } from './paths.ts'
import { buryReply } from './removal/deletion.ts'
import { TRASH_KEPT_MS } from './rows/conversation-row.ts'
import { soundOf } from './sounds/turn-sounds.ts'
import type { Store } from './store.ts'

// What is done with a turn: each function is called within `store.write`, with `now` in milliseconds since 1970.

/** What a turn is made with. */
export type NewTurn = Pick<Turn, 'id' | 'conversationId' | 'text' | 'microphone' | 'attachmentName'> & {
  status: 'recording' | 'sending'
  /** The profile and the persona that a conversation which is made for it has of its own. */
  profileId?: string | null
  personaId?: string | null
}
/** What of a turn can be changed. Sounds are what their files are: `recording` and `reply.sound` are not taken from here. */
export type TurnChange = Partial<Omit<Turn, 'id' | 'conversationId' | 'position' | 'createdAt' | 'purgeAt'>>

/** How long a turn in the trash can be taken back: a recording that was discarded for a day. */
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

/** Changes what is given of a turn. A null `reply` takes the reply away and notes its sound for deletion. */
export function changeTurn(store: Store, id: string, change: TurnChange, now: number): Turn {
  const before = store.turn(id)
  const turn = change.reply === null ? buryReply(store, before) : before
  const { transcript = turn.transcript } = change
  const reply = change.reply ? { ...change.reply, sound: soundOf(turn, 'reply') } : turn.reply
  store.saveTurn({ ...turn, ...change, id, recording: turn.recording, transcript, reply }, now)
  return settleTurn(store, id, isNews(change) ? now : undefined)
}

/** Notes where putting a recording into words stands, and the words; those that the user corrected or wrote meanwhile stay. */
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

/** Puts a turn into the trash, which does not make its conversation the newest. */
export function trashTurn(store: Store, id: string, kind: 'discarded' | 'deleted', now: number): Turn {
  const turn = store.turn(id)
  // What was never sent has a reason, and what was sent has none: so it is known when it is taken back.
  const isUnsent = turn.status === 'recording' || turn.status === 'draft'
  const draftReason = turn.draftReason ?? (isUnsent ? 'discarded' : null)
  store.saveTurn({ ...turn, status: 'trashed', draftReason, outbox: null, purgeAt: now + keptInTrashMs[kind] }, now)
  return settleTurn(store, id)
}

/** Keeps what was worked out of a sound file that is still the turn's. Returns the turn, or null when it is not. */
export function keepMeasures(store: Store, id: string, side: Side, sound: Sound): Turn | null {
  const turn = store.findTurn(id)
  const kept = turn && soundOf(turn, side)
  const isBeingReplaced = store.files.parts(id).some(part => part.side === side)
  if (!turn || kept?.file !== sound.file || isBeingReplaced) return null
  store.saveSound(id, side, sound)
  if (kept.bytes !== sound.bytes || kept.checksum !== sound.checksum) store.touch(turn.conversationId)
  return store.turn(id)
}

/** Takes a turn out of the trash as what it was, which makes its conversation the newest no more than throwing it away did. */
export function restoreTurn(store: Store, id: string, now: number): Turn {
  const turn = store.turn(id)
  store.saveTurn({ ...turn, status: statusBeforeTrash(turn) }, now)
  return settleTurn(store, id)
}

/** What a trashed turn was, as far as it can be told from what it holds. */
function statusBeforeTrash({ reply, failure, draftReason }: Turn): Turn['status'] {
  if (failure) return 'failed'
  if (reply) return reply.isComplete ? 'answered' : 'stopped'
  return isNeverSent({ draftReason }) ? 'draft' : 'stopped'
}

/** Whether a change makes its conversation the newest: words that were corrected do not, nor does a question that is only tried again. */
function isNews({ transcript, reply, outbox, status }: TurnChange): boolean {
  if (outbox && status !== 'replying' && status !== 'answered') return false
  return transcript === undefined && reply?.isEdited !== true
}

/** What can be found of a turn that was changed, and what the list shows, follow. */
function settleTurn(store: Store, id: string, changedAt?: number): Turn {
  const turn = store.turn(id)
  // Words that are still arriving are found once they are all there.
  if (turn.status !== 'replying') store.indexWords(turn)
  store.summarise(turn.conversationId, changedAt)
  return turn
}
