import { randomUUID } from 'node:crypto'
import type { ChatCompletion, ChatCompletionChunk } from 'openai/resources'
import type { Answer } from './answer.ts'
import type { AudioIds } from './audio-ids.ts'
import { encode } from './encode.ts'
import type { Question } from './question.ts'
import { estimateUsage } from './usage.ts'

/** The one model here. Whatever model is asked for, this is the one that answers, and its name is on the reply. */
export const PRACTICE_MODEL = 'practice-audio'
/** Sound in one chunk of a stream, in bytes: 150 ms, which base64 needs no padding for. */
const PIECE_BYTES = 7200
/** Words are sent for sound that lies this much ahead, as models do, whose words come before their voice. */
const WORDS_AHEAD_BYTES = 8 * PIECE_BYTES

type Delta = ChatCompletionChunk.Choice.Delta
type FinishReason = ChatCompletionChunk.Choice['finish_reason']

/** A chunk as it is sent: OpenAI leaves `finish_reason` out of a reply's last one, though its types demand it. */
type SentChunk = Omit<ChatCompletionChunk, 'choices'> & {
  choices: { index: number; delta: Delta; finish_reason?: FinishReason }[]
}

/** One chunk of a stream, and the byte of the answer's sound it belongs to. */
export interface PacedChunk {
  chunk: SentChunk
  soundOffset: number
}

/** The whole reply at once (OpenAI reference, "The chat completion object"). */
export async function makeCompletion(question: Question, answer: Answer, ids: AudioIds): Promise<ChatCompletion> {
  const base = { role: 'assistant', refusal: null } as const
  const message = question.format
    ? { ...base, content: null, audio: await makeAudio(question.format, answer, ids) }
    : { ...base, content: answer.words }
  return {
    ...head(),
    object: 'chat.completion',
    choices: [{ index: 0, message, logprobs: null, finish_reason: 'stop' }],
    usage: estimateUsage(question, answer),
  }
}

/**
 * The reply as the chunks of a stream, in the order OpenAI was seen to send them: the first words before the role and the
 * id, words ahead of the sound, the expiry last and without `finish_reason`, then the usage if it was asked for.
 */
export function* makeChunks(question: Question, answer: Answer, ids: AudioIds): Generator<PacedChunk> {
  const shared = { ...head(), object: 'chat.completion.chunk' as const }
  const noUsage = question.includesUsage ? { usage: null } : {}
  const choices = question.format ? soundChoices(answer, ids) : textChoices(answer)
  for (const { soundOffset, ...choice } of choices) {
    yield { soundOffset, chunk: { ...shared, ...noUsage, choices: [{ index: 0, ...choice }] } }
  }
  if (!question.includesUsage) return
  const soundOffset = question.format ? answer.pcm.byteLength : 0
  yield { soundOffset, chunk: { ...shared, choices: [], usage: estimateUsage(question, answer) } }
}

interface PacedChoice {
  delta: Delta
  finish_reason?: FinishReason
  soundOffset: number
}

function* textChoices({ words }: Answer): Generator<PacedChoice> {
  const now = { soundOffset: 0, finish_reason: null }
  yield { ...now, delta: { role: 'assistant', content: '', refusal: null } }
  for (const content of wordsOf(words)) yield { ...now, delta: { content } }
  yield { ...now, delta: {}, finish_reason: 'stop' }
}

function* soundChoices({ words, pcm, spokenBytes }: Answer, ids: AudioIds): Generator<PacedChoice> {
  const { id, expiresAt } = ids.issue()
  const waiting = wordsOf(words)
  const bytesPerWord = spokenBytes / waiting.length
  for (let at = 0, said = 0; at < pcm.byteLength; at += PIECE_BYTES) {
    const now = { soundOffset: at, finish_reason: null }
    // One word goes before the first sound, then as many as are nearly due.
    const due = at === 0 ? 1 : Math.ceil((at + WORDS_AHEAD_BYTES) / bytesPerWord)
    for (; said < due && waiting.length > 0; said++)
      yield { ...now, delta: { audio: { transcript: waiting.shift() ?? '' } } }
    const data = Buffer.from(pcm.subarray(at, at + PIECE_BYTES)).toString('base64')
    if (at > 0) yield { ...now, delta: { audio: { data } } }
    else yield { ...now, delta: { role: 'assistant', content: null, refusal: null, audio: { id, data } } }
  }
  yield { soundOffset: pcm.byteLength, delta: { audio: { expires_at: expiresAt } } }
}

async function makeAudio(format: NonNullable<Question['format']>, { pcm, words }: Answer, ids: AudioIds) {
  const data = Buffer.from(await encode(pcm, format)).toString('base64')
  const { id, expiresAt } = ids.issue()
  return { id, data, expires_at: expiresAt, transcript: words }
}

function head() {
  return { id: `chatcmpl-${randomUUID()}`, created: Math.floor(Date.now() / 1000), model: PRACTICE_MODEL }
}

/** Words with the space before them, which joined give the text again. */
function wordsOf(text: string): string[] {
  return text.match(/\s*\S+/g) ?? []
}
