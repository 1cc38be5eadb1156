import { formatNumber } from './platform-formats.ts'

const plural = new Intl.PluralRules('en')

/** A number with its noun, such as `1 turn` or `1,204 turns`. */
export function count(n: number, one: string, many: string): string {
  return `${formatNumber(n, {}, 'en')} ${plural.select(n) === 'one' ? one : many}`
}

/** How many turns. */
export function countTurns(n: number): string {
  return count(n, 'turn', 'turns')
}

/** How many conversations. */
export function countConversations(n: number): string {
  return count(n, 'conversation', 'conversations')
}
