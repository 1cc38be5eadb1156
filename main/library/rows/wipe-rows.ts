import type { Statements } from './statements.ts'

/** How much of the search index is merged in one step: some milliseconds. */
const STEP_PAGES = 64

/** Whether deleted words may still be somewhere in the search index. */
export class WipeRows {
  readonly #sql: Statements

  /** @param sql prepared for the library's database */
  constructor(sql: Statements) {
    this.#sql = sql
  }

  /** Records that words were deleted. */
  note(): void {
    this.#sql.addWipe.run()
  }

  /** Whether there may be any left. */
  isDue(): boolean {
    return this.#sql.wipeDue.get() !== undefined
  }

  /**
   * Merges one step further; `isFirst` begins anew. Returns whether all are gone, and records that. The steps are those of
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
