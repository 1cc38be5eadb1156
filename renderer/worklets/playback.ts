import { SAMPLE_RATE_HZ } from '../../app/pcm.ts'
import { Resampler } from '../../app/sound/resampler.ts'
import type { ReplySound } from '../../app/sound/sound-line.ts'
import { Playout } from './playout.ts'
import { type PlaybackOrder, ReplyIntake } from './reply-intake.ts'
import { SegmentedQueue } from './segmented-queue.ts'

/** The end of a sound line, which comes first, or an order. */
export type PlaybackMessage = { kind: 'line'; port: WorkletPort } | PlaybackOrder

/** What the playback processor tells the player. */
export type PlaybackNews =
  /** The first sample of the turn goes out. */
  | { kind: 'sounded'; turnId: string }
  /**
   * So many samples of the turn have gone out when the context's clock shows `at` (seconds), of those that came; `peak` of those since the
   * last time, 0 to 1, and `gaps` those until now. Told at every start and stop, and up to 13 times a second in between.
   */
  | {
      kind: 'played'
      turnId: string
      samples: number
      came: number
      gaps: number
      peak: number
      at: number
      isPlaying: boolean
    }
  /** The last sample of an ended turn has gone out. */
  | { kind: 'ended'; turnId: string }

const BLOCK_FRAMES = 128
/** Samples between two `played`: 80 ms. */
const REPORT_SAMPLES = (SAMPLE_RATE_HZ * 80) / 1000

/**
 * On the audio thread: chunks of a reply in, sound out. They come by a line of their own, so that the page may be busy; the
 * page says which reply is heard. A message takes effect with the next 128 frames.
 */
class Playback extends AudioWorkletProcessor {
  readonly #playout = new Playout()
  readonly #intake = new ReplyIntake(this.#playout)
  readonly #resampler = sampleRate === SAMPLE_RATE_HZ ? null : new Resampler(SAMPLE_RATE_HZ, sampleRate)
  readonly #resampled = new SegmentedQueue()
  #reported = 0
  #wasPlaying = false

  constructor() {
    super()
    this.port.onmessage = event => this.#take(event.data as PlaybackMessage)
  }

  override process(_inputs: readonly Float32Array[][], outputs: readonly Float32Array[][]): boolean {
    const output = outputs[0]?.[0]
    if (!output) return true
    if (this.#resampler) this.#renderResampled(output, this.#resampler)
    else this.#playout.render(output)
    if (this.#intake.turnId !== null) this.#report(this.#intake.turnId)
    return true
  }

  #take(message: PlaybackMessage): void {
    if (message.kind === 'line') {
      message.port.onmessage = event => this.#intake.take(event.data as ReplySound)
      return
    }
    this.#intake.order(message)
    if (message.kind !== 'hear') return
    this.#reported = 0
    this.#wasPlaying = false
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
      this.#tell({
        kind: 'played',
        turnId,
        samples: played,
        came: this.#intake.came,
        gaps: this.#playout.gaps,
        peak: this.#playout.takePeak(),
        at,
        isPlaying,
      })
      this.#reported = played
      this.#wasPlaying = isPlaying
    }
    if (!isIdle) return
    this.#tell({ kind: 'ended', turnId })
    this.#intake.over()
  }

  #tell(news: PlaybackNews): void {
    this.port.postMessage(news)
  }
}

registerProcessor('parley-playback', Playback)
