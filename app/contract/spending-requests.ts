import * as v from 'valibot'
import { IdSchema } from '../conversation.ts'
import { KnownPriceSchema } from '../cost/prices.ts'
import { MonthSchema, SumSchema } from '../cost/spending.ts'
import { Nothing } from './fields.ts'

/** What a question is likely to come to. */
const CostOutlookSchema = v.object({
  /** The price of who will answer; null when nobody knows it. */
  known: v.nullable(KnownPriceSchema),
  /** Whether that costs nothing. */
  isFree: v.boolean(),
  /** What is sent along of the conversation, and a reply as this endpoint mostly makes them. */
  size: v.object({
    heardMs: v.number(),
    heardCharacters: v.number(),
    spokenMs: v.number(),
    spokenCharacters: v.number(),
  }),
})
/** What a question is likely to come to. */
export type CostOutlook = v.InferOutput<typeof CostOutlookSchema>

/** What the window asks about money. */
export const spendingRequests = {
  /** Every month something was spent in, the newest first. */
  getSpending: { input: Nothing, output: v.object({ months: v.array(MonthSchema) }) },
  /** What the replies of a conversation cost together, those in the trash too. */
  getConversationCost: { input: v.object({ conversationId: IdSchema }), output: SumSchema },
  /** What the next question of a conversation is likely to come to, before its own sound and words. */
  getCostOutlook: { input: v.object({ conversationId: IdSchema }), output: CostOutlookSchema },
} as const
