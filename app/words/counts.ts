import { formatBytes } from './format.ts'
import { formatNumber, isSingular } from './platform-formats.ts'

/** A number with its noun, such as `1 turn` or `1,204 turns`, in the language being spoken: each has its own nouns. */
export function count(n: number, one: string, many: string): string {
  return `${formatNumber(n, {})} ${isSingular(n) ? one : many}`
}

/** How many turns, in English. */
export function countTurns(n: number): string {
  return count(n, 'turn', 'turns')
}

/** How many conversations, in English. */
export function countConversations(n: number): string {
  return count(n, 'conversation', 'conversations')
}

/** How far something large is, in English, such as `1.2 MB of 3.4 MB`. */
export function formatProgress(doneBytes: number, totalBytes: number): string {
  return `${formatBytes(doneBytes)} of ${formatBytes(totalBytes)}`
}
