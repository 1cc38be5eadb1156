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

/** Parley's median is at most this. */
export function medianAtMost(limit: number, words: string): Target {
  return { words, isMet: ({ ours }) => median(ours) <= limit }
}

/** Measures both ways in turn, `n` times, so that a slow moment of the machine falls on both. */
export async function alternate<Result>(
  n: number,
  baseline: (i: number) => Promise<Result>,
  ours: (i: number) => Promise<Result>,
): Promise<{ baseline: Result[]; ours: Result[] }> {
  const results: { baseline: Result[]; ours: Result[] } = { baseline: [], ours: [] }
  for (let i = 0; i < n; i++) {
    results.baseline.push(await baseline(i))
    results.ours.push(await ours(i))
  }
  return results
}
