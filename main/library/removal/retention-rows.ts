import type { Row } from '../rows/rows.ts'
import type { Statements } from '../rows/statements.ts'
import { timeOfTurn } from '../turn-number.ts'
import type { RetainedTurn } from './retention.ts'

/** The turns for which retention is decided. */
export class RetentionRows {
  readonly #sql: Statements

  /** @param sql prepared for the library's database */
  constructor(sql: Statements) {
    this.#sql = sql
  }

  /**
   * Turns in the order they were made, at most `limit`, after the number `after`. Turns that are always kept are left out: those of pinned
   * conversations, drafts, waiting questions, what is being recorded or answered, and everything in the trash, which has a time of its own.
   */
  page(after: Pick<RetainedTurn, 'number'> | null, limit: number): RetainedTurn[] {
    return this.#sql.retainedTurns.all(after?.number ?? -1, limit).map(toRetainedTurn)
  }

  /** When the newest turn was made (ms since 1970), wherever it is; null when there is none. */
  newestAt(): number | null {
    const newest = this.#sql.newestTurn.get()?.number
    return typeof newest === 'number' ? timeOfTurn(newest) : null
  }
}

function toRetainedTurn(row: Row): RetainedTurn {
  return {
    number: Number(row.number),
    turnId: String(row.id),
    conversationId: String(row.conversation_id),
    createdAt: timeOfTurn(Number(row.number)),
    sounds: Number(row.sounds),
    soundBytes: Number(row.sound_bytes),
    hasWords: row.has_words === 1,
  }
}
