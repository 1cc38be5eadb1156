import type { BackfillProgress } from '../app/contract.ts'
import type { Library } from './library/library.ts'
import type { WordlessRecording } from './library/unsettled-rows.ts'

/** Goes through the recordings that have no words, the newest first, and tells how far it has got. */
export class Backfill {
  private readonly library: Library
  private rest: WordlessRecording[] | null = null
  private total = 0

  constructor(library: Library) {
    this.library = library
  }

  /** The recording that is next, which is the same until `pass`; null when there are no more. */
  next(): string | null {
    if (!this.rest) {
      this.rest = this.library.wordlessRecordings()
      this.total = this.rest.length
    }
    return this.rest[0]?.turnId ?? null
  }

  /** Goes on to the next recording, whatever became of this one. */
  pass(): void {
    this.rest?.shift()
  }

  /** Begins anew, with what then has no words. */
  reset(): void {
    this.rest = null
  }

  /** How far it has got; while it does not run, what it would find. */
  progress(isRunning: boolean): BackfillProgress {
    const rest = (isRunning ? this.rest : null) ?? this.library.wordlessRecordings()
    const total = isRunning && this.rest ? this.total : rest.length
    return {
      isRunning,
      done: total - rest.length,
      total,
      leftMs: rest.reduce((sum, { durationMs }) => sum + durationMs, 0),
    }
  }
}
