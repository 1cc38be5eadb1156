import { peakOf, SAMPLE_RATE_HZ, samplesToPcm } from '../../app/pcm.ts'
import { LoudestSamples } from '../../app/sound/peaks.ts'
import { Resampler } from '../../app/sound/resampler.ts'
import type { CapturedBatch } from '../../app/sound/sound-line.ts'
import { Batcher } from './batcher.ts'

/** Samples in a batch: 20 ms. Smaller would gain nothing, because closing hands out the batch that is not full. */
export const BATCH_SAMPLES = SAMPLE_RATE_HZ / 50
/** Batches between two `heard`: 80 ms. */
const BATCHES_PER_REPORT = 4

/** What the recorder tells the capture processor. */
export type CaptureOrder = { kind: 'open' | 'keep' | 'close'; turnId: string }

/** What the capture processor tells the recorder: figures alone, for the samples go another way. */
export type CaptureNews =
  /** The first sample of the turn that is not zero has come. */
  | { kind: 'sounding'; turnId: string }
  /**
   * So many samples of the turn have come; `peak` is the loudest of those since the last time, 0 to 32768, `loudest` that of every 256 of them.
   * Told up to 13 times a second.
   */
  | { kind: 'heard'; turnId: string; samples: number; peak: number; loudest: number[] }
  /** The turn's last samples have gone out, and were told. */
  | { kind: 'closed'; turnId: string }

/** Where a gate brings what it lets through. */
export interface GateExits {
  tell(news: CaptureNews): void
  hand(batch: CapturedBatch): void
}

interface Intake {
  batcher: Batcher
  resampler: Resampler | null
  isKept: boolean
  /** What came before it was certain that the turn is kept. */
  waiting: Uint8Array[]
  loudest: LoudestSamples
  samples: number
  isSounding: boolean
  /** Of the batches since the last report. */
  peak: number
  unreported: number
}

/**
 * Decides which turn a captured sample belongs to: the one that is open when it comes, and only that one. Opening a turn
 * ends the intake of the one before, whose last batch is made at that moment. Samples stay here until their turn is kept,
 * then they are handed on at once.
 */
export class CaptureGate {
  readonly #inputRateHz: number
  readonly #exits: GateExits
  readonly #turns = new Map<string, Intake>()
  #openId: string | null = null

  /** @param inputRateHz rate of the samples added; other than 24 kHz they are resampled */
  constructor(inputRateHz: number, exits: GateExits) {
    this.#inputRateHz = inputRateHz
    this.#exits = exits
  }

  /** Does what the recorder asks, now. */
  take({ kind, turnId }: CaptureOrder): void {
    if (kind === 'open') this.#open(turnId)
    else if (kind === 'keep') this.#keep(turnId)
    else this.#close(turnId)
  }

  /** Adds what was just captured to the open turn; without one it is nobody's. */
  add(samples: Float32Array): void {
    const intake = this.#openId === null ? undefined : this.#turns.get(this.#openId)
    if (this.#openId === null || !intake) return
    this.#fill(this.#openId, intake, intake.resampler ? intake.resampler.push(samples) : samples)
  }

  #open(turnId: string): void {
    this.#flush()
    const isNative = this.#inputRateHz === SAMPLE_RATE_HZ
    this.#openId = turnId
    this.#turns.set(turnId, {
      batcher: new Batcher(BATCH_SAMPLES),
      resampler: isNative ? null : new Resampler(this.#inputRateHz, SAMPLE_RATE_HZ),
      isKept: false,
      waiting: [],
      loudest: new LoudestSamples(),
      ...{ samples: 0, isSounding: false, peak: 0, unreported: 0 },
    })
  }

  #keep(turnId: string): void {
    const intake = this.#turns.get(turnId)
    if (!intake) return
    intake.isKept = true
    for (const pcm of intake.waiting) this.#exits.hand({ turnId, pcm })
    intake.waiting = []
  }

  #close(turnId: string): void {
    if (this.#openId === turnId) this.#flush()
    const intake = this.#turns.get(turnId)
    this.#turns.delete(turnId)
    if (intake && intake.samples > 0) this.#report(turnId, intake, intake.loudest.takeRest())
    this.#exits.tell({ kind: 'closed', turnId })
  }

  #flush(): void {
    const turnId = this.#openId
    const intake = turnId === null ? undefined : this.#turns.get(turnId)
    this.#openId = null
    if (turnId === null || !intake) return
    if (intake.resampler) this.#fill(turnId, intake, intake.resampler.finish())
    const rest = intake.batcher.flush()
    if (rest) this.#take(turnId, intake, rest)
  }

  #fill(turnId: string, intake: Intake, samples: Float32Array): void {
    intake.batcher.add(samples, batch => this.#take(turnId, intake, batch))
  }

  #take(turnId: string, intake: Intake, batch: Int16Array): void {
    const peak = peakOf(batch)
    if (!intake.isSounding && peak > 0) {
      intake.isSounding = true
      this.#exits.tell({ kind: 'sounding', turnId })
    }
    intake.samples += batch.length
    intake.peak = Math.max(intake.peak, peak)
    intake.loudest.add(batch)
    const pcm = samplesToPcm(batch)
    if (intake.isKept) this.#exits.hand({ turnId, pcm })
    else intake.waiting.push(pcm)
    if (++intake.unreported === BATCHES_PER_REPORT) this.#report(turnId, intake, intake.loudest.take())
  }

  #report(turnId: string, intake: Intake, loudest: number[]): void {
    const { samples, peak } = intake
    this.#exits.tell({ kind: 'heard', turnId, samples, peak, loudest })
    intake.peak = 0
    intake.unreported = 0
  }
}
