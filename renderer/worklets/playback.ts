import { SAMPLE_RATE_HZ } from '../../app/pcm.ts'
import { Resampler } from '../../app/resampler.ts'
import { Playout } from './playout.ts'
import { SegmentedQueue } from './segmented-queue.ts'

/** What the player tells the playback processor. The first `push` or `end` of another turn replaces the one before. */
export type PlaybackOrder =
  | { kind: 'push'; turnId: string; samples: Int16Array }
  | { kind: 'end'; turnId: string }
  | { kind: 'silence' }

/** What the playback processor tells the player. */
export type PlaybackNews =
  /** The first sample of the turn goes out. */
  | { kind: 'sounded'; turnId: string }
  /**
   * So many samples of the turn have gone out when the context's clock shows `at` (seconds); `peak` of those since the last
   * time, 0 to 1. Told at every start and stop, and up to 13 times a second in between.
   */
  | { kind: 'played'; turnId: string; samples: number; peak: number; at: number; isPlaying: boolean }
  /** The last sample of an ended turn has gone out. */
  | { kind: 'ended'; turnId: string }

const BLOCK_FRAMES = 128
/** Samples between two `played`: 80 ms. */
const REPORT_SAMPLES = (SAMPLE_RATE_HZ * 80) / 1000

/** On the audio thread: chunks of a reply in, sound out. A message takes effect with the next 128 frames. */
class Playback extends AudioWorkletProcessor {
  readonly #playout = new Playout()
  readonly #resampler = sampleRate === SAMPLE_RATE_HZ ? null : new Resampler(SAMPLE_RATE_HZ, sampleRate)
  readonly #resampled = new SegmentedQueue()
  #turnId: string | null = null
  #reported = 0
  #wasPlaying = false

  constructor() {
    super()
    this.port.onmessage = event => this.#take(event.data as PlaybackOrder)
  }

  override process(_inputs: readonly Float32Array[][], outputs: readonly Float32Array[][]): boolean {
    const output = outputs[0]?.[0]
    if (!output) return true
    if (this.#resampler) this.#renderResampled(output, this.#resampler)
    else this.#playout.render(output)
    if (this.#turnId !== null) this.#report(this.#turnId)
    return true
  }

  #take(order: PlaybackOrder): void {
    if (order.kind === 'silence') {
      this.#playout.silence()
      this.#turnId = null
      return
    }
    if (order.turnId !== this.#turnId) {
      this.#playout.begin()
      this.#turnId = order.turnId
      this.#reported = 0
      this.#wasPlaying = false
    }
    if (order.kind === 'push') this.#playout.push(order.samples)
    else this.#playout.end()
  }

  #renderResampled(output: Float32Array, resampler: Resampler): void {
    while (this.#resampled.length < output.length) {
      const block = new Float32Array(BLOCK_FRAMES)
      this.#playout.render(block)
      this.#resampled.push(resampler.push(block))
    }
    this.#resampled.read(output)
  }

  #report(turnId: string): void {
    const { played, isPlaying, isIdle } = this.#playout
    if (played > 0 && this.#reported === 0) this.#tell({ kind: 'sounded', turnId })
    if (isPlaying !== this.#wasPlaying || played - this.#reported >= REPORT_SAMPLES || (isIdle && played > 0)) {
      const at = currentTime + BLOCK_FRAMES / sampleRate
      this.#tell({ kind: 'played', turnId, samples: played, peak: this.#playout.takePeak(), at, isPlaying })
      this.#reported = played
      this.#wasPlaying = isPlaying
    }
    if (!isIdle) return
    this.#tell({ kind: 'ended', turnId })
    this.#turnId = null
  }

  #tell(news: PlaybackNews): void {
    this.port.postMessage(news)
  }
}

registerProcessor('parley-playback', Playback)
