import type { ChatCompletionContentPart, ChatCompletionMessageParam } from 'openai/resources/chat/completions'
import type { Sound, Turn, TurnStatus } from '../../../app/conversation.ts'
import type { TurnSize } from '../../../app/cost/tokens.ts'
import { failWith } from '../../../app/errors.ts'
import { mp3Rates, rungBelow, type UploadFormat, uploadFormats } from '../../../app/profiles/uploads.ts'
import type { SoundLocation } from './file-slices.ts'
import { KeptSound } from './request-body.ts'
import type { SpokenSound } from './spoken-sound.ts'

/** A recording inside of a question, read only while the request is written. */
export interface SoundPart {
  type: 'input_audio'
  input_audio: { data: KeptSound | SpokenSound; format: Sound['format'] }
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
  /** Whose account is asked, as `Reply.account` names it: audio ids of another mean nothing there. */
  account: string
  /** How recordings go that are whole. */
  upload: UploadFormat
  /** How many of the last turns before this one go as sound again. */
  turnsAsSound: number
  /** Milliseconds since 1970. */
  now: number
  /** The turn's own recording, where it is still being made, or could not be kept. */
  spoken?: SpokenSound
  /** The turn's own recording as MP3, where it was encoded while it was made. */
  encoded?: SpokenSound | null
  /** Where a turn's recording is; null when there is none, or it is gone. */
  locate(turn: Turn): SoundLocation | null
}

/** The messages of a turn, and the same without audio ids; null when there are none in them. */
export interface TurnMessages {
  messages: RequestMessage[]
  messagesWithoutIds: RequestMessage[] | null
  /** How much the messages are. */
  size: Pick<TurnSize, 'heardMs' | 'heardCharacters'>
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
/** Turns that were not sent, or not yet. */
const unasked: readonly TurnStatus[] = ['recording', 'draft', 'queued', 'trashed']

type Part = ChatCompletionContentPart | SoundPart

/**
 * Builds what is sent for a turn. User and assistant alternate: questions that got no answer go along, in order, with the next
 * one. The assistant's voice goes by its id while that lives at the same endpoint, else by its words.
 * @throws `not_found` when the turn's own recording is gone
 */
export function messagesFor(source: MessagesSource): TurnMessages {
  const { messages, heardMs } = build(source, true)
  const hasIds = messages.some(message => message.role === 'assistant' && 'audio' in message)
  const size = { heardMs, heardCharacters: charactersOf(messages) }
  return { messages, messagesWithoutIds: hasIds ? build(source, false).messages : null, size }
}

/** Whether a recording goes with a message. */
export function hasSound({ content }: RequestMessage): boolean {
  return Array.isArray(content) && content.some(part => part.type === 'input_audio')
}

/** The same messages with every recording one rung smaller; null when there is none that can be. */
export function asSmaller(messages: readonly RequestMessage[]): RequestMessage[] | null {
  let isSmaller = false
  const smaller = messages.map((message): RequestMessage => {
    if (message.role !== 'user' || typeof message.content === 'string') return message
    const content = message.content.map((part): Part => {
      if (part.type !== 'input_audio') return part
      const { data, format } = part.input_audio
      if (!(data instanceof KeptSound)) return part
      const upload = uploadFormats.find(upload => mp3Rates[upload] === data.kbps)
      // What was attached as MP3 has no rate, like WAV.
      const below = upload && (data.kbps !== null || format === 'wav') ? rungBelow(upload) : null
      if (below === null) return part
      isSmaller = true
      return {
        type: 'input_audio',
        input_audio: { data: new KeptSound(data.location, mp3Rates[below]), format: 'mp3' },
      }
    })
    return { ...message, content }
  })
  return isSmaller ? smaller : null
}

/** How much goes along with the next question of a conversation, whatever it will be. */
export function sizeOfHistory(source: Omit<MessagesSource, 'turn'>): TurnMessages['size'] {
  const last = source.history.at(-1)
  if (!last) return { heardMs: 0, heardCharacters: source.instructions.length }
  const next = { ...last, position: Number.MAX_SAFE_INTEGER, text: '', recording: null, transcript: null }
  return messagesFor({ ...source, turn: next }).size
}

function build(source: MessagesSource, usesIds: boolean): { messages: RequestMessage[]; heardMs: number } {
  const { turn, instructions } = source
  const earlier = source.history.filter(other => other.position < turn.position && wasAsked(other))
  const asSound = turnsAsSound(earlier, source)
  const messages: RequestMessage[] = []
  let waiting: Part[] = []
  let heardMs = turn.recording?.durationMs ?? 0
  for (const other of earlier) {
    waiting.push(...partsOf(other, asSound.has(other) ? soundPartOf(other, source) : null))
    if (asSound.has(other)) heardMs += other.recording?.durationMs ?? 0
    const answer = answerOf(other, usesIds, source)
    if (!answer) continue
    if ('audio' in answer) heardMs += other.reply?.sound?.durationMs ?? 0
    messages.push(userMessage(waiting), answer)
    waiting = []
  }
  const sound = source.spoken ? partOfSpoken(source.spoken) : soundPartOf(turn, source)
  if (turn.recording && !sound) throw failWith('not_found', { what: 'recording' })
  messages.push(userMessage([...waiting, ...partsOf(turn, sound)]))
  const answers = messages.filter(message => message.role === 'assistant')
  const isAllText = answers.length > 0 && answers.every(answer => !('audio' in answer))
  const system = [instructions.trim(), ...(isAllText ? [KEEP_SPEAKING] : [])].filter(text => text !== '').join('\n\n')
  return { messages: system === '' ? messages : [{ role: 'system', content: system }, ...messages], heardMs }
}

/** Drafts, what waits and trash were never asked; a failed question that can only fail again must not spoil those after it. */
function wasAsked(turn: Turn): boolean {
  if (turn.status === 'failed') return !unsendable.includes(turn.failure?.code ?? '') || turn.reply !== null
  return !unasked.includes(turn.status)
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
  const kbps = turn.recording.format === 'wav' ? mp3Rates[source.upload] : null
  const encoded = turn === source.turn && source.encoded?.format === source.upload ? source.encoded : null
  const format = kbps === null ? turn.recording.format : 'mp3'
  return { type: 'input_audio', input_audio: { data: new KeptSound(location, kbps, encoded), format } }
}

function partOfSpoken(sound: SpokenSound): Part {
  const format = mp3Rates[sound.format] === null ? 'wav' : 'mp3'
  const data = sound.isWhole ? Buffer.from(sound.gathered()).toString('base64') : sound
  return { type: 'input_audio', input_audio: { data, format } } as Part
}

function partsOf(turn: Turn, sound: Part | null): Part[] {
  const said = sound ? '' : (turn.transcript?.words ?? '')
  const texts = [turn.text, said].filter(text => text.trim() !== '').map((text): Part => ({ type: 'text', text }))
  const parts = sound ? [...texts, sound] : texts
  return parts.length > 0 ? parts : [{ type: 'text', text: UNHEARD }]
}

function answerOf(turn: Turn, usesIds: boolean, source: MessagesSource): RequestMessage | null {
  const { reply } = turn
  if (!reply) return null
  const isAlive =
    reply.isComplete && reply.account === source.account && (reply.audioExpiresAt ?? 0) - EXPIRY_MARGIN_MS > source.now
  if (usesIds && isAlive && reply.audioId !== null) return { role: 'assistant', audio: { id: reply.audioId } }
  const words = reply.words.trim() === '' && reply.sound ? WORDLESS : reply.words
  return words.trim() === '' ? null : { role: 'assistant', content: words }
}

/** How many letters there are in messages. */
function charactersOf(messages: readonly RequestMessage[]): number {
  const texts = messages.flatMap(({ content }) =>
    Array.isArray(content) ? content.map(part => ('text' in part ? part.text : '')) : [content ?? ''],
  )
  return texts.reduce((sum, text) => sum + text.length, 0)
}

/** Words alone go as a plain string, which every server takes. */
function userMessage(parts: Part[]): RequestMessage {
  const [only] = parts
  return { role: 'user', content: parts.length === 1 && only?.type === 'text' ? only.text : parts }
}
