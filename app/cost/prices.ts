import * as v from 'valibot'
import type { Usage } from '../conversation.ts'
import type { Cost } from './cost.ts'
import { splitTokens, type TurnSize } from './tokens.ts'

const PER_TOKENS = 1_000_000
/** The largest price, and the largest sum that a month may be limited to, in US dollars. */
export const USD_LIMIT = 1_000_000

const Usd = v.pipe(v.number(), v.finite(), v.minValue(0), v.maxValue(USD_LIMIT))

/** What a model costs: US dollars for 1,000,000 tokens. Null: not known; kept words and sound then cost as new ones, sound as words. */
export const PriceSchema = v.object({
  textIn: Usd,
  cachedTextIn: v.optional(v.nullable(Usd), null),
  audioIn: v.optional(v.nullable(Usd), null),
  cachedAudioIn: v.optional(v.nullable(Usd), null),
  textOut: Usd,
  audioOut: v.optional(v.nullable(Usd), null),
})
/** What a model costs. */
export type Price = v.InferOutput<typeof PriceSchema>

/** A line of the table of prices. */
export const ListedPriceSchema = v.object({
  model: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(300)),
  ...PriceSchema.entries,
})
/** A line of the table of prices. */
export type ListedPrice = v.InferOutput<typeof ListedPriceSchema>

/** A price, and whose it is. */
export const KnownPriceSchema = v.object({ price: PriceSchema, source: v.picklist(['model-info', 'table']) })
/** A price, and whose it is. */
export type KnownPrice = v.InferOutput<typeof KnownPriceSchema>

/** The month the prices of `defaultPrices` were looked up in. */
export const PRICES_MONTH = '2026-11'

/**
 * What the audio models of OpenAI cost, from its model pages in PRICES_MONTH; the sound of the small models and of transcriptions,
 * and what is no longer sold, from LiteLLM's list (model_prices_and_context_window.json). None has a price of its own for what was
 * kept from before.
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

/** What is paid for by its length, in US dollars, from the same lists: a minute of sound that is heard, a letter that is read aloud. */
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
 * The price of a model in a table, by its whole name, without what stands before it (`openai/`, `azure/`), and without the date
 * at its end: the closest comes first, and of two that are as close, the user's own.
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

/** What hearing or reading aloud cost where that is paid for by its length; null where it is not, or nobody knows. */
export function costByLength(model: string, { heardMs, heardCharacters }: TurnSize): Cost | null {
  const name = namesOf(model).find(one => Object.hasOwn(lengthPrices, one))
  const price = name === undefined ? null : lengthPrices[name]
  if (!price) return null
  const usd = 'minute' in price ? (heardMs / 60_000) * price.minute : heardCharacters * price.letter
  return { usd, isEstimate: true, source: 'table' }
}

/** Names a model may be listed under, the closest first. */
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
 * @returns null when it says none; also when everything costs nothing, which is how it lists models that it does not know
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
 * What a reply cost: as the server says itself, else by its tokens. Tokens that it did not tell apart are told by `size`, because
 * sound counted as words would cost a tenth.
 * @returns null when nobody has said a price, or nothing is known of the tokens
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
