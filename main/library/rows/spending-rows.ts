import { type Usage, uncounted } from '../../../app/conversation.ts'
import type { Cost } from '../../../app/cost/cost.ts'
import { addSums, noSum, type Spent, type Sum, sumOf } from '../../../app/cost/spending.ts'
import { noTokens, splitTokens } from '../../../app/cost/tokens.ts'
import type { Row } from './rows.ts'
import type { Statements } from './statements.ts'

/** What replies cost, as far as they are still in the library. */
export class SpendingRows {
  readonly #sql: Statements

  /** @param sql prepared for the library's database */
  constructor(sql: Statements) {
    this.#sql = sql
  }

  /** What the turns of a conversation cost together, including those in the trash. */
  sumOf(conversationId: string): Sum {
    const replies = this.#sql.costsOf.all(conversationId).map(toSum)
    const heard = this.#sql.heardCostsOf.all(conversationId).map(toStep)
    return [...replies, ...heard].reduce(addSums, noSum)
  }

  /**
   * Every reply and every transcription that has a cost, with when it was asked for (ms since 1970). Which profile transcribed is not
   * known. Reads all turns.
   */
  *everything(): Generator<Spent & { at: number }> {
    for (const row of this.#sql.costs.iterate()) {
      const [profileId, url, model] = [String(row.profile_id ?? ''), String(row.endpoint), String(row.model)]
      const endpoint = URL.canParse(url) ? new URL(url).host : ''
      yield { at: Number(row.created_at), profileId, endpoint, model, ...toSum(row) }
    }
    for (const row of this.#sql.heardCosts.iterate()) {
      yield { at: Number(row.created_at), profileId: '', endpoint: '', model: String(row.model), ...toStep(row) }
    }
  }
}

function toStep(row: Row): Sum {
  return sumOf(JSON.parse(String(row.cost)) as Cost, noTokens, true)
}

/** Not validated again, because it was when it was written: checking thousands of rows takes ten times as long as reading them. */
function toSum(row: Row): Sum {
  const usage = JSON.parse(String(row.usage)) as Partial<Usage> | null
  const cost = JSON.parse(String(row.cost)) as Cost
  const { isCounted: _, ...tokens } = splitTokens(usage && { ...uncounted, ...usage }, null) ?? {
    isCounted: false,
    ...noTokens,
  }
  return sumOf(cost, tokens)
}
