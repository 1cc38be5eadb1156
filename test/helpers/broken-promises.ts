import { isDeepStrictEqual } from 'node:util'
import type { Conversation, Turn, TurnStatus } from '../../app/conversation.ts'
import { readWavLayout, WAV_HEADER_BYTES } from '../../app/wav.ts'
import type { Library } from '../../main/library/library.ts'
import { UNKNOWN_REPLY } from '../../main/library/recovery/unknown-reply.ts'
import { contentsOf, type FoundSound, markOf, soundsOf } from './library-contents.ts'
import { tellingPcm } from './library-folder.ts'
import type { Journal, Known, KnownSound } from './library-journal.ts'

/**
 * What a library was said to hold and does not, after it was left at any moment and opened again; a line each. What was only
 * begun may be either.
 * @param isIndexLost whether only the folders were left
 */
export function brokenPromises(library: Library, journal: Journal, isIndexLost = false): string[] {
  const { turns, conversations } = contentsOf(library)
  const sounds = soundsOf(library, turns.values())
  const isUnknown = (id: string) => !isIndexLost && !journal.mayAdd && !journal.turns.has(id)
  const marks = new Set([...journal.sounds.values()].map(({ start }) => markOf(start)))
  return [
    ...[...journal.turns].flatMap(([id, known]) => {
      const found = turns.get(id) ?? null
      const isKept = possible(known, isIndexLost).some(state => isTurnAs(found, state))
      return isKept ? [] : [brokenState('turn', id, found, known)]
    }),
    ...[...journal.conversations].flatMap(([id, known]) => {
      const found = conversations.get(id) ?? null
      // Without turns a conversation is none, and each of those is looked at above.
      if (!found && known.states.at(-1)) return []
      const isKept = possible(known, isIndexLost).some(state => isConversationAs(found, state))
      return isKept ? [] : [brokenState('conversation', id, found, known)]
    }),
    ...[...journal.sounds.values()].flatMap(sound => brokenSound(sound, journal, turns, sounds)),
    ...sounds.flatMap(({ turnId, side, mark, wav }) =>
      marks.has(mark)
        ? []
        : [`${side} of turn ${turnId} (${wav.byteLength} bytes) is one that was deleted, or nobody's`],
    ),
    ...[...turns.keys()].flatMap(id => (isUnknown(id) ? [`turn ${id} came from nowhere`] : [])),
  ]
}

function brokenState<T>(what: string, id: string, found: T | null, known: Known<T>): string {
  return `${what} ${id} is ${JSON.stringify(found)}, not ${JSON.stringify(known)}`
}

/** Everything a turn or conversation may be now. */
function possible<T>({ states, begun }: Known<T>, isIndexLost: boolean): (Partial<T> | null)[] {
  const reached: (Partial<T> | null)[] = isIndexLost ? states : states.slice(-1)
  return [...reached, ...begun.flatMap(change => (change ? reached.map(state => ({ ...state, ...change })) : [null]))]
}

function isTurnAs(found: Turn | null, state: Partial<Turn> | null): boolean {
  if (!found) return !state || holdsNothing(state)
  if (!state) return false
  // Of a turn that was only about to be made, all that was to be is compared.
  const { recording = null, reply = null } = state
  const whole: Turn = { ...found, recording, reply, ...state }
  // The outcome of a reply comes after its sound, so that one that is told needs no other.
  const states = UNDER_WAY.includes(whole.status) ? [] : [whole]
  return [...states, afterTheEnd(whole, found)].some(one => isDeepStrictEqual(comparable(found), comparable(one)))
}

/** A turn without sound or words is let go at the next start. Whether there was sound is told by the journal's sounds. */
function holdsNothing({ status, recording, text }: Partial<Turn>): boolean {
  return (status === 'recording' || status === 'draft') && !recording && text === ''
}

const UNDER_WAY: readonly TurnStatus[] = ['recording', 'sending', 'replying']
const ENDED_BY_USER: readonly TurnStatus[] = ['stopped', 'joined', 'trashed']

/** What becomes of a turn when Parley ends without a word while it is in that state. */
function afterTheEnd(state: Turn, found: Turn): Turn {
  const isReplyCutOff = !state.reply?.sound && found.reply?.sound
  const reply = isReplyCutOff ? { ...(state.reply ?? UNKNOWN_REPLY), isComplete: false } : state.reply
  const isUnderWay = state.status === 'sending' || state.status === 'replying'
  // Of a question that was being attached it depends on whether its sound was whole.
  const isAttachmentCutOff = isUnderWay && !state.recording && found.recording && found.status === 'draft'
  if (state.status === 'recording' || isAttachmentCutOff)
    return { ...state, reply, status: 'draft', draftReason: 'recovered' }
  if (!isUnderWay && (!isReplyCutOff || ENDED_BY_USER.includes(state.status))) return { ...state, reply }
  // Nobody has seen it yet.
  const isUnsent = state.status === 'sending' && typeof state.outbox?.nextAt === 'number'
  if (isUnsent && !isReplyCutOff) return { ...state, status: 'queued' }
  const failure = { code: 'cut_off', message: '' } as const
  // Where a whole sound file is all that tells of a reply, nobody knows whether it was all of it.
  const isComplete = state.reply === null && found.reply?.isComplete === true
  return { ...state, status: 'failed', failure, outbox: null, reply: reply && { ...reply, isComplete } }
}

/** What of a turn must be the same; its sounds are compared byte by byte, and how long it stays in the trash is not known before. */
function comparable({ recording: _, purgeAt: __, reply, failure, ...turn }: Turn): unknown {
  return { ...turn, reply: reply && { ...reply, sound: null }, failure: failure?.code ?? null }
}

function isConversationAs(found: Conversation | null, state: Partial<Conversation> | null): boolean {
  if (!found || !state) return !found && !state
  const { title = '', isNamed = false, isPinned = false, isArchived = false, purgeAt = null } = state
  return isDeepStrictEqual(
    [found.isNamed && found.title, found.isPinned, found.isArchived, found.purgeAt !== null],
    [isNamed && title, isPinned, isArchived, purgeAt !== null],
  )
}

function brokenSound(
  { turnId, side, start, bytes }: KnownSound,
  journal: Journal,
  turns: ReadonlyMap<string, Turn>,
  sounds: readonly FoundSound[],
): string[] {
  const mark = markOf(start)
  const alike = sounds.filter(sound => sound.mark === mark)
  // The turn may have another id when nobody but the name of its file was left to tell of it.
  const found = turns.has(turnId) ? alike.find(sound => sound.turnId === turnId && sound.side === side) : alike[0]
  if (!found) {
    const begun = journal.turns.get(turnId)?.begun ?? []
    const mayBeGone =
      bytes === 0 ||
      begun.some(change => !change || change.expired === 'sound' || (side === 'reply' && change.reply === null))
    return mayBeGone ? [] : [`${side} of turn ${turnId} is gone, with ${bytes} bytes`]
  }
  const pcm = found.wav.subarray(WAV_HEADER_BYTES)
  const judged = {
    hasAllAcknowledged: pcm.byteLength >= bytes,
    hasNothingElse: pcm.equals(tellingPcm(pcm.byteLength, start)),
    headerIsTrue: readWavLayout(found.wav)?.dataBytes === pcm.byteLength,
  }
  return Object.values(judged).includes(false) ? [`${side} of turn ${turnId}: ${JSON.stringify(judged)}`] : []
}
