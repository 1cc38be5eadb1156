/** The value that so many of a hundred do not exceed; NaN of none. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.ceil((share / 100) * sorted.length) - 1] ?? Number.NaN
}
