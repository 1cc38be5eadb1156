import * as v from 'valibot'
import { CostSchema } from '../cost/cost.ts'
import { ProfileIdSchema } from './profiles.ts'

/** What is looked at of a profile, in the order in which each needs those before it. */
export const checkNames = [
  'reachable',
  'encrypted',
  'answers',
  'key',
  'model',
  'hears',
  'uploads',
  'speaks',
  'streams',
  'transcript',
  'usage',
  'audioIds',
  'transcription',
] as const
/** One thing that is looked at. */
export type CheckName = (typeof checkNames)[number]

/** What came of one check, and where it stands before something has. */
const CheckSchema = v.object({
  name: v.picklist(checkNames),
  /** `warning`: it works, but not as it could. `skipped`: not tried, or not needed; `says` has the reason. */
  state: v.picklist(['waiting', 'running', 'good', 'warning', 'failed', 'skipped']),
  /** How long it took; null where there is nothing to measure. */
  ms: v.nullable(v.number()),
  /** What was found, in whole sentences; empty while there is nothing to say. */
  says: v.string(),
  /** What to do about it; empty when `says` has it, or nothing needs to be done. */
  fix: v.string(),
})
/** What came of one check. */
export type Check = v.InferOutput<typeof CheckSchema>

/** One look through a profile: it fills in while it runs. */
export const CheckupSchema = v.object({
  profileId: ProfileIdSchema,
  state: v.picklist(['running', 'done', 'stopped']),
  /** One for each of `checkNames`, in that order. */
  checks: v.array(CheckSchema),
  /** All of it in one sentence; empty while it runs. */
  summary: v.string(),
  /** What it has cost so far; null when that is not known, or it was free. */
  cost: v.nullable(CostSchema),
  /** Everything as Markdown, to be handed to somebody: no key, no header's value, no path. Empty while it runs. */
  report: v.string(),
})
/** One look through a profile. */
export type Checkup = v.InferOutput<typeof CheckupSchema>

/** What a checkup is likely to cost. */
export const CheckupPriceSchema = v.object({
  isFree: v.boolean(),
  /** US dollars; null when nobody knows the model's price. */
  usd: v.nullable(v.number()),
})
/** What a checkup is likely to cost. */
export type CheckupPrice = v.InferOutput<typeof CheckupPriceSchema>

/** The check that a whole look comes down to: the first that failed, else the first with a warning, else null. */
export function worstOf(checks: readonly Check[]): Check | null {
  return checks.find(({ state }) => state === 'failed') ?? checks.find(({ state }) => state === 'warning') ?? null
}
