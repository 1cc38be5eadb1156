import * as v from 'valibot'
import type { Usage } from '../../../app/conversation.ts'
import { readUsage } from './usage.ts'

const Text = v.fallback(v.nullish(v.string(), ''), '')
/** What something is called: what is longer, or steers a terminal, is no name. */
const Name = v.fallback(v.nullish(v.pipe(v.string(), v.maxLength(1000), v.regex(/^\P{Cc}*$/u)), ''), '')
const AudioSchema = v.object({
  id: Name,
  data: Text,
  /** Seconds since 1970. */
  expires_at: v.fallback(v.nullish(v.number(), null), null),
  transcript: Text,
})
/** The voice in a message, or a piece of it. */
export type ReplyAudio = v.InferOutput<typeof AudioSchema>
/** Plain, or in parts of which those with words count. */
const Content = v.fallback(
  v.union([
    v.nullish(v.string(), ''),
    v.pipe(
      v.array(v.fallback(v.object({ text: Text }), { text: '' })),
      v.transform(parts => parts.map(({ text }) => text).join('')),
    ),
  ]),
  '',
)
const MessageSchema = v.object({
  content: Content,
  refusal: Text,
  audio: v.fallback(v.nullish(AudioSchema, null), null),
})
type Message = v.InferOutput<typeof MessageSchema>
const NoMessage = { content: '', refusal: '', audio: null }
const ChoiceSchema = v.object({
  delta: v.fallback(v.nullish(MessageSchema, null), null),
  message: v.fallback(v.nullish(MessageSchema, null), null),
  finish_reason: Text,
})
const CompletionSchema = v.object({
  id: Name,
  model: Name,
  choices: v.fallback(v.nullish(v.array(v.fallback(v.nullable(ChoiceSchema), null)), []), []),
  usage: v.optional(v.unknown()),
  /** vLLM-Omni: says that the content is base64 of sound. */
  modality: Text,
  /** vLLM-Omni: of pcm, where it is not the usual rate. */
  sample_rate_hz: v.fallback(v.nullish(v.pipe(v.number(), v.integer()), null), null),
})
/** So long a text of nothing but base64, without a space, is no language. */
const unsaidBase64 = /^[A-Za-z0-9+/_-]{512,}={0,2}$/

/** What Parley reads of one chunk of a stream, or of a whole completion. */
export interface Chunk {
  id: string
  model: string
  /** Deltas of the chunk, or messages of the completion: servers put words and voice into one or into two. */
  messages: Message[]
  /** Messages that stand beside deltas without a word or a sound: all of the reply, in one chunk or once more. */
  wholes: Message[]
  finishReason: string
  usage: Usage | null
  /** Of the pcm in it; null when the chunk does not say. */
  sampleRateHz: number | null
}

/**
 * Reads a chat completion or a chunk of one, whatever else is in it (OpenAI reference, "chat.completion.chunk"). A field
 * that is missing, null or of another type is empty; nothing is required, not even a role.
 * @returns null when it is not an object
 */
export function readChunk(value: unknown): Chunk | null {
  const parsed = v.safeParse(CompletionSchema, value)
  if (!parsed.success) return null
  const { id, model, usage, modality, sample_rate_hz: sampleRateHz } = parsed.output
  const choices = parsed.output.choices.filter(choice => choice !== null)
  const read = (message: Message) => (holdsSound(message.content, modality) ? contentAsSound(message) : message)
  return {
    id,
    model,
    messages: choices.map(({ delta, message }) => read(delta ?? message ?? NoMessage)),
    wholes: choices.flatMap(({ delta, message }) => (delta && message && isSilent(delta) ? [read(message)] : [])),
    finishReason: choices.map(choice => choice.finish_reason).find(reason => reason !== '') ?? '',
    usage: readUsage(usage),
    sampleRateHz,
  }
}

function isSilent({ content, refusal, audio }: Message): boolean {
  return content === '' && refusal === '' && !audio?.data && !audio?.transcript
}

/** Base64 must never be shown as words, whether or not a server says what it is. */
function holdsSound(content: string, modality: string): boolean {
  return content !== '' && (modality === 'audio' || unsaidBase64.test(content))
}

function contentAsSound(message: Message): Message {
  const audio = message.audio ?? { id: '', data: '', expires_at: null, transcript: '' }
  return { ...message, content: '', audio: { ...audio, data: audio.data || message.content } }
}
