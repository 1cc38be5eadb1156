import * as v from 'valibot'

/** What a reply cost. */
export const CostSchema = v.object({
  /** US dollars. */
  usd: v.pipe(v.number(), v.finite(), v.minValue(0)),
  /** Whether it may differ from the bill: tokens were guessed, or the price is from Parley's table. */
  isEstimate: v.boolean(),
  /** Who said so: the server itself, the server's list of models, or the table of prices. */
  source: v.picklist(['server', 'model-info', 'table']),
})
/** What a reply cost. */
export type Cost = v.InferOutput<typeof CostSchema>
