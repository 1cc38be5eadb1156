import type { Statements } from './statements.ts'

/** How much of the search is put together anew in one step: some milliseconds. */
const STEP_PAGES = 64

/** What the index knows of words that were deleted and may still be somewhere in the search. */
export class WipeRows {
  readonly #sql: Statements

  /** @param sql prepared for the library's database */
  constructor(sql: Statements) {
    this.#sql = sql
  }

  /** Notes that words were deleted. */
  note(): void {
    this.#sql.addWipe.run()
  }

  /** Whether there may be any. */
  isDue(): boolean {
    return this.#sql.wipeDue.get() !== undefined
  }

  /**
   * Goes a step towards leaving none; `isFirst` begins anew. Whether all is done, which is noted then. The steps are those of
   * sqlite.org/fts5.html, section 6.8.
   */
  step(isFirst: boolean): boolean {
    const before = this.#changes()
    this.#sql.mergeSearched.run(isFirst ? -STEP_PAGES : STEP_PAGES)
    const isDone = this.#changes() - before < 2
    if (isDone) this.#sql.deleteWipe.run()
    return isDone
  }

  #changes(): number {
    return Number(this.#sql.totalChanges.get()?.count)
  }
}
