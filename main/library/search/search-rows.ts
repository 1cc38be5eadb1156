import type { Statements } from '../rows/statements.ts'
import { type Findable, findableOf, type Searched } from './findable.ts'

/** The index that words are found by. A turn's row there has the number of its row among the turns. */
export class SearchRows {
  readonly #sql: Statements

  /** @param sql prepared for the library's database */
  constructor(sql: Statements) {
    this.#sql = sql
  }

  /** Brings what can be found of a turn up to date. */
  save(id: string, turn: Searched): void {
    const row = this.#sql.searchedOf.get(id)
    const number = Number(row?.number)
    const found = findableOf(turn)
    if (found) this.#sql.saveSearched.run({ number, ...found })
    else if (row?.is_searched) this.#sql.deleteSearched.run(number)
    if (Number(found !== null) !== row?.is_searched) this.#sql.setSearched.run(Number(found !== null), number)
  }

  /** Adds what can be found of a turn of which nothing could be. */
  add(number: number, { mine, reply, sides, voice, model }: Findable): void {
    this.#sql.insertSearched.run(number, mine, reply, sides, voice, model)
  }
}
