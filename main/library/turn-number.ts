import type { Statements } from './rows/statements.ts'

/** How many turns made in the same millisecond can be told apart. */
const PER_MILLISECOND = 1024
/** The latest time whose turn numbers are safe integers, with some room above. A clock beyond it is wrong anyway. */
const LATEST_MS = Math.floor(Number.MAX_SAFE_INTEGER / PER_MILLISECOND) - PER_MILLISECOND

/*
 * The numbers of turns grow with the time they were made at, so that the newest are found first and a span of time is a span of
 * rows, in the table of turns and in the search.
 */

/** The lowest number of turns made at or after that time (ms since 1970). */
export function turnNumberAt(time: number): number {
  return Math.min(LATEST_MS, Math.max(0, Math.floor(time))) * PER_MILLISECOND
}

/** When the turn with that number was made (ms since 1970), as far as the number shows: never before 1970. */
export function timeOfTurn(number: number): number {
  return Math.floor(number / PER_MILLISECOND)
}

/** An unused number for a turn made at that time (ms since 1970). */
export function nextFreeNumber(sql: Statements, time: number): number {
  const first = turnNumberAt(time)
  const last = sql.lastNumberWithin.get(first, first + PER_MILLISECOND - 1)?.number
  if (typeof last !== 'number') return first
  if (last < first + PER_MILLISECOND - 1) return last + 1
  // More turns than one millisecond has numbers for, as with files that were all unpacked at once: the next free number.
  return Number(sql.freeNumber.get(last)?.number)
}
