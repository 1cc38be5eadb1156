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
export const PIECE_BYTES = 7200
/** Words are sent for sound that lies this much ahead, as models do, whose words come before their voice. */
const WORDS_AHEAD_BYTES = 8 * PIECE_BYTES

/** One chunk of a stream, and the byte of the answer's sound it belongs to. */
export interface PacedChunk {
  chunk: ChatCompletionChunk
  soundOffset: number
}

type Delta = ChatCompletionChunk.Choice.Delta

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
  const usage = question.includesUsage ? { usage: null } : {}
  const chunk = (delta: Delta, soundOffset = 0): PacedChunk => ({
    soundOffset,
    chunk: { ...shared, ...usage, choices: [{ index: 0, delta, finish_reason: null }] },
  })
  if (question.format) yield* soundDeltas(answer, ids, chunk)
  else {
    yield chunk({ role: 'assistant', content: '', refusal: null })
    for (const word of wordsOf(answer.words)) yield chunk({ content: word })
    yield { soundOffset: 0, chunk: { ...shared, ...usage, choices: [{ index: 0, delta: {}, finish_reason: 'stop' }] } }
  }
  if (question.includesUsage) {
    const soundOffset = question.format ? answer.pcm.byteLength : 0
    yield { soundOffset, chunk: { ...shared, choices: [], usage: estimateUsage(question, answer) } }
  }
}

function* soundDeltas(
  { words, pcm, spokenBytes }: Answer,
  ids: AudioIds,
  chunk: (delta: Delta, soundOffset: number) => PacedChunk,
): Generator<PacedChunk> {
  const { id, expiresAt } = ids.issue()
  const spoken = wordsOf(words)
  let said = 0
  for (let at = 0; at < pcm.byteLength; at += PIECE_BYTES) {
    const due = Math.ceil((spoken.length * (at + WORDS_AHEAD_BYTES)) / spokenBytes)
    // One before the first sound, the rest in between.
    const upTo = at === 0 ? 1 : due
    for (; said < Math.min(upTo, spoken.length); said++) yield chunk({ audio: { transcript: spoken[said] ?? '' } }, at)
    const data = Buffer.from(pcm.subarray(at, at + PIECE_BYTES)).toString('base64')
    const isFirst = at === 0
    yield isFirst
      ? chunk({ role: 'assistant', content: null, refusal: null, audio: { id, data } }, at)
      : chunk({ audio: { data } }, at)
  }
  const end = chunk({ audio: { expires_at: expiresAt } }, pcm.byteLength)
  // OpenAI leaves `finish_reason` out of this one, though its types demand it.
  for (const choice of end.chunk.choices) Reflect.deleteProperty(choice, 'finish_reason')
  yield end
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
