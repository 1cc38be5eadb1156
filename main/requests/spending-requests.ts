import type { Api } from '../../app/contract.ts'
import type { Keeping } from '../keeping/keeping.ts'
import type { Spending } from '../spending/spending.ts'
import type { Turns } from '../turns.ts'

/** Answers what the window asks about money. */
export function spendingRequests(parts: {
  keeping: Keeping
  turns: Turns
  spending: Spending
}): Pick<Api, 'getSpending' | 'getConversationCost' | 'getCostOutlook'> {
  const { keeping, turns, spending } = parts
  return {
    getSpending: async () => ({ months: [...spending.months] }),
    getConversationCost: async ({ conversationId }) => keeping.costOf(conversationId),
    getCostOutlook: async ({ conversationId }) => turns.outlook.costOutlook(conversationId),
  }
}
