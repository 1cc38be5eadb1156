import * as v from 'valibot'
import type { Usage } from '../conversation.ts'

/** Tokens for a second of sound that a model hears, as measured with OpenAI's. */
export const HEARD_TOKENS_PER_SECOND = 10
/** Tokens for a second that it speaks. */
export const SPOKEN_TOKENS_PER_SECOND = 20
/** Letters of a token, roughly, in European languages. */
export const CHARACTERS_PER_TOKEN = 4

const Count = v.pipe(v.number(), v.minValue(0))

/** Tokens by how they were billed. Cached ones are not counted among the others. */
export const TokensSchema = v.object({
  textIn: Count,
  cachedTextIn: Count,
  audioIn: Count,
  cachedAudioIn: Count,
  textOut: Count,
  audioOut: Count,
})
/** Tokens by how they were billed. */
export type Tokens = v.InferOutput<typeof TokensSchema>

/** The size of a question and its reply, as far as Parley itself knows it. */
export interface TurnSize {
  /** Sound in the request: the question's and that of earlier ones. */
  heardMs: number
  /** Letters in the request. */
  heardCharacters: number
  /** Sound of the reply. */
  spokenMs: number
  /** Letters of the reply. */
  spokenCharacters: number
}

/** Nothing asked and nothing answered. */
export const noSize: TurnSize = { heardMs: 0, heardCharacters: 0, spokenMs: 0, spokenCharacters: 0 }

/** No tokens. */
export const noTokens: Tokens = { textIn: 0, cachedTextIn: 0, audioIn: 0, cachedAudioIn: 0, textOut: 0, audioOut: 0 }

/**
 * Works out the tokens of a reply. Servers count some of them, all or none. What they did not count is guessed from `size`; without `size`
 * it is taken for words.
 * @returns `isCounted` is whether nothing was guessed; null when there is nothing to go by
 */
export function splitTokens(usage: Usage | null, size: TurnSize | null): (Tokens & { isCounted: boolean }) | null {
  const guess = size && guessTokens(size)
  const prompt = splitSide({
    total: usage?.promptTokens ?? null,
    text: usage?.promptTextTokens ?? null,
    audio: usage?.promptAudioTokens ?? null,
    guess: guess && { text: guess.textIn, audio: guess.audioIn },
  })
  const completion = splitSide({
    total: usage?.completionTokens ?? null,
    text: usage?.completionTextTokens ?? null,
    audio: usage?.completionAudioTokens ?? null,
    guess: guess && { text: guess.textOut, audio: guess.audioOut },
  })
  if (!prompt || !completion) return null
  const cached = Math.min(usage?.cachedTokens ?? 0, prompt.text + prompt.audio)
  // Cached tokens are taken for words unless the server says otherwise, because words come first in a request.
  const cachedAudio = Math.min(prompt.audio, Math.max(usage?.cachedAudioTokens ?? 0, cached - prompt.text))
  const cachedText = Math.min(prompt.text, Math.max(0, cached - cachedAudio))
  return {
    textIn: prompt.text - cachedText,
    cachedTextIn: cachedText,
    audioIn: prompt.audio - cachedAudio,
    cachedAudioIn: cachedAudio,
    textOut: completion.text,
    audioOut: completion.audio,
    isCounted: prompt.isCounted && completion.isCounted,
  }
}

/** About how many tokens something of that size has. */
export function guessTokens({ heardMs, heardCharacters, spokenMs, spokenCharacters }: TurnSize): Tokens {
  return {
    ...noTokens,
    textIn: Math.ceil(heardCharacters / CHARACTERS_PER_TOKEN),
    audioIn: Math.ceil((heardMs / 1000) * HEARD_TOKENS_PER_SECOND),
    textOut: Math.ceil(spokenCharacters / CHARACTERS_PER_TOKEN),
    audioOut: Math.ceil((spokenMs / 1000) * SPOKEN_TOKENS_PER_SECOND),
  }
}

/** All tokens of some replies together. */
export function addTokens(a: Tokens, b: Tokens): Tokens {
  return {
    textIn: a.textIn + b.textIn,
    cachedTextIn: a.cachedTextIn + b.cachedTextIn,
    audioIn: a.audioIn + b.audioIn,
    cachedAudioIn: a.cachedAudioIn + b.cachedAudioIn,
    textOut: a.textOut + b.textOut,
    audioOut: a.audioOut + b.audioOut,
  }
}

/** One side of a reply: sound and words are the parts of `total` (OpenAI reference, "CompletionUsage"). */
function splitSide(side: {
  total: number | null
  text: number | null
  audio: number | null
  guess: { text: number; audio: number } | null
}): { text: number; audio: number; isCounted: boolean } | null {
  const { text, guess } = side
  const total = side.total ?? (text !== null && side.audio !== null ? text + side.audio : null)
  if (total === null) return guess && { ...guess, isCounted: false }
  const audio = side.audio ?? (text === null ? null : Math.max(0, total - text))
  if (audio !== null && audio <= total) return { text: total - audio, audio, isCounted: true }
  const guessed = Math.min(total, guess?.audio ?? 0)
  return { text: total - guessed, audio: guessed, isCounted: false }
}
