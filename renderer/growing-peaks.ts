const MOST_VALUES = 240

/**
 * Loudness over time of a sound that is still growing, for drawing: at most 240 values of 0 to 255, each the loudest of
 * its stretch. Whenever it is full, neighbours are joined and every further value covers twice as much.
 */
export class GrowingPeaks {
  #values: number[] = []
  #valuesPerPeak = 1
  #pending = 0
  #pendingCount = 0

  /** Adds the loudness of the next stretch, 0 to 255. */
  add(value: number): void {
    this.#pending = Math.max(this.#pending, value)
    this.#pendingCount += 1
    if (this.#pendingCount < this.#valuesPerPeak) return
    this.#values.push(this.#pending)
    this.#pending = 0
    this.#pendingCount = 0
    if (this.#values.length < MOST_VALUES) return
    this.#values = this.#values
      .filter((_, i) => i % 2 === 0)
      .map((value, i) => Math.max(value, this.#values[2 * i + 1] ?? 0))
    this.#valuesPerPeak *= 2
  }

  /** The peaks so far. */
  values(): readonly number[] {
    return this.#values
  }
}
