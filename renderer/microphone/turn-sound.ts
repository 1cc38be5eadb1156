import { pcmDurationMs, SAMPLE_RATE_HZ, toDbfs } from '../../app/pcm.ts'
import type { Captured } from '../../app/talk/talk-state.ts'

/** A recording as it came out of the microphone. */
export interface CapturedSound extends Captured {
  /** How many samples came. */
  samples: number
  /** When the first sample came out of the microphone (`performance.now`); null when none did. */
  beganAt: number | null
  /** Sound the microphone failed to deliver, when that is over 10 % of the recording; else 0. */
  missingMs: number
}

/** Of the time a microphone was open, at least this part must have come as samples. */
const COMPLETE = 0.9

/** What is known of the samples of one turn, which themselves go another way. */
export class TurnSound {
  #samples = 0
  /** Those that another capture processor told of before. */
  #samplesBefore = 0
  #peak = 0
  #beganAt: number | null = null
  #endedAt: number | null = null

  /** Notes that so many samples have come until `now` (ms), the loudest since the last time being `peak`, 0 to 32768. */
  note(samples: number, peak: number, now: number): void {
    this.#samples = this.#samplesBefore + samples
    this.#beganAt ??= now - durationOf(samples)
    this.#peak = Math.max(this.#peak, peak)
  }

  /** Another capture processor goes on with the turn, which counts from zero. */
  goOn(): void {
    this.#samplesBefore = this.#samples
  }

  /** Notes when the microphone was told to stop: what comes later is no measure of what was missed. */
  end(now: number): void {
    this.#endedAt ??= now
  }

  /** What came, in figures. */
  captured(): CapturedSound {
    const durationMs = durationOf(this.#samples)
    const elapsedMs = this.#beganAt === null || this.#endedAt === null ? 0 : this.#endedAt - this.#beganAt
    const missingMs = durationMs < elapsedMs * COMPLETE ? elapsedMs - durationMs : 0
    return { samples: this.#samples, durationMs, peakDbfs: toDbfs(this.#peak), beganAt: this.#beganAt, missingMs }
  }
}

function durationOf(samples: number): number {
  return pcmDurationMs(samples * 2, SAMPLE_RATE_HZ)
}
