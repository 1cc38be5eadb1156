import * as v from 'valibot'

/** What a reply cost, or something that goes with it. */
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

const reliability: readonly Cost['source'][] = ['server', 'model-info', 'table']

/** Two costs as one, which is as sure as the less sure of them. Null: nobody knows that one. */
export function addCosts(a: Cost | null, b: Cost | null): Cost | null {
  if (!a || !b) return a ?? b
  const source = reliability.indexOf(a.source) > reliability.indexOf(b.source) ? a.source : b.source
  return { usd: a.usd + b.usd, isEstimate: a.isEstimate || b.isEstimate, source }
}

/** What a turn cost as a whole: its reply, and the words of its recording. */
export function costOfTurn(turn: {
  reply: { cost: Cost | null } | null
  transcript: { cost: Cost | null } | null
}): Cost | null {
  return addCosts(turn.reply?.cost ?? null, turn.transcript?.cost ?? null)
}
