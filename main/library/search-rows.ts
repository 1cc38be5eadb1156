import type { Turn } from '../../app/conversation.ts'
import { searchedWords } from '../../app/search-hit.ts'
import { indexText } from '../../app/search-tokens.ts'
import type { Statements } from './statements.ts'

/** Turns made in the same millisecond that can be told apart. */
const PER_MILLISECOND = 1024
/** The latest time that still gives whole numbers JavaScript can hold, with room behind it; a clock beyond it is wrong anyway. */
const LATEST_MS = Math.floor(Number.MAX_SAFE_INTEGER / PER_MILLISECOND) - PER_MILLISECOND

/** What of a turn is searched. */
type Searched = Pick<Turn, 'id' | 'text' | 'transcript' | 'reply'>

/** The same as it is written: the words of both sides, and what filters ask for. */
interface Findable {
  mine: string
  reply: string
  sides: string
  voice: string
  model: string
}

/** The lowest search id of turns made at that time (ms since 1970) or after. */
export function searchIdAt(time: number): number {
  return Math.min(LATEST_MS, Math.max(0, Math.floor(time))) * PER_MILLISECOND
}

/**
 * The index that words are found by. A turn's row number grows with the time the turn was made at, so that the newest are found
 * first and a span of time is a span of rows.
 */
export class SearchRows {
  private readonly sql: Statements

  /** @param sql prepared for the library's database */
  constructor(sql: Statements) {
    this.sql = sql
  }

  /** Brings what can be found of a turn up to date. */
  save(turn: Searched): void {
    const { id } = turn
    const row = this.sql.searchIdOf.get(id)
    const known = typeof row?.search_id === 'number' ? row.search_id : null
    const found = findableOf(turn)
    if (!found) {
      if (known === null) return
      this.sql.deleteSearched.run(known)
      this.sql.setSearchId.run(null, id)
      return
    }
    const searchId = known ?? this.freeId(Number(row?.created_at))
    if (known === null) this.sql.setSearchId.run(searchId, id)
    this.sql.saveSearched.run({ id: searchId, ...found })
  }

  /** Adds what can be found of a turn that the index does not know. Returns its row number; null when it has no words. */
  add(turn: Turn): number | null {
    const found = findableOf(turn)
    if (!found) return null
    const id = this.freeId(turn.createdAt)
    this.sql.saveSearched.run({ id, ...found })
    return id
  }

  private freeId(createdAt: number): number {
    const first = searchIdAt(createdAt)
    const last = this.sql.lastSearchId.get(first, first + PER_MILLISECOND - 1)?.id
    if (typeof last !== 'number') return first
    if (last < first + PER_MILLISECOND - 1) return last + 1
    // More turns than one millisecond has room for, as files have that were all unpacked at once: the next that is free.
    return Number(this.sql.freeSearchId.get(last)?.id)
  }
}

/** Null when a turn has no words. */
function findableOf(turn: Searched): Findable | null {
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
