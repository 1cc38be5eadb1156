import type { CompletionUsage } from 'openai/resources'
import { pcmDurationMs } from '../../app/pcm.ts'
import type { Answer } from './answer.ts'
import type { Question } from './question.ts'

/** Tokens of a second of sound as OpenAI's models were measured to count it. */
const HEARD_PER_SECOND = 10
const SPOKEN_PER_SECOND = 20
const CHARACTERS_PER_TOKEN = 4

/** What a model would have counted, roughly: practice costs nothing. */
export function estimateUsage(question: Question, { words, pcm }: Answer): CompletionUsage {
  const heardMs = question.recordings.reduce((sum, { durationMs }) => sum + durationMs, 0)
  const spokenMs = question.format ? pcmDurationMs(pcm.byteLength) : 0
  const prompt = { text_tokens: textTokens(question.text), audio_tokens: tokens(heardMs, HEARD_PER_SECOND) }
  const completion = { text_tokens: textTokens(words), audio_tokens: tokens(spokenMs, SPOKEN_PER_SECOND) }
  const promptTokens = prompt.text_tokens + prompt.audio_tokens
  const completionTokens = completion.text_tokens + completion.audio_tokens
  return {
    prompt_tokens: promptTokens,
    completion_tokens: completionTokens,
    total_tokens: promptTokens + completionTokens,
    prompt_tokens_details: { ...prompt, cached_tokens: 0 },
    completion_tokens_details: { ...completion, reasoning_tokens: 0 },
  }
}

function textTokens(text: string): number {
  return Math.ceil(text.length / CHARACTERS_PER_TOKEN)
}

function tokens(ms: number, perSecond: number): number {
  return Math.ceil((ms / 1000) * perSecond)
}
