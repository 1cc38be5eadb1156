import * as v from 'valibot'
import { CostSchema } from '../cost/cost.ts'
import { checkNames } from './check-names.ts'
import { FindingSchema } from './findings.ts'
import { ProfileIdSchema } from './profiles.ts'

/** What came of one check, and where it stands before something has. */
const CheckSchema = v.object({
  name: v.picklist(checkNames),
  /** `warning`: it works, but not as it could. `skipped`: not tried, or not needed; `says` has the reason. */
  state: v.picklist(['waiting', 'running', 'good', 'warning', 'failed', 'skipped']),
  /** How long it took; null where there is nothing to measure. */
  ms: v.nullable(v.number()),
  /** What was found; empty while there is nothing to say. */
  says: v.array(FindingSchema),
  /** What to do about it; null when `says` has it, or nothing needs to be done. */
  fix: v.nullable(FindingSchema),
})
/** What came of one check. */
export type Check = v.InferOutput<typeof CheckSchema>

/** Of whom a report tells, and what was asked of them. */
const ReportSchema = v.object({
  /** Its host and port, and no more of its address. */
  server: v.string(),
  preset: v.string(),
  model: v.string(),
  voice: v.string(),
  format: v.string(),
  streaming: v.string(),
  upload: v.string(),
  isFree: v.boolean(),
  /** Parley's. */
  version: v.string(),
  /** When it was made (ms since 1970). */
  at: v.number(),
})
/** Of whom a report tells, and what was asked of them: no key, no header's value, no path. */
export type Report = v.InferOutput<typeof ReportSchema>

/** One look through a profile: it fills in while it runs. */
export const CheckupSchema = v.object({
  profileId: ProfileIdSchema,
  state: v.picklist(['running', 'done', 'stopped']),
  /** One for each of `checkNames`, in that order. */
  checks: v.array(CheckSchema),
  /** Why what was not tried was not, where no check tells; null when everything was, and while it runs. */
  left: v.nullable(FindingSchema),
  /** What it has cost so far; null when that is not known, or it was free. */
  cost: v.nullable(CostSchema),
  /** What a report says beside all that; null while it runs. */
  report: v.nullable(ReportSchema),
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
