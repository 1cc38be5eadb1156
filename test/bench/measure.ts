import { percentile } from '../../app/turns/percentile.ts'

/** What a row was aimed at. */
export interface Target {
  words: string
  isMet(row: Row): boolean
}

/** One line of the table: the same work done the usual way and Parley's way, in the same run. */
export interface Row {
  name: string
  unit: string
  /** What Parley is compared with; null for a figure that stands alone, which has no `baseline` values then. */
  baselineName: string | null
  baseline: number[]
  ours: number[]
  /** Null for what is only shown. */
  target: Target | null
}

/** The middle value; the mean of the two middle ones for an even count; NaN of none. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = sorted.length >> 1
  const upper = sorted[middle] ?? Number.NaN
  return sorted.length % 2 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2
}

/** Ours over the baseline's, by medians; below 1 is better. NaN where there is no baseline. */
export function ratioOf({ baseline, ours }: Row): number {
  return median(ours) / median(baseline)
}

/** Parley's median is at most this share of the baseline's. */
export function ratioAtMost(limit: number, words: string): Target {
  return { words, isMet: row => ratioOf(row) <= limit }
}

/** Every single measurement is at most this. */
export function eachAtMost(limit: number, words: string): Target {
  return { words, isMet: ({ ours }) => ours.every(value => value <= limit) }
}

/** Parley's median is at most so much over the baseline's. */
export function atMostOver(most: number, words: string): Target {
  return { words, isMet: ({ baseline, ours }) => median(ours) - median(baseline) <= most }
}

/** Parley's median is at least the baseline's. */
export function atLeastAsMuch(words: string): Target {
  return { words, isMet: ({ baseline, ours }) => median(ours) >= median(baseline) }
}

/** Parley's median is at most this. */
export function medianAtMost(limit: number, words: string): Target {
  return { words, isMet: ({ ours }) => median(ours) <= limit }
}

/** So many of a hundred measurements are at most this. */
export function percentileAtMost(share: number, limit: number, words: string): Target {
  return { words, isMet: ({ ours }) => percentile(ours, share) <= limit }
}

/** Parley's median is at least this. */
export function atLeast(limit: number, words: string): Target {
  return { words, isMet: ({ ours }) => median(ours) >= limit }
}

/** Measures every way once, and so `n` times in turn, so that a slow moment of the machine falls on all. */
export async function inTurn<Way extends string, Result>(
  n: number,
  ways: Record<Way, (i: number) => Promise<Result>>,
): Promise<Record<Way, Result[]>> {
  const names = Object.keys(ways) as Way[]
  const results = Object.fromEntries(names.map(name => [name, []])) as unknown as Record<Way, Result[]>
  for (let i = 0; i < n; i++) {
    for (const name of names) results[name].push(await ways[name](i))
  }
  return results
}
