import type { Statements } from '../rows/statements.ts'
import { type Findable, findableOf, type Searched } from './findable.ts'

/** The index of words. A turn has the same row number there as among the turns. */
export class SearchRows {
  readonly #sql: Statements

  /** @param sql prepared for the library's database */
  constructor(sql: Statements) {
    this.#sql = sql
  }

  /** Updates what the search knows of a turn. */
  save(id: string, turn: Searched): void {
    const row = this.#sql.searchedOf.get(id)
    const number = Number(row?.number)
    const found = findableOf(turn)
    if (found) this.#sql.saveSearched.run({ number, ...found })
    else if (row?.is_searched) this.#sql.deleteSearched.run(number)
    if (Number(found !== null) !== row?.is_searched) this.#sql.setSearched.run(Number(found !== null), number)
  }

  /** Adds a turn to the search that was not in it. */
  add(number: number, { mine, reply, sides, voice, model }: Findable): void {
    this.#sql.insertSearched.run(number, mine, reply, sides, voice, model)
  }
}
