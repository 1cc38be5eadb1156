import { formatBytes } from '../../format.ts'
import { formatNumber } from '../../platform-formats.ts'

/** A number with its counter, such as `1,204 件`: nouns have one form. */
export function count(n: number, counter: string): string {
  return `${formatNumber(n, {})} ${counter}`
}

/** How many turns. */
export function countTurns(n: number): string {
  return count(n, '件のやり取り')
}

/** How many conversations. */
export function countConversations(n: number): string {
  return count(n, '件の会話')
}

/** How far something large is, such as `1.2 MB / 3.4 MB`. */
export function formatProgress(doneBytes: number, totalBytes: number): string {
  return `${formatBytes(doneBytes)} / ${formatBytes(totalBytes)}`
}
