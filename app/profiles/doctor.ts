import * as v from 'valibot'
import { CostSchema } from '../cost/cost.ts'
import { checkNames } from './check-names.ts'
import { FindingSchema } from './findings.ts'
import { ProfileIdSchema } from './profiles.ts'

/** The result of one check, or its state until there is one. */
const CheckSchema = v.object({
  name: v.picklist(checkNames),
  /** `warning`: it works, but not fully. `skipped`: not tried, or not needed; `says` has the reason. */
  state: v.picklist(['waiting', 'running', 'good', 'warning', 'failed', 'skipped']),
  /** How long it took; null when there is nothing to measure. */
  ms: v.nullable(v.number()),
  /** What was found; empty while there is nothing to say. */
  says: v.array(FindingSchema),
  /** What to do about it; null when `says` has it, or nothing needs to be done. */
  fix: v.nullable(FindingSchema),
})
/** The result of one check. */
export type Check = v.InferOutput<typeof CheckSchema>

/** What a report is about: whose server, and what was asked of it. */
const ReportSchema = v.object({
  /** Its host and port, without the rest of its address. */
  server: v.string(),
  preset: v.string(),
  model: v.string(),
  voice: v.string(),
  format: v.string(),
  streaming: v.string(),
  upload: v.string(),
  isFree: v.boolean(),
  /** Parley's version. */
  version: v.string(),
  /** When it was made (ms since 1970). */
  at: v.number(),
})
/** What a report is about: no key, no header's value, no path. */
export type Report = v.InferOutput<typeof ReportSchema>

/** One checkup of a profile. It fills in while it runs. */
export const CheckupSchema = v.object({
  profileId: ProfileIdSchema,
  state: v.picklist(['running', 'done', 'stopped']),
  /** One for each of `checkNames`, in that order. */
  checks: v.array(CheckSchema),
  /** Why checks were not tried, if no check says so; null when all were, and while it runs. */
  left: v.nullable(FindingSchema),
  /** What it has cost so far; null when that is not known, or it was free. */
  cost: v.nullable(CostSchema),
  /** What a report also says; null while it runs. */
  report: v.nullable(ReportSchema),
})
/** One checkup of a profile. */
export type Checkup = v.InferOutput<typeof CheckupSchema>

/** The likely cost of a checkup. */
export const CheckupPriceSchema = v.object({
  isFree: v.boolean(),
  /** US dollars; null when the model's price is not known. */
  usd: v.nullable(v.number()),
})
/** The likely cost of a checkup. */
export type CheckupPrice = v.InferOutput<typeof CheckupPriceSchema>

/** The check that decides the overall result: the first that failed, or else the first with a warning, or null. */
export function worstOf(checks: readonly Check[]): Check | null {
  return checks.find(({ state }) => state === 'failed') ?? checks.find(({ state }) => state === 'warning') ?? null
}
