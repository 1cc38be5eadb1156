import { pcmDurationMs, peakOf, SAMPLE_RATE_HZ, samplesToPcm, toDbfs } from '../app/pcm.ts'
import type { Captured } from '../app/talk.ts'

/** A recording as it came out of the microphone. */
export interface CapturedSound extends Captured {
  /** When the first sample came out of the microphone (`performance.now`); null when none did. */
  beganAt: number | null
  /** Sound the microphone failed to deliver, when that is over 10 % of the recording; else 0. */
  missingMs: number
}

/** Of the time a microphone was open, at least this part must have come as samples. */
const COMPLETE = 0.9

/** The samples of one turn while they come: kept until it is certain that they are wanted, then handed on at once. */
export class TurnSound {
  readonly #hand: (pcm: Uint8Array) => void
  #isKept = false
  #waiting: Uint8Array[] = []
  #samples = 0
  #peak = 0
  #beganAt: number | null = null
  #endedAt: number | null = null

  /** @param hand takes the batches, in order, from `keep` on */
  constructor(hand: (pcm: Uint8Array) => void) {
    this.#hand = hand
  }

  /** Whether anything but digital silence has come. */
  get isSounding(): boolean {
    return this.#peak > 0
  }

  /** Adds a batch that arrived at `now` (ms). Returns its loudest sample, 0 to 32768. */
  add(samples: Int16Array, now: number): number {
    this.#samples += samples.length
    this.#beganAt ??= now - durationOf(samples.length)
    const peak = peakOf(samples)
    this.#peak = Math.max(this.#peak, peak)
    const pcm = samplesToPcm(samples)
    if (this.#isKept) this.#hand(pcm)
    else this.#waiting.push(pcm)
    return peak
  }

  /** Hands on what has come so far, and from now on whatever comes. */
  keep(): void {
    this.#isKept = true
    for (const pcm of this.#waiting) this.#hand(pcm)
    this.#waiting = []
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
    return { durationMs, peakDbfs: toDbfs(this.#peak), beganAt: this.#beganAt, missingMs }
  }
}

function durationOf(samples: number): number {
  return pcmDurationMs(samples * 2, SAMPLE_RATE_HZ)
}
