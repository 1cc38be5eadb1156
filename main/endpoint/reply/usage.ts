import * as v from 'valibot'
import { type Usage, uncounted } from '../../../app/conversation.ts'

/** More tokens than any model takes or makes at once are a mistake, and would fill the month's sum with it. */
const TOKENS_LIMIT = 10_000_000
/** The same of money, in US dollars. */
const USD_LIMIT = 10_000

/** Some servers write numbers as strings. */
const Told = v.union([v.number(), v.pipe(v.string(), v.trim(), v.nonEmpty(), v.transform(Number))])
const Count = v.fallback(v.nullish(v.pipe(Told, v.integer(), v.minValue(0), v.maxValue(TOKENS_LIMIT)), null), null)
const Usd = v.fallback(v.nullish(v.pipe(Told, v.finite(), v.minValue(0), v.maxValue(USD_LIMIT)), null), null)
const NO_DETAILS = { text_tokens: null, audio_tokens: null, cached_tokens: null, reasoning_tokens: null }
const DetailsSchema = v.fallback(
  v.object({
    text_tokens: Count,
    audio_tokens: Count,
    cached_tokens: Count,
    reasoning_tokens: Count,
    cached_tokens_details: v.fallback(v.nullish(v.object({ audio_tokens: Count })), null),
  }),
  { ...NO_DETAILS, cached_tokens_details: null },
)
const UsageSchema = v.object({
  prompt_tokens: Count,
  completion_tokens: Count,
  prompt_tokens_details: DetailsSchema,
  completion_tokens_details: DetailsSchema,
  cost: Usd,
  /** OpenRouter, asked with a key of the model's maker: that one is paid as well. */
  is_byok: v.fallback(v.optional(v.boolean(), false), false),
  cost_details: v.fallback(v.nullish(v.object({ upstream_inference_cost: Usd })), null),
})
/**
 * Reads what a server counted (OpenAI reference, "CompletionUsage"; `cost` as OpenRouter and LiteLLM add it, in US dollars).
 * What is missing, negative, absurd or of another type is null.
 * @returns null when nothing of it was told
 */
export function readUsage(value: unknown): Usage | null {
  const parsed = v.safeParse(UsageSchema, value)
  if (!parsed.success) return null
  const { prompt_tokens_details: prompt, completion_tokens_details: completion, ...told } = parsed.output
  const upstream = told.cost_details?.upstream_inference_cost ?? null
  const usage: Usage = {
    promptTokens: told.prompt_tokens,
    completionTokens: told.completion_tokens,
    promptTextTokens: prompt.text_tokens,
    promptAudioTokens: prompt.audio_tokens,
    cachedTokens: prompt.cached_tokens,
    cachedAudioTokens: prompt.cached_tokens_details?.audio_tokens ?? null,
    completionTextTokens: completion.text_tokens,
    completionAudioTokens: completion.audio_tokens,
    reasoningTokens: completion.reasoning_tokens,
    usd: told.is_byok && upstream !== null ? (told.cost ?? 0) + upstream : told.cost,
  }
  return Object.values(usage).some(number => number !== null) ? usage : null
}

const StepUsageSchema = v.object({
  usage: v.object({
    input_tokens: Count,
    output_tokens: Count,
    input_token_details: DetailsSchema,
    seconds: v.fallback(v.nullish(v.pipe(v.number(), v.finite(), v.minValue(0)), null), null),
  }),
})

/**
 * Reads what a server counted of a recording that it put into words, tokens or seconds (OpenAI reference, "The transcription object",
 * `usage`). What is missing or cannot be true is null.
 */
export function readStepUsage(answer: unknown): { usage: Usage | null; heardMs: number | null } {
  const parsed = v.safeParse(StepUsageSchema, answer)
  if (!parsed.success) return { usage: null, heardMs: null }
  const { input_tokens, output_tokens, input_token_details, seconds } = parsed.output.usage
  const usage = readUsage({
    prompt_tokens: input_tokens,
    completion_tokens: output_tokens,
    prompt_tokens_details: input_token_details,
    completion_tokens_details: { text_tokens: output_tokens, audio_tokens: 0 },
  })
  const hasTokens = input_tokens !== null && output_tokens !== null
  return { usage: hasTokens ? usage : null, heardMs: seconds === null ? null : seconds * 1000 }
}

/**
 * Adds what LiteLLM says in a header of a reply that comes as a whole, which may be the word "None". What the reply itself says
 * goes before.
 */
export function addHeaderCost(usage: Usage | null, headers: Headers): Usage | null {
  const parsed = v.safeParse(Usd, headers.get('x-litellm-response-cost'))
  const usd = parsed.success ? parsed.output : null
  return usd === null || usage?.usd != null ? usage : { ...(usage ?? uncounted), usd }
}
