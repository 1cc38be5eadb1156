import type { Turn } from '../../app/conversation.ts'
import { searchedWords } from '../../app/search-hit.ts'
import { indexText } from '../../app/search-tokens.ts'
import type { Statements } from './statements.ts'

/** What of a turn is searched. */
type Searched = Pick<Turn, 'id' | 'text' | 'transcript' | 'reply'>

/** What can be found of a turn, as it is written: the words of both sides, and what filters ask for. */
interface Findable {
  mine: string
  reply: string
  sides: string
  voice: string
  model: string
}

/** The index that words are found by. A turn's row there has the number of its row among the turns. */
export class SearchRows {
  private readonly sql: Statements

  /** @param sql prepared for the library's database */
  constructor(sql: Statements) {
    this.sql = sql
  }

  /** Brings what can be found of a turn up to date. */
  save(turn: Searched): void {
    const row = this.sql.searchedOf.get(turn.id)
    const number = Number(row?.number)
    const found = findableOf(turn)
    if (found) this.sql.saveSearched.run({ number, ...found })
    else if (row?.is_searched) this.sql.deleteSearched.run(number)
    if (Number(found !== null) !== row?.is_searched) this.sql.setSearched.run(Number(found !== null), number)
  }

  /** Adds what can be found of a turn of which nothing could be. */
  add(number: number, { mine, reply, sides, voice, model }: Findable): void {
    this.sql.insertSearched.run(number, mine, reply, sides, voice, model)
  }
}

/** What can be found of a turn; null when it has no words. */
export function findableOf(turn: Searched): Findable | null {
  const mine = indexText(searchedWords(turn, 'recording'))
  const reply = indexText(searchedWords(turn, 'reply'))
  if (mine === '' && reply === '') return null
  return {
    ...{ mine, reply },
    sides: [mine && 'me', reply && 'reply'].join(' '),
    voice: indexText(turn.reply?.voice ?? ''),
    model: indexText(turn.reply?.model ?? ''),
  }
}
