import { setImmediate as turnOfOthers } from 'node:timers/promises'
import type { BackfillProgress } from '../../app/contract/turn-requests.ts'
import type { Library } from '../library/library.ts'
import type { WordlessRecordings } from '../library/rows/unsettled-rows.ts'

/** How many recordings, and how long they are together. */
interface Tally {
  count: number
  ms: number
}

const nothing: Tally = { count: 0, ms: 0 }

/** Goes through the recordings that have no words, the newest first, and tells how far it has got. */
export class Backfill {
  readonly #library: Library
  #found: WordlessRecordings = { recordings: [], before: 0 }
  #total: number | null = null
  #left = nothing
  #givenUp = nothing

  constructor(library: Library) {
    this.#library = library
  }

  /** Whether it has begun and not ended. */
  get isRunning(): boolean {
    return this.#total !== null
  }

  /** Counts the recordings that have no words, giving way to everything else; stops early when `isOver`. */
  async count(isOver: () => boolean): Promise<Tally> {
    const tally = { ...nothing }
    for (let before: number | undefined; before !== 0 && !isOver(); await turnOfOthers()) {
      const found = this.#library.wordlessRecordings(before)
      tally.count += found.recordings.length
      tally.ms += found.recordings.reduce((sum, { durationMs }) => sum + durationMs, 0)
      before = found.before
    }
    return tally
  }

  /** Begins with the newest of as many recordings as were counted. */
  begin(counted: Tally): void {
    this.#found = this.#library.wordlessRecordings()
    this.#total = counted.count
    this.#left = counted
    this.#givenUp = nothing
  }

  /** The recording that is next, which is the same until `pass`; null when there are no more. */
  next(): string | null {
    while (this.#found.recordings.length === 0 && this.#found.before > 0) {
      this.#found = this.#library.wordlessRecordings(this.#found.before)
    }
    return this.#found.recordings[0]?.turnId ?? null
  }

  /** Goes on to the next recording; `isGivenUp` when this one still has no words. */
  pass(isGivenUp: boolean): void {
    const { durationMs = 0 } = this.#found.recordings.shift() ?? {}
    const left = this.#left
    const givenUp = this.#givenUp
    this.#left = { count: Math.max(0, left.count - 1), ms: Math.max(0, left.ms - durationMs) }
    if (isGivenUp) this.#givenUp = { count: givenUp.count + 1, ms: givenUp.ms + durationMs }
  }

  /** Leaves the rest as it is. */
  end(): void {
    this.#total = null
  }

  /** How far it has got; once it has ended, what it left without words. */
  progress(): BackfillProgress {
    const total = this.#total
    const left = this.#left
    const givenUp = this.#givenUp
    if (total !== null) return { isRunning: true, done: total - left.count, total, leftMs: left.ms }
    return { isRunning: false, done: 0, total: left.count + givenUp.count, leftMs: left.ms + givenUp.ms }
  }
}
