import * as v from 'valibot'
import type { Usage } from '../../app/conversation.ts'
import { readUsage } from './usage.ts'

const Text = v.fallback(v.nullish(v.string(), ''), '')
const AudioSchema = v.object({
  id: Text,
  data: Text,
  /** Seconds since 1970. */
  expires_at: v.fallback(v.nullish(v.number(), null), null),
  transcript: Text,
})
/** The voice in a message, or a piece of it. */
export type ReplyAudio = v.InferOutput<typeof AudioSchema>
const MessageSchema = v.object({
  content: Text,
  refusal: Text,
  audio: v.fallback(v.nullish(AudioSchema, null), null),
})
const NoMessage = { content: '', refusal: '', audio: null }
const ChoiceSchema = v.object({
  delta: v.fallback(v.nullish(MessageSchema, null), null),
  message: v.fallback(v.nullish(MessageSchema, null), null),
  finish_reason: Text,
})
const CompletionSchema = v.object({
  id: Text,
  model: Text,
  choices: v.fallback(v.nullish(v.array(v.fallback(v.nullable(ChoiceSchema), null)), []), []),
  usage: v.optional(v.unknown()),
  /** vLLM-Omni: says that the content is base64 of sound. */
  modality: Text,
})

/** What Parley reads of one chunk of a stream, or of a whole completion. */
export interface Chunk {
  id: string
  model: string
  /** Deltas of the chunk, or messages of the completion: servers put words and voice into one or into two. */
  messages: { content: string; refusal: string; audio: ReplyAudio | null }[]
  finishReason: string
  usage: Usage | null
}

/**
 * Reads a chat completion or a chunk of one, whatever else is in it (OpenAI reference, "chat.completion.chunk"). A field
 * that is missing, null or of another type is empty; nothing is required, not even a role.
 * @returns null when it is not an object
 */
export function readChunk(value: unknown): Chunk | null {
  const parsed = v.safeParse(CompletionSchema, value)
  if (!parsed.success) return null
  const { id, model, usage, modality } = parsed.output
  const choices = parsed.output.choices.filter(choice => choice !== null)
  const messages = choices.map(choice => choice.delta ?? choice.message ?? NoMessage)
  return {
    id,
    model,
    messages: modality === 'audio' ? messages.map(contentAsSound) : messages,
    finishReason: choices.map(choice => choice.finish_reason).find(reason => reason !== '') ?? '',
    usage: readUsage(usage),
  }
}

function contentAsSound(message: Chunk['messages'][number]): Chunk['messages'][number] {
  if (message.audio || message.content === '') return message
  return { ...message, content: '', audio: { id: '', data: message.content, expires_at: null, transcript: '' } }
}
