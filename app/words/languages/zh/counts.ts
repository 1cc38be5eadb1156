import { formatBytes } from '../../format.ts'
import { formatNumber } from '../../platform-formats.ts'

/** A number with its measure word, such as `1,204 个`: nouns have one form. */
export function count(n: number, noun: string): string {
  return `${formatNumber(n, {})} ${noun}`
}

/** How many turns. */
export function countTurns(n: number): string {
  return count(n, '轮问答')
}

/** How many conversations. */
export function countConversations(n: number): string {
  return count(n, '个对话')
}

/** How far something large is, such as `1.2 MB / 3.4 MB`. */
export function formatProgress(doneBytes: number, totalBytes: number): string {
  return `${formatBytes(doneBytes)} / ${formatBytes(totalBytes)}`
}
