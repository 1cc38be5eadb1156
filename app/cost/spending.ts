import * as v from 'valibot'
import type { Cost } from './cost.ts'
import { addTokens, noTokens, TokensSchema } from './tokens.ts'

const Count = v.pipe(v.number(), v.safeInteger(), v.minValue(0))
const Usd = v.pipe(v.number(), v.finite(), v.minValue(0))

/** What some replies cost together. */
export const SumSchema = v.object({
  usd: Usd,
  /** The part of it that the bill may differ from. */
  estimatedUsd: Usd,
  replies: Count,
  /** The steps besides replies that were paid for: transcriptions, and answers read aloud by a model of their own. */
  steps: v.optional(Count, 0),
  /** How many of both have no known cost. */
  unpricedReplies: Count,
  tokens: TokensSchema,
})
/** What some replies cost together. */
export type Sum = v.InferOutput<typeof SumSchema>

/** What one model's replies cost in a month, asked with one profile. */
const SpentSchema = v.object({
  profileId: v.string(),
  /** The endpoint's name for people, because the profile may be gone. */
  endpoint: v.string(),
  model: v.string(),
  ...SumSchema.entries,
})
/** What one model's replies cost in a month. */
export type Spent = v.InferOutput<typeof SpentSchema>

/** A calendar month in the user's time zone. */
export const MonthSchema = v.object({
  /** Such as `2026-11`. */
  month: v.pipe(v.string(), v.regex(/^\d{4,6}-\d{2}$/)),
  spent: v.array(SpentSchema),
})
/** A calendar month in the user's time zone. */
export type Month = v.InferOutput<typeof MonthSchema>

/** The share of the monthly limit from which the window warns. */
const WARNING_SHARE = 0.8
/** If there are more models in a month, the rest are summed up without names. */
const LINES_LIMIT = 100
/** No replies. */
export const noSum: Sum = { usd: 0, estimatedUsd: 0, replies: 0, steps: 0, unpricedReplies: 0, tokens: noTokens }

/** The month of a moment (ms since 1970), in the time zone of this computer. */
export function monthOf(at: number): string {
  const date = new Date(at)
  return `${date.getFullYear()}-${String(date.getMonth() + 1).padStart(2, '0')}`
}

/** One reply, or one of the steps besides it, as a sum. */
export function sumOf(cost: Cost | null, tokens: Sum['tokens'], isStep = false): Sum {
  const usd = cost?.usd ?? 0
  return {
    ...{ usd, estimatedUsd: cost?.isEstimate ? usd : 0 },
    ...{ replies: isStep ? 0 : 1, steps: isStep ? 1 : 0, unpricedReplies: cost ? 0 : 1, tokens },
  }
}

/** The sum of some replies and some others. */
export function addSums(a: Sum, b: Sum): Sum {
  return {
    usd: a.usd + b.usd,
    estimatedUsd: a.estimatedUsd + b.estimatedUsd,
    replies: a.replies + b.replies,
    steps: a.steps + b.steps,
    unpricedReplies: a.unpricedReplies + b.unpricedReplies,
    tokens: addTokens(a.tokens, b.tokens),
  }
}

/** The sum of a month. */
export function totalOf(month: Month | undefined): Sum {
  return (month?.spent ?? []).reduce(addSums, noSum)
}

/** Months after something was added to one of them, the newest first. */
export function addSpent(months: readonly Month[], month: string, spent: Spent): Month[] {
  const present = months.find(one => one.month === month) ?? { month, spent: [] }
  const isSame = (line: Spent, { profileId, model }: Spent) => line.profileId === profileId && line.model === model
  const isFull = present.spent.length >= LINES_LIMIT && !present.spent.some(line => isSame(line, spent))
  const named = isFull ? { ...spent, profileId: '', endpoint: '', model: '' } : spent
  const before = present.spent.find(line => isSame(line, named))
  const after = { ...named, ...(before ? addSums(before, named) : {}) }
  const changed = { month, spent: [...present.spent.filter(line => line !== before), after] }
  return [...months.filter(one => one !== present), changed].sort((a, b) => (a.month < b.month ? 1 : -1))
}

/** How this month's sum compares with the limit, if there is one. */
export function standingOf(usd: number, limitUsd: number | null): 'free' | 'near' | 'reached' {
  if (limitUsd === null || usd < limitUsd * WARNING_SHARE) return 'free'
  return usd < limitUsd ? 'near' : 'reached'
}
