import { SAMPLE_RATE_HZ } from '../../app/pcm.ts'
import { Resampler } from '../../app/resampler.ts'
import { Batcher } from './batcher.ts'

/** Samples in a batch: 20 ms. Smaller would gain nothing, because closing hands out the batch that is not full. */
export const BATCH_SAMPLES = SAMPLE_RATE_HZ / 50

/** What the recorder tells the capture processor. */
export type CaptureOrder = { kind: 'open'; turnId: string } | { kind: 'close'; turnId: string }

/** What the capture processor tells the recorder. `closed` comes after the turn's last batch. */
export type CaptureNews =
  | { kind: 'batch'; turnId: string; samples: Int16Array<ArrayBuffer> }
  | { kind: 'closed'; turnId: string }

interface OpenTurn {
  turnId: string
  batcher: Batcher
  resampler: Resampler | null
}

/**
 * Decides which turn a captured sample belongs to: the one that is open when it comes, and only that one. Opening a turn
 * ends the intake of the one before, whose last batch is handed out at that moment.
 */
export class CaptureGate {
  readonly #inputRateHz: number
  readonly #tell: (news: CaptureNews) => void
  #open: OpenTurn | null = null

  /** @param inputRateHz rate of the samples added; other than 24 kHz they are resampled */
  constructor(inputRateHz: number, tell: (news: CaptureNews) => void) {
    this.#inputRateHz = inputRateHz
    this.#tell = tell
  }

  /** Does what the recorder asks, now. */
  take(order: CaptureOrder): void {
    if (order.kind === 'close') {
      if (this.#open?.turnId === order.turnId) this.#flush()
      this.#tell({ kind: 'closed', turnId: order.turnId })
      return
    }
    this.#flush()
    const isNative = this.#inputRateHz === SAMPLE_RATE_HZ
    const resampler = isNative ? null : new Resampler(this.#inputRateHz, SAMPLE_RATE_HZ)
    this.#open = { turnId: order.turnId, batcher: new Batcher(BATCH_SAMPLES), resampler }
  }

  /** Adds what was just captured to the open turn; without one it is nobody's. */
  add(samples: Float32Array): void {
    if (!this.#open) return
    const { turnId, batcher, resampler } = this.#open
    batcher.add(resampler ? resampler.push(samples) : samples, batch => {
      this.#tell({ kind: 'batch', turnId, samples: batch })
    })
  }

  #flush(): void {
    if (!this.#open) return
    const { turnId, batcher, resampler } = this.#open
    const hand = (samples: Int16Array<ArrayBuffer>) => this.#tell({ kind: 'batch', turnId, samples })
    if (resampler) batcher.add(resampler.finish(), hand)
    const rest = batcher.flush()
    if (rest) hand(rest)
    this.#open = null
  }
}
