import type { CompletionUsage } from 'openai/resources'
import { guessTokens } from '../../app/cost/tokens.ts'
import { pcmDurationMs } from '../../app/pcm.ts'
import type { Answer } from './answer.ts'
import type { Question } from './question.ts'

/** What a model would have counted, roughly: practice costs nothing. */
export function estimateUsage(question: Question, { words, pcm }: Answer): CompletionUsage {
  const { textIn, audioIn, textOut, audioOut } = guessTokens({
    heardMs: question.recordings.reduce((sum, { durationMs }) => sum + durationMs, 0),
    heardCharacters: question.text.length,
    spokenMs: question.format ? pcmDurationMs(pcm.byteLength) : 0,
    spokenCharacters: words.length,
  })
  return {
    prompt_tokens: textIn + audioIn,
    completion_tokens: textOut + audioOut,
    total_tokens: textIn + audioIn + textOut + audioOut,
    prompt_tokens_details: { text_tokens: textIn, audio_tokens: audioIn, cached_tokens: 0 },
    completion_tokens_details: { text_tokens: textOut, audio_tokens: audioOut, reasoning_tokens: 0 },
  }
}
