import { wavHeader } from '../../app/wav.ts'
import { cut, type KnownReply, pcmOf, wordsOf } from './known-reply.ts'

/** One `data:` of a stream. `sound` marks those that carry some. */
export interface StreamEvent {
  value: unknown
  hasSound: boolean
}

/** How a dialect says what every reply says. */
export interface DialectShape {
  /** Bytes of sound in each event, used in turn; odd ones split samples. */
  soundBytes: readonly number[]
  /** The base64 of those events. */
  base64: (pieces: readonly Buffer[]) => string[]
  hasRole: boolean
  /** OpenAI sends the first word before the event with role and id. */
  wordBeforeRole: boolean
  expiry: 'at-end' | 'everywhere' | 'never'
  finish: 'at-end' | 'first' | 'never'
  hasUsage: boolean
  /** Further keys on every event, to be ignored. */
  extras: Record<string, unknown>
}

/** OpenAI's own order (openai-node #1206). */
export const openAiShape: DialectShape = {
  soundBytes: [4800],
  base64: pieces => pieces.map(piece => piece.toString('base64')),
  hasRole: true,
  wordBeforeRole: true,
  expiry: 'at-end',
  finish: 'never',
  hasUsage: true,
  extras: { obfuscation: 'x7', service_tier: 'default', system_fingerprint: null },
}

const HOUR_S = 3600

/** When a voice that begins now ends, in seconds since 1970. */
export function expiryOf(): number {
  return Math.floor(Date.now() / 1000) + HOUR_S
}

/** Tokens as OpenAI counts them. */
export const usage = {
  prompt_tokens: 17,
  completion_tokens: 59,
  total_tokens: 76,
  prompt_tokens_details: { text_tokens: 7, audio_tokens: 10, cached_tokens: 0 },
  completion_tokens_details: { text_tokens: 19, audio_tokens: 40, reasoning_tokens: 0 },
}

/** The model's name as the answers give it. */
export const ANSWERED_MODEL = 'gpt-audio-1.5-2026-05-01'

/** A reply in the order of a dialect: words run ahead of the sound. */
export function eventsOf(reply: KnownReply, audioId: string, shape: DialectShape): StreamEvent[] {
  const expiry = shape.expiry === 'everywhere' ? { expires_at: expiryOf() } : {}
  const event = (delta: unknown, finish: Record<string, unknown> = { finish_reason: null }, hasSound = false) => ({
    value: { ...head(), ...shape.extras, choices: [{ index: 0, delta, ...finish }] },
    hasSound,
  })
  const words = wordsOf(reply).map(transcript => event({ audio: { transcript, ...expiry } }))
  const role = shape.hasRole ? { role: 'assistant', content: null, refusal: null } : {}
  const sounds = shape.base64(cut(pcmOf(reply), shape.soundBytes)).map((data, index) => {
    const id = index === 0 ? { id: audioId } : {}
    const audio = { ...id, data, ...expiry }
    return event(index === 0 ? { ...role, audio } : { audio }, { finish_reason: null }, true)
  })
  const [firstWord, ...laterWords] = words
  const stop = event({}, { finish_reason: 'stop' })
  const ahead = firstWord && shape.wordBeforeRole ? [firstWord] : []
  const behind = firstWord && !shape.wordBeforeRole ? [firstWord] : []
  return [
    ...(shape.finish === 'first' ? [stop] : []),
    ...ahead,
    ...sounds.slice(0, 1),
    ...behind,
    ...interleave(laterWords, sounds.slice(1)),
    ...(shape.expiry === 'at-end' ? [event({ audio: { expires_at: expiryOf() } }, {})] : []),
    ...(shape.finish === 'at-end' ? [stop] : []),
    ...(shape.hasUsage ? [{ value: { ...head(), choices: [], usage }, hasSound: false }] : []),
  ]
}

/** A whole completion (OpenAI reference, "chat.completion"). */
export function completionOf(reply: KnownReply, audioId: string, sound: Buffer) {
  const audio = { id: audioId, data: sound.toString('base64'), expires_at: expiryOf(), transcript: reply.words }
  const message = { role: 'assistant', content: null, refusal: null, audio }
  return { ...head('chat.completion'), choices: [{ index: 0, finish_reason: 'stop', message }], usage }
}

/** The reply as the WAV that OpenAI makes: its sizes are unknown when its header is written. */
export function wavOf(reply: KnownReply): Buffer {
  return Buffer.concat([wavHeader(0xffff_ffff, 24_000), pcmOf(reply)])
}

/** The keys every chunk begins with. */
export function head(object = 'chat.completion.chunk') {
  return { id: 'chatcmpl-known', object, created: 1_790_000_000, model: ANSWERED_MODEL }
}

/** Two of the words to one of the sound, so that words end long before the sound does. */
function interleave(words: StreamEvent[], sounds: StreamEvent[]): StreamEvent[] {
  const mixed: StreamEvent[] = []
  for (let i = 0; i * 2 < words.length || i < sounds.length; i++) {
    mixed.push(...words.slice(i * 2, i * 2 + 2), ...sounds.slice(i, i + 1))
  }
  return mixed
}
