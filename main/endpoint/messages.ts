import type { ChatCompletionContentPart, ChatCompletionMessageParam } from 'openai/resources/chat/completions'
import type { Sound, Turn } from '../../app/conversation.ts'
import { failWith } from '../../app/errors.ts'
import type { SoundLocation } from './file-slices.ts'
import { KeptSound } from './request-body.ts'

/** A recording inside of a question, read only while the request is written. */
export interface SoundPart {
  type: 'input_audio'
  input_audio: { data: KeptSound; format: Sound['format'] }
}

/** A message as the request has it (OpenAI reference, chat completions, `messages`). */
export type RequestMessage =
  | ChatCompletionMessageParam
  | { role: 'user'; content: string | (ChatCompletionContentPart | SoundPart)[] }

/** What a turn's messages are made from. */
export interface MessagesSource {
  turn: Turn
  /** The conversation's turns by position; those after `turn`, and those that were not sent, are passed over. */
  history: readonly Turn[]
  instructions: string
  /** Base URL that is asked: audio ids of another mean nothing there. */
  baseUrl: string
  /** How many of the last turns before this one go as sound again. */
  turnsAsSound: number
  /** Milliseconds since 1970. */
  now: number
  /** Where a turn's recording is; null when there is none, or it is gone. */
  locate(turn: Turn): SoundLocation | null
}

/** The messages of a turn, and the same without audio ids; null when there are none in them. */
export interface TurnMessages {
  messages: RequestMessage[]
  messagesWithoutIds: RequestMessage[] | null
}

/** An id is not used in its last minute: it must outlive the request. */
const EXPIRY_MARGIN_MS = 60_000
/** Stands for a question whose sound is not sent again and that was not put into words. */
const UNHEARD = '[An earlier spoken question, not repeated.]'
/** Stands for an answer that came as sound alone. */
const WORDLESS = '[A spoken answer.]'
/** The most sound that goes into one request with its history, before base64: what Azure documents and others accept. */
const SOUND_BYTES = 20 * 1024 * 1024
/** Models that see only text before them begin to answer in text. */
const KEEP_SPEAKING = 'Your earlier answers appear as text here, but they were spoken. Keep answering aloud.'
/** What happened to a question that the model never got to hear, and cannot get to hear: sending it again would fail again. */
const unsendable = ['audio_refused', 'too_large', 'content_refused', 'context_too_long', 'not_found', 'disk_failed']

type Part = ChatCompletionContentPart | SoundPart

/**
 * Builds what is sent for a turn. User and assistant alternate: questions that got no answer go along, in order, with the next
 * one. The assistant's voice goes by its id while that lives at the same endpoint, else by its words.
 * @throws `not_found` when the turn's own recording is gone
 */
export function messagesFor(source: MessagesSource): TurnMessages {
  const withIds = build(source, true)
  const hasIds = withIds.some(message => message.role === 'assistant' && 'audio' in message)
  return { messages: withIds, messagesWithoutIds: hasIds ? build(source, false) : null }
}

function build(source: MessagesSource, usesIds: boolean): RequestMessage[] {
  const { turn, instructions } = source
  const earlier = source.history.filter(other => other.position < turn.position && wasAsked(other))
  const asSound = turnsAsSound(earlier, source)
  const messages: RequestMessage[] = []
  let waiting: Part[] = []
  for (const other of earlier) {
    waiting.push(...partsOf(other, asSound.has(other) ? soundPartOf(other, source) : null))
    const answer = answerOf(other, usesIds, source)
    if (!answer) continue
    messages.push(userMessage(waiting), answer)
    waiting = []
  }
  const sound = soundPartOf(turn, source)
  if (turn.recording && !sound) throw failWith('not_found', { what: 'The recording' })
  messages.push(userMessage([...waiting, ...partsOf(turn, sound)]))
  const answers = messages.filter(message => message.role === 'assistant')
  const isAllText = answers.length > 0 && answers.every(answer => !('audio' in answer))
  const system = [instructions.trim(), ...(isAllText ? [KEEP_SPEAKING] : [])].filter(text => text !== '').join('\n\n')
  return system === '' ? messages : [{ role: 'system', content: system }, ...messages]
}

/** Drafts and trash were never asked; a failed question that can only fail again must not spoil those after it. */
function wasAsked(turn: Turn): boolean {
  if (turn.status === 'failed') return !unsendable.includes(turn.failure?.code ?? '') || turn.reply !== null
  return turn.status !== 'recording' && turn.status !== 'draft' && turn.status !== 'trashed'
}

/** The last few spoken turns, as far as they fit; and all that were joined, because the model has not heard them. */
function turnsAsSound(earlier: Turn[], { turn, turnsAsSound: count }: MessagesSource): Set<Turn> {
  const joined = earlier.filter(other => other.status === 'joined')
  const spoken = earlier.filter(other => other.status !== 'joined' && other.recording !== null)
  const chosen = new Set(joined)
  let left = SOUND_BYTES
  for (const other of [turn, ...joined]) left -= other.recording?.bytes ?? 0
  for (const other of spoken.toReversed().slice(0, count)) {
    left -= other.recording?.bytes ?? 0
    if (left < 0) break
    chosen.add(other)
  }
  return chosen
}

function soundPartOf(turn: Turn, source: MessagesSource): SoundPart | null {
  const location = source.locate(turn)
  if (!turn.recording || location === null) return null
  return { type: 'input_audio', input_audio: { data: new KeptSound(location), format: turn.recording.format } }
}

function partsOf(turn: Turn, sound: SoundPart | null): Part[] {
  const said = sound ? '' : (turn.transcript?.words ?? '')
  const texts = [turn.text, said].filter(text => text.trim() !== '').map((text): Part => ({ type: 'text', text }))
  const parts = sound ? [...texts, sound] : texts
  return parts.length > 0 ? parts : [{ type: 'text', text: UNHEARD }]
}

function answerOf(turn: Turn, usesIds: boolean, source: MessagesSource): RequestMessage | null {
  const { reply } = turn
  if (!reply) return null
  const isAlive =
    reply.isComplete && reply.endpoint === source.baseUrl && (reply.audioExpiresAt ?? 0) - EXPIRY_MARGIN_MS > source.now
  if (usesIds && isAlive && reply.audioId !== null) return { role: 'assistant', audio: { id: reply.audioId } }
  const words = reply.words.trim() === '' && reply.sound ? WORDLESS : reply.words
  return words.trim() === '' ? null : { role: 'assistant', content: words }
}

/** Words alone go as a plain string, which every server takes. */
function userMessage(parts: Part[]): RequestMessage {
  const [only] = parts
  return { role: 'user', content: parts.length === 1 && only?.type === 'text' ? only.text : parts }
}
