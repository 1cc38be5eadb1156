import * as v from 'valibot'
import { IdSchema } from '../conversation.ts'
import { KnownPriceSchema } from '../cost/prices.ts'
import { MonthSchema, SumSchema } from '../cost/spending.ts'
import { Nothing } from './fields.ts'

/** The likely size and price of a question. */
const CostOutlookSchema = v.object({
  /** The price of the endpoint that will answer; null when it is not known. */
  known: v.nullable(KnownPriceSchema),
  /** Whether it costs nothing. */
  isFree: v.boolean(),
  /** What is sent along from the conversation, and a reply of this endpoint's usual size. */
  size: v.object({
    heardMs: v.number(),
    heardCharacters: v.number(),
    spokenMs: v.number(),
    spokenCharacters: v.number(),
  }),
})
/** The likely size and price of a question. */
export type CostOutlook = v.InferOutput<typeof CostOutlookSchema>

/** Requests about money. */
export const spendingRequests = {
  /** Every month in which something was spent, the newest first. */
  getSpending: { input: Nothing, output: v.object({ months: v.array(MonthSchema) }) },
  /** What the replies of a conversation cost together, including those in the trash. */
  getConversationCost: { input: v.object({ conversationId: IdSchema }), output: SumSchema },
  /** The likely cost of a conversation's next question, without its own sound and words. */
  getCostOutlook: { input: v.object({ conversationId: IdSchema }), output: CostOutlookSchema },
} as const
