import type { RecordingEnd } from '../conversation.ts'
import { unhandled } from '../errors.ts'
import type { Captured, Emit, Hint, TalkState } from './talk-state.ts'
import { SHORTEST_MS, SILENCE_DBFS, TRASH_MS } from './talk-timing.ts'

/** Ends a recording whose last samples have arrived, in the way that was wanted, unless it is too short or silent. */
export function completeRecording(state: TalkState, turnId: string, captured: Captured, emit: Emit): TalkState {
  const closing = state.closing.find(one => one.turnId === turnId)
  if (!closing) return state
  const end = endOf(closing.end, captured)
  const rest = { ...state, closing: state.closing.filter(one => one !== closing) }
  const next = end.kind === 'send' ? awaitReply(rest, turnId, emit) : rest
  emit({ name: 'finishRecording', turnId, end })
  const hint = hintOf(closing.end, end)
  if (hint) emit({ name: 'showHint', hint, turnId })
  const isSpeakingOn = next.capture.name !== 'idle' && next.capture.name !== 'arming'
  return isSpeakingOn && end.kind === 'send' ? joinPending(next, emit) : next
}

/** A question is on its way. An earlier one that has no reply yet is sent along with it, and a reply that is heard is stopped. */
export function awaitReply(state: TalkState, turnId: string, emit: Emit): TalkState {
  if (state.awaited.name !== 'none' && state.awaited.turnId === turnId) return state
  return { ...joinPending(stopSpeaking(state, emit), emit), awaited: { name: 'sending', turnId } }
}

/** The reply is heard, unless the user is already talking again. */
export function soundReply(state: TalkState, turnId: string, emit: Emit): TalkState {
  if (state.awaited.name !== 'sending' || state.awaited.turnId !== turnId) return state
  const speaking: TalkState = { ...state, awaited: { name: 'speaking', turnId } }
  return state.capture.name === 'idle' ? speaking : stopSpeaking(speaking, emit)
}

/** The reply is over. */
export function endReply(state: TalkState, turnId: string): TalkState {
  const isAwaited = state.awaited.name !== 'none' && state.awaited.turnId === turnId
  return isAwaited ? { ...state, awaited: { name: 'none' } } : state
}

/** Silences the reply that is heard, if any. */
export function stopSpeaking(state: TalkState, emit: Emit): TalkState {
  return state.awaited.name === 'speaking' ? stopReply(state, emit) : state
}

/** Ends the reply that is awaited or heard, if any. */
export function stopReply(state: TalkState, emit: Emit): TalkState {
  if (state.awaited.name === 'none') return state
  emit({ name: 'stopReply', turnId: state.awaited.turnId })
  return { ...state, awaited: { name: 'none' } }
}

/** Drops a reply that is not heard yet, if there is one: its question is sent along with the one being spoken. */
export function joinPending(state: TalkState, emit: Emit): TalkState {
  if (state.awaited.name !== 'sending') return state
  emit({ name: 'joinTurn', turnId: state.awaited.turnId })
  return { ...state, awaited: { name: 'none' } }
}

function endOf(meant: RecordingEnd, { durationMs, peakDbfs }: Captured): RecordingEnd {
  const isLongEnough = durationMs >= (meant.kind === 'trash' ? TRASH_MS : SHORTEST_MS)
  if (!isLongEnough) return { kind: 'drop' }
  // Written so that a peak that is not a number counts as silence.
  const isAudible = peakDbfs >= SILENCE_DBFS
  return meant.kind === 'send' && !isAudible ? { kind: 'draft', reason: 'silent' } : meant
}

function hintOf(meant: RecordingEnd, end: RecordingEnd): Hint | null {
  switch (end.kind) {
    case 'send':
    case 'trash':
      return null
    case 'drop':
      return meant.kind === 'send' ? 'too-short' : null
    case 'draft':
      return end.reason === 'silent' || end.reason === 'too-long' ? end.reason : 'draft-kept'
    default:
      throw unhandled(end)
  }
}
