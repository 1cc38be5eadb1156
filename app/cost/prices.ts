import * as v from 'valibot'
import type { Usage } from '../conversation.ts'
import type { Cost } from './cost.ts'
import { splitTokens, type TurnSize } from './tokens.ts'

const PER_TOKENS = 1_000_000
/** The largest price, and the largest monthly limit, in US dollars. */
export const USD_LIMIT = 1_000_000

const Usd = v.pipe(v.number(), v.finite(), v.minValue(0), v.maxValue(USD_LIMIT))

/**
 * A model's price in US dollars for 1,000,000 tokens. Null: not known. Then cached words and sound cost as much as new ones, and sound as
 * much as words.
 */
export const PriceSchema = v.object({
  textIn: Usd,
  cachedTextIn: v.optional(v.nullable(Usd), null),
  audioIn: v.optional(v.nullable(Usd), null),
  cachedAudioIn: v.optional(v.nullable(Usd), null),
  textOut: Usd,
  audioOut: v.optional(v.nullable(Usd), null),
})
/** A model's price. */
export type Price = v.InferOutput<typeof PriceSchema>

/** A line of the table of prices. */
export const ListedPriceSchema = v.object({
  model: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(300)),
  ...PriceSchema.entries,
})
/** A line of the table of prices. */
export type ListedPrice = v.InferOutput<typeof ListedPriceSchema>

/** A price and its source. */
export const KnownPriceSchema = v.object({ price: PriceSchema, source: v.picklist(['model-info', 'table']) })
/** A price and its source. */
export type KnownPrice = v.InferOutput<typeof KnownPriceSchema>

/** The month in which the prices of `defaultPrices` were looked up. */
export const PRICES_MONTH = '2026-11'

/**
 * Prices of OpenAI's audio models, from its model pages in PRICES_MONTH. Those for the sound of the small models, for transcription models
 * and for models no longer sold are from LiteLLM's list (model_prices_and_context_window.json). None has a separate price for cached sound
 * and words.
 */
export const defaultPrices: readonly ListedPrice[] = [
  listed('gpt-audio-1.5', [2.5, 10], [32, 64]),
  listed('gpt-audio', [2.5, 10], [32, 64]),
  listed('gpt-audio-mini', [0.6, 2.4], [10, 20]),
  listed('gpt-4o-audio-preview', [2.5, 10], [40, 80]),
  listed('gpt-4o-audio-preview-2024-10-01', [2.5, 10], [100, 200]),
  listed('gpt-4o-mini-audio-preview', [0.15, 0.6], [10, 20]),
  listed('gpt-4o-transcribe', [2.5, 10], [6, null]),
  listed('gpt-4o-mini-transcribe', [1.25, 5], [3, null]),
  listed('gpt-4o-mini-tts', [0.6, 0], [null, 12]),
]

/** Prices by length in US dollars, from the same lists: for a minute of sound that is transcribed, for a letter that is read aloud. */
const lengthPrices: Record<string, { minute: number } | { letter: number }> = {
  'whisper-1': { minute: 0.006 },
  'tts-1': { letter: 15 / 1_000_000 },
  'tts-1-hd': { letter: 30 / 1_000_000 },
}

function listed(
  model: string,
  [textIn, textOut]: [number, number],
  [audioIn, audioOut]: [number | null, number | null],
): ListedPrice {
  return { model, textIn, cachedTextIn: null, audioIn, cachedAudioIn: null, textOut, audioOut }
}

/**
 * A model's price in a table, by its whole name, its name without a prefix (`openai/`, `azure/`), or its name without the date at its end.
 * The closest match is used; of two equally close, the user's own.
 */
export function findPrice(model: string, own: readonly ListedPrice[]): Price | null {
  for (const name of namesOf(model)) {
    for (const table of [own, defaultPrices]) {
      const found = table.find(line => line.model.toLowerCase() === name)
      if (found) return v.parse(PriceSchema, found)
    }
  }
  return null
}

/** The cost of transcribing or reading aloud if that is paid for by length; null if it is not, or the price is not known. */
export function costByLength(model: string, { heardMs, heardCharacters }: TurnSize): Cost | null {
  const name = namesOf(model).find(one => Object.hasOwn(lengthPrices, one))
  const price = name === undefined ? null : lengthPrices[name]
  if (!price) return null
  const usd = 'minute' in price ? (heardMs / 60_000) * price.minute : heardCharacters * price.letter
  return { usd, isEstimate: true, source: 'table' }
}

/** The names under which a model may be listed, the closest first. */
function namesOf(model: string): string[] {
  const whole = model.trim().toLowerCase()
  const bare = whole.slice(whole.lastIndexOf('/') + 1)
  const undated = bare.replace(/[-@]\d{4}-?\d{2}-?\d{2}$/, '')
  return [...new Set([whole, whole.replace(bare, undated), bare, undated])].filter(name => name !== '')
}

const PerToken = v.fallback(
  v.nullish(
    v.pipe(
      v.union([v.number(), v.pipe(v.string(), v.nonEmpty(), v.transform(Number))]),
      v.finite(),
      v.minValue(0),
      v.maxValue(1),
    ),
    null,
  ),
  null,
)
/** LiteLLM's `model_info`, and `pricing` as OpenRouter lists models. */
const ModelInfoSchema = v.object({
  input_cost_per_token: PerToken,
  cache_read_input_token_cost: PerToken,
  input_cost_per_audio_token: PerToken,
  cache_read_input_audio_token_cost: PerToken,
  output_cost_per_token: PerToken,
  output_cost_per_audio_token: PerToken,
})

/**
 * The price in what a LiteLLM proxy says of a model (`model_info` of `GET /v1/model/info`).
 * @returns null when it states none, and also when everything is free, which is how it lists models that it does not know
 */
export function priceFrom(modelInfo: unknown): Price | null {
  const parsed = v.safeParse(ModelInfoSchema, modelInfo)
  if (!parsed.success) return null
  const { input_cost_per_token: textIn, output_cost_per_token: textOut, ...others } = parsed.output
  if (textIn === null || textOut === null || (textIn === 0 && textOut === 0)) return null
  const perMillion = (usd: number | null) => (usd === null ? null : Number((usd * PER_TOKENS).toPrecision(12)))
  return v.parse(PriceSchema, {
    textIn: perMillion(textIn),
    cachedTextIn: perMillion(others.cache_read_input_token_cost),
    audioIn: perMillion(others.input_cost_per_audio_token),
    cachedAudioIn: perMillion(others.cache_read_input_audio_token_cost),
    textOut: perMillion(textOut),
    audioOut: perMillion(others.output_cost_per_audio_token),
  })
}

/**
 * The cost of a reply: as the server states it, or else by its tokens. If the server did not separate sound and words, `size` does, because
 * sound counted as words would cost a tenth.
 * @returns null when no price is known, or nothing about the tokens
 */
export function costOf(usage: Usage | null, known: KnownPrice | null, size: TurnSize | null = null): Cost | null {
  if (usage && usage.usd !== null) return { usd: usage.usd, isEstimate: false, source: 'server' }
  const tokens = splitTokens(usage, size)
  if (!known || !tokens) return null
  const { price, source } = known
  const audioIn = price.audioIn ?? price.textIn
  const usd =
    (tokens.textIn * price.textIn +
      tokens.cachedTextIn * (price.cachedTextIn ?? price.textIn) +
      tokens.audioIn * audioIn +
      tokens.cachedAudioIn * (price.cachedAudioIn ?? audioIn) +
      tokens.textOut * price.textOut +
      tokens.audioOut * (price.audioOut ?? price.textOut)) /
    PER_TOKENS
  const isSoundGuessed =
    (price.audioIn === null && tokens.audioIn + tokens.cachedAudioIn > 0) ||
    (price.audioOut === null && tokens.audioOut > 0)
  return { usd, isEstimate: source === 'table' || !tokens.isCounted || isSoundGuessed, source }
}
