import { matchesOn, type SearchedTurn, soundMsOf } from '../../app/search/search-hit.ts'
import type { SearchQuery } from '../../app/search/search-query.ts'
import type { Side } from '../state/conversation.ts'

/** Playing begins this much before a word, in milliseconds, so that its beginning is heard. */
const LEAD_MS = 300

/** Where playing begins for a word that is said there, in milliseconds. */
export function startOf(atMs: number): number {
  return Math.max(0, atMs - LEAD_MS)
}

/** Where a sound begins to play that has something of what is searched for; at its beginning when it has nothing. */
export function hitStart(turn: SearchedTurn, side: Side, query: SearchQuery | null): number {
  const atMs = query && soundMsOf(turn, side, matchesOn(turn, side, query))
  return atMs === null ? 0 : startOf(atMs)
}
