import * as v from 'valibot'

/** What hearing a voice once is likely to cost. */
export const PreviewPriceSchema = v.object({
  isFree: v.boolean(),
  /** US dollars; null when nobody knows the model's price. */
  usd: v.nullable(v.number()),
})
/** What hearing a voice once is likely to cost. */
export type PreviewPrice = v.InferOutput<typeof PreviewPriceSchema>
