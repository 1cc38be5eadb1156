import { SAMPLE_RATE_HZ } from '../../app/pcm.ts'
import { FIRST_START_MS, LONGEST_START_MS } from '../../app/sound/reply-start.ts'
import { SegmentedQueue } from './segmented-queue.ts'

/** Samples of every fade: 4 ms, less than one 128-frame block, and with a callback of 10.7 ms that has begun, silence within 15 ms. */
export const FADE_SAMPLES = SAMPLE_RATE_HZ / 250
/** Samples that must wait before a reply starts of which nothing else is said: 120 ms, so that uneven arrival is not heard. */
export const START_SAMPLES = samplesOf(FIRST_START_MS)
/** Each gap doubles what must wait before the reply goes on, up to this. */
const START_SAMPLES_LIMIT = samplesOf(LONGEST_START_MS)
/** With less than this waiting, pauses of the voice are lengthened, each by as much at most. */
const LITTLE_SAMPLES = samplesOf(300)
/** It is a pause once it was quiet for this long, which no consonant is. */
const PAUSE_SAMPLES = samplesOf(80)
/** Quieter than this, −46 dBFS, no voice is that is to be heard. */
const QUIET = 0.005

/**
 * Turns the chunks of one reply into blocks of sound. Every sample that came is played once, unaltered, in order; only
 * `silence` takes any away. Where the reply runs dry before its end, the gap is bridged outside of it: the last 5 ms
 * mirrored and fading out, and before it goes on the next 5 ms mirrored and fading in, so nothing clicks and nothing is lost.
 * So that this comes less often, pauses of the voice last longer while little waits, in the same way: nobody hears that.
 */
export class Playout {
  readonly #queue = new SegmentedQueue()
  /** Faded sound that goes out before anything else and is no part of the position. */
  readonly #bridge = new SegmentedQueue()
  /** The last samples played, for the fade into a gap. */
  readonly #recent = new Float32Array(FADE_SAMPLES)
  #phase: 'idle' | 'waiting' | 'playing' = 'idle'
  #hasEnded = false
  #gaps = 0
  #played = 0
  #peak = 0
  #startSamples = START_SAMPLES
  /** For how many samples the voice has been quiet since it was first heard; before that nothing is a pause. */
  #quietSamples = Number.NEGATIVE_INFINITY
  /** By how many samples this pause was lengthened. */
  #lengthenedSamples = 0
  #isLengthening = false
  /** Samples of silence that are still to go out once the first of the reply has come. */
  #delaySamples = 0

  /** Samples of this reply that were played. */
  get played(): number {
    return this.#played
  }

  /** How often this reply ran dry before its end. */
  get gaps(): number {
    return this.#gaps
  }

  /** True while samples of the reply go out, its pauses included; false before the first, in a gap, and when it is over. */
  get isPlaying(): boolean {
    return this.#phase === 'playing'
  }

  /** True when nothing is played and nothing awaited. */
  get isIdle(): boolean {
    return this.#phase === 'idle'
  }

  /** Starts a new reply. What was left of another fades out. */
  begin(): void {
    this.silence()
    this.#phase = 'waiting'
    this.#hasEnded = false
    this.#gaps = 0
    this.#played = 0
    this.#startSamples = START_SAMPLES
    this.#delaySamples = 0
    this.#quietSamples = Number.NEGATIVE_INFINITY
    this.#isLengthening = false
  }

  /** Sets with what this reply starts: one of `STARTS_MS`. */
  startWith(ms: number): void {
    const isTime = ms < FIRST_START_MS
    this.#startSamples = isTime ? 1 : samplesOf(ms)
    this.#delaySamples = isTime ? samplesOf(ms) : 0
  }

  /** Adds the next samples of the reply. */
  push(samples: Int16Array): void {
    if (this.#phase !== 'idle') this.#queue.push(samples)
  }

  /** No more samples will come: what waits is played without waiting for more. */
  end(): void {
    this.#hasEnded = true
  }

  /** Drops everything that waits; the next 4 ms fade out. */
  silence(): void {
    const rest = new Float32Array(FADE_SAMPLES)
    let count = this.#bridge.read(rest)
    if (this.#phase === 'playing' && !this.#isLengthening) count += this.#queue.read(rest.subarray(count))
    this.#queue.clear()
    this.#bridge.clear()
    this.#bridge.push(fadeOut(rest.subarray(0, count)))
    this.#phase = 'idle'
  }

  /** Fills a block with what is to be heard next, zeros where there is nothing. */
  render(block: Float32Array): void {
    let filled = 0
    while (filled < block.length) {
      if (this.#phase === 'waiting') this.#startIfReady()
      const rest = block.subarray(filled)
      if (this.#bridge.length > 0) filled += this.#bridge.read(rest)
      else if (this.#phase === 'playing') filled += this.#readReply(rest)
      else break
    }
    block.fill(0, filled)
    if (this.#phase === 'waiting' && this.#queue.length > 0) this.#delaySamples -= block.length - filled
  }

  /** The loudest sample played since the last call, 0 to 1. */
  takePeak(): number {
    const peak = this.#peak
    this.#peak = 0
    return peak
  }

  #startIfReady(): void {
    if ((this.#queue.length < this.#startSamples || this.#delaySamples > 0) && !this.#hasEnded) return
    this.#phase = 'playing'
    if (this.#gaps > 0) this.#fadeIn()
  }

  /** Reads into the block and follows the reply to its end or into a gap. Returns how many samples were filled. */
  #readReply(block: Float32Array): number {
    if (this.#isPauseToLengthen() !== this.#isLengthening) {
      this.#isLengthening = !this.#isLengthening
      if (this.#isLengthening) this.#fadeAway()
      else this.#fadeIn()
      return 0
    }
    if (this.#isLengthening) {
      block.fill(0)
      this.#lengthenedSamples += block.length
      return block.length
    }
    const count = this.#queue.read(block)
    this.#remember(block.subarray(0, count))
    if (this.#queue.length > 0) return count
    if (this.#hasEnded) {
      this.#phase = 'idle'
    } else if (count < block.length) {
      this.#gaps++
      this.#startSamples = Math.min(START_SAMPLES_LIMIT, 2 * Math.max(START_SAMPLES, this.#startSamples))
      this.#phase = 'waiting'
      this.#fadeAway()
    }
    return count
  }

  #isPauseToLengthen(): boolean {
    const isPause = this.#quietSamples >= PAUSE_SAMPLES && this.#lengthenedSamples < LITTLE_SAMPLES
    return isPause && !this.#hasEnded && this.#queue.length < LITTLE_SAMPLES
  }

  /** Bridges from what was played last into silence. */
  #fadeAway(): void {
    const kept = this.#recent.subarray(Math.max(0, FADE_SAMPLES - this.#played))
    this.#bridge.push(fadeOut(kept.toReversed()))
  }

  /** Bridges from silence to what is played next. */
  #fadeIn(): void {
    const next = new Float32Array(FADE_SAMPLES)
    const count = this.#queue.peek(next)
    this.#bridge.push(fadeOut(next.subarray(0, count)).reverse())
  }

  #remember(samples: Float32Array): void {
    this.#played += samples.length
    for (const sample of samples) {
      const level = Math.abs(sample)
      this.#peak = Math.max(this.#peak, level)
      if (level < QUIET) this.#quietSamples++
      else this.#quietSamples = this.#lengthenedSamples = 0
    }
    const kept = samples.subarray(-FADE_SAMPLES)
    this.#recent.copyWithin(0, kept.length)
    this.#recent.set(kept, FADE_SAMPLES - kept.length)
  }
}

function samplesOf(ms: number): number {
  return (SAMPLE_RATE_HZ * ms) / 1000
}

function fadeOut(samples: Float32Array): Float32Array {
  return samples.map((sample, i) => sample * (1 - (i + 1) / (samples.length + 1)))
}
