import { count } from '../../counts.ts'
import { formatBytes } from '../../format.ts'

/** How many turns. */
export function countTurns(n: number): string {
  return count(n, 'Wortwechsel', 'Wortwechsel')
}

/** How many conversations. */
export function countConversations(n: number): string {
  return count(n, 'Unterhaltung', 'Unterhaltungen')
}

/** How far something large is, such as `1,2 MB von 3,4 MB`. */
export function formatProgress(doneBytes: number, totalBytes: number): string {
  return `${formatBytes(doneBytes)} von ${formatBytes(totalBytes)}`
}
