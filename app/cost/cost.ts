import * as v from 'valibot'

/** The cost of a reply, or of something that goes with it. */
export const CostSchema = v.object({
  /** US dollars. */
  usd: v.pipe(v.number(), v.finite(), v.minValue(0)),
  /** Whether the bill may differ: tokens were guessed, or the price is from Parley's table. */
  isEstimate: v.boolean(),
  /** The source: the server itself, the server's list of models, or the table of prices. */
  source: v.picklist(['server', 'model-info', 'table']),
})
/** The cost of a reply. */
export type Cost = v.InferOutput<typeof CostSchema>

const reliability: readonly Cost['source'][] = ['server', 'model-info', 'table']

/** The sum of two costs, with the certainty of the less certain one. Null: that cost is not known. */
export function addCosts(a: Cost | null, b: Cost | null): Cost | null {
  if (!a || !b) return a ?? b
  const source = reliability.indexOf(a.source) > reliability.indexOf(b.source) ? a.source : b.source
  return { usd: a.usd + b.usd, isEstimate: a.isEstimate || b.isEstimate, source }
}

/** The cost of a whole turn: its reply and the transcription of its recording. */
export function costOfTurn(turn: {
  reply: { cost: Cost | null } | null
  transcript: { cost: Cost | null } | null
}): Cost | null {
  return addCosts(turn.reply?.cost ?? null, turn.transcript?.cost ?? null)
}
