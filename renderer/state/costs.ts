import { signal } from '@preact/signals'
import type { CostOutlook } from '../../app/contract/spending-requests.ts'
import type { Month, Sum } from '../../app/cost/spending.ts'

/** What was spent, the newest month first; null until that was asked for. */
export const spending = signal<readonly Month[] | null>(null)
/** What the replies of the conversation that is open cost together; null while nothing is known of that. */
export const conversationCost = signal<Sum | null>(null)
/** What the recording under way is likely to come to, before its own sound; null until that is known. */
export const costOutlook = signal<CostOutlook | null>(null)
