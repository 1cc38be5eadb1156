import type { Conversation, OutboxEntry, Turn, TurnStatus } from '../../app/conversation.ts'
import type { TurnChange } from '../../main/library/turn-changes.ts'
import { newOutboxEntry, newReply, newTurn } from './library-folder.ts'
import type { LibraryUser, Writing } from './library-user.ts'

/** 20 ms of sound, as the window sends it. */
export const BATCH_BYTES = 960

/* What the operations of `library-operations.ts` are made of: each notes what is meant before it is done. */

/** An existing conversation, or nothing, which stands for a new one. */
export function inConversation(user: LibraryUser): { conversationId: string } | object {
  const conversation = user.random.pick(user.conversations())
  return conversation ? { conversationId: conversation.id } : {}
}

/** A recording that has just begun, in an existing conversation or a new one. */
export function beginRecording(user: LibraryUser): Writing {
  const turn = newTurn(user.random.below(2) === 0 ? {} : inConversation(user))
  user.does('begin a recording', { turns: { [turn.id]: turn } }, () => user.library.createTurn(turn))
  return user.begin(turn.id, 'recording')
}

/** A typed question that has just been sent. */
export function askInText(user: LibraryUser): Turn {
  const turn = newTurn({ ...inConversation(user), status: 'sending', text: wordsOf(user), microphone: '' })
  return user.does('ask in text', { turns: { [turn.id]: turn } }, () => user.library.createTurn(turn))
}

/** Whether a question was sent and nothing has come back. */
export function isUnanswered({ status, reply }: Turn): boolean {
  return status === 'sending' && reply === null
}

/** What a question becomes when it is sent, whatever it was. */
export const freshlySent = { status: 'sending', draftReason: null, failure: null, reply: null, expired: null } as const

/** The outbox entry of a waiting question. */
export function outboxEntry(user: LibraryUser): OutboxEntry {
  const [askedAt, attempts] = [Date.now(), user.random.below(9)]
  return newOutboxEntry({ askedAt, attempts, nextAt: askedAt + 2000 })
}

/** A question that could not be sent. */
export function letWait(user: LibraryUser, operation: string): Turn {
  const turn = user.random.pick(user.turns().filter(isUnanswered)) ?? askInText(user)
  const failure = { code: 'unreachable', message: 'Nobody is there.' } as const
  change(user, operation, turn.id, { status: 'queued', failure, outbox: outboxEntry(user) })
  return turn
}

/** A question that has waited so long that nobody expects its reply any more. */
export function answerLate(user: LibraryUser): Turn {
  const turn = letWait(user, 'look at a late reply')
  const reply = newReply({ words: wordsOf(user) })
  change(user, 'look at a late reply', turn.id, { status: 'answered', failure: null, reply })
  return turn
}

/** A reply whose words have arrived, and the first of its sound. */
export function beginReply(user: LibraryUser, { id }: Turn): Writing {
  const reply = newReply({ words: wordsOf(user), isComplete: false })
  change(user, 'begin a reply', id, { status: 'replying', reply })
  const writing = user.begin(id, 'reply')
  user.append(writing, BATCH_BYTES)
  return writing
}

/** A recording that is under way and has some sound. */
export function recordingOf(user: LibraryUser): Writing {
  const open = user.writing.find(({ side, sound }) => side === 'recording' && sound.bytes > 0)
  if (open) return open
  const begun = beginRecording(user)
  user.append(begun, BATCH_BYTES)
  return begun
}

/** Turns that have nothing under way. */
export function settledTurns(user: LibraryUser): Turn[] {
  const busy = new Set(user.writing.map(({ turnId }) => turnId))
  const settled: readonly TurnStatus[] = ['draft', 'answered', 'stopped', 'failed']
  return user.turns().filter(({ id, status }) => settled.includes(status) && !busy.has(id))
}

/** Turns that are past the time the user wants to keep them. */
export function expiringTurns(user: LibraryUser): Turn[] {
  const busy = new Set(user.writing.map(({ turnId }) => turnId))
  const kept = new Set(user.conversations().flatMap(one => (one.isPinned || one.purgeAt !== null ? [one.id] : [])))
  const settled: readonly TurnStatus[] = ['answered', 'stopped', 'joined', 'failed']
  return user.turns().filter(({ id, status, outbox, conversationId }) => {
    return settled.includes(status) && outbox === null && !busy.has(id) && !kept.has(conversationId)
  })
}

/** What a turn becomes when its sound or its words expire, or both. */
export function expiryOf(turn: Turn, sound: boolean, words: boolean): [id: string, change: Partial<Turn> | null][] {
  const { id, text, transcript, reply, recording } = turn
  const hasSound = recording !== null || reply?.sound != null
  const hasWords = [text, transcript?.words, reply?.words].some(said => said)
  if (!(sound && hasSound) && !(words && hasWords)) return []
  if (hasSound && !sound) {
    const wordless = reply && { ...reply, words: '', alignment: [], isEdited: false }
    return [[id, { expired: 'words', text: '', transcript: null, reply: wordless }]]
  }
  return [[id, hasWords && !words ? { expired: 'sound', transcription: null } : null]]
}

/** Changes a turn as the operation says. */
export function change(user: LibraryUser, operation: string, id: string, wanted: TurnChange): void {
  user.does(operation, { turns: { [id]: wanted } }, () => user.library.changeTurn(id, wanted))
}

/** Finishes a sound that is being written. */
export function finish(user: LibraryUser, operation: string, { turnId, side, sound }: Writing): void {
  user.does(operation, { turns: { [turnId]: {} } }, () => sound.finish())
  user.letGo([turnId], side)
}

/** Changes what the user decides of a conversation, if there is one. */
export function wish(
  user: LibraryUser,
  operation: string,
  wanted: (conversation: Conversation) => Partial<Pick<Conversation, 'title' | 'isPinned' | 'isArchived'>>,
): void {
  const conversation = user.random.pick(user.conversations())
  if (!conversation) return
  const change = wanted(conversation)
  const intent = change.title === undefined ? change : { title: change.title, isNamed: change.title !== '' }
  user.does(operation, { conversations: { [conversation.id]: intent } }, () =>
    user.library.changeConversation(conversation.id, change),
  )
}

/** What a turn becomes when it is restored from the trash. */
export function statusOutOfTrash({ failure, reply }: Turn): TurnStatus {
  if (failure) return 'failed'
  if (reply) return reply.isComplete ? 'answered' : 'stopped'
  return 'draft'
}

const WORDS = ['llama', 'Grüße', '東京', 'naïve', 'gentle', 'שלום', 'patient', '👋🏽', 'O’Brien', 'wool']

/** One to eight words, of several scripts. */
export function wordsOf(user: LibraryUser): string {
  return Array.from({ length: 1 + user.random.below(8) }, () => user.random.pick(WORDS)).join(' ')
}
