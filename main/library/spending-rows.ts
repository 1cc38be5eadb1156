import * as v from 'valibot'
import { ReplySchema } from '../../app/conversation.ts'
import { addSums, noSum, type Spent, type Sum, sumOf } from '../../app/spending.ts'
import { noTokens, splitTokens } from '../../app/tokens.ts'
import type { Row } from './rows.ts'
import type { Statements } from './statements.ts'

/** What of a reply tells of money. */
const PaidReplySchema = v.pick(ReplySchema, ['profileId', 'endpoint', 'model', 'usage', 'cost'])

/** What replies cost, as far as they are still in the library. */
export class SpendingRows {
  private readonly sql: Statements

  /** @param sql prepared for the library's database */
  constructor(sql: Statements) {
    this.sql = sql
  }

  /** What the replies of a conversation cost together, those in the trash too. */
  sumOf(conversationId: string): Sum {
    return this.sql.costsOf.all(conversationId).map(toSpent).reduce<Sum>(addSums, noSum)
  }

  /** Every reply that has a cost, and when it was asked for (ms since 1970). Reads all turns there are. */
  *everything(): Generator<Spent & { at: number }> {
    for (const row of this.sql.costs.iterate()) yield { at: Number(row.created_at), ...toSpent(row) }
  }
}

function toSpent(row: Row): Spent {
  const { usage, cost, endpoint, profileId, model } = v.parse(PaidReplySchema, JSON.parse(String(row.reply)))
  const { isCounted: _, ...tokens } = splitTokens(usage, null) ?? { isCounted: false, ...noTokens }
  const host = URL.canParse(endpoint) ? new URL(endpoint).host : ''
  return { profileId, endpoint: host, model, ...sumOf(cost, tokens) }
}
