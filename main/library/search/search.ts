import type { Turn } from '../../../app/conversation.ts'
import { partsOf, type SearchCursor, type SearchHit, type SearchOrder } from '../../../app/search/search-hit.ts'
import { findMatches } from '../../../app/search/search-matches.ts'
import { type SearchQuery, toMatchExpression } from '../../../app/search/search-query.ts'
import type { Row } from '../rows/rows.ts'
import { turnNumberAt } from '../turn-number.ts'
import type { SearchStatements } from './search-statements.ts'

/** How many conversations are found by name at most. */
const NAMED_LIMIT = 20

/** The position before all hits. */
const BEST: SearchCursor = { score: -Number.MAX_VALUE, searchId: Number.MAX_SAFE_INTEGER }

/** Which hits are wanted. */
export interface SearchRange {
  order: SearchOrder
  /** The position after which they come; null for the first. */
  before: SearchCursor | null
  limit: number
}

/** Some hits of a search. */
export interface SearchPage {
  hits: SearchHit[]
  /** The position after the last of them; null when there are no more. */
  next: SearchCursor | null
}

/** A turn that was found, and its position among the hits. */
interface Found extends SearchCursor {
  turnId: string
  /** Its conversation's title. */
  title: string
}

/** Finds turns by their words, and conversations by the names they were given, but nothing in the trash. */
export class Search {
  readonly #sql: SearchStatements
  readonly #turn: (id: string) => Turn

  /**
   * @param sql prepared for the library's database
   * @param turn reads a turn
   */
  constructor(sql: SearchStatements, turn: (id: string) => Turn) {
    this.#sql = sql
    this.#turn = turn
  }

  /** One page of hits: on the first page conversations by name, then turns. Nothing for an empty query. */
  find(query: SearchQuery, range: SearchRange): SearchPage {
    const found = this.#turnsFound(query, range)
    const turns = found.map(row => this.#toHit(row, query))
    const last = found.at(-1)
    return {
      hits: range.before === null ? [...this.#conversationsNamed(query), ...turns] : turns,
      next: last && found.length === range.limit ? { score: last.score, searchId: last.searchId } : null,
    }
  }

  #turnsFound(query: SearchQuery, { order, before, limit }: SearchRange): Found[] {
    const match = toMatchExpression(query)
    const isRanked = order === 'rank' && query.terms.length > 0
    if (match === null && query.after === null && query.before === null) return []
    const end = query.before === null ? Number.MAX_SAFE_INTEGER : turnNumberAt(query.before)
    const span = {
      // As integers, because FTS5 only uses integer limits to skip rows.
      first: BigInt(turnNumberAt(query.after ?? 0)),
      last: BigInt(Math.min(end, before && !isRanked ? before.searchId : end) - 1),
    }
    if (match === null) return this.#sql.newestTurns.all({ ...span, limit }).map(row => toFound(row, 0))
    if (!isRanked) return this.#sql.newestMatches.all({ ...span, match, limit }).map(row => toFound(row, 0))
    return this.#bestFound({ ...span, match }, before ?? BEST, limit)
  }

  /** Reads only the best matches, and more if some of them are in the trash: more each time, because each query scores all matches. */
  #bestFound(matches: { match: string; first: bigint; last: bigint }, before: SearchCursor, limit: number): Found[] {
    const found: Found[] = []
    for (let after = before, wanted = limit; found.length < limit; wanted *= 4) {
      const best = this.#sql.bestMatches.all({ ...matches, ...after, limit: wanted }).map(toCursor)
      for (const { score, searchId } of best) {
        const row = this.#sql.shownTurn.get(searchId)
        if (row) found.push(toFound(row, score))
        if (found.length === limit) break
      }
      if (best.length < wanted) break
      after = best.at(-1) ?? after
    }
    return found
  }

  #toHit({ turnId, title }: Found, query: SearchQuery): SearchHit {
    const turn = this.#turn(turnId)
    return {
      kind: 'turn',
      conversationId: turn.conversationId,
      conversationTitle: title,
      turnId,
      position: turn.position,
      createdAt: turn.createdAt,
      parts: partsOf(turn, query),
    }
  }

  /** A name belongs to neither side and has no voice or model, so a search with filters does not look at names. */
  #conversationsNamed(query: SearchQuery): SearchHit[] {
    const { terms, complaint: _, ...filters } = query
    const sought = terms.map(({ tokens, isPrefix }) => ` ${tokens.join(' ')}${isPrefix ? '' : ' '}`)
    // SQLite looks for the longest word, which is likely to be the rarest.
    const [first, ...others] = sought.sort((a, b) => b.length - a.length)
    if (first === undefined || Object.values(filters).some(filter => filter !== null)) return []
    const hits: SearchHit[] = []
    for (const { id, title, name_words } of this.#sql.namedConversations.iterate({ words: first })) {
      if (!others.every(words => ` ${name_words} `.includes(words))) continue
      const conversationTitle = String(title)
      const marks = findMatches(conversationTitle, query)
      hits.push({ kind: 'conversation', conversationId: String(id), conversationTitle, marks })
      if (hits.length === NAMED_LIMIT) break
    }
    return hits
  }
}

function toFound({ id, number, title }: Row, score: number): Found {
  return { turnId: String(id), title: String(title), searchId: Number(number), score }
}

function toCursor({ number, score }: Row): SearchCursor {
  return { searchId: Number(number), score: Number(score) }
}
