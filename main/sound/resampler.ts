import { SAMPLE_RATE_HZ } from '../../app/pcm.ts'

/** Zero crossings of the sinc on either side, at the lower of the two rates: what decides sharpness and cost. */
const CROSSINGS = 32
/** Kaiser's β for 80 dB of stopband: 0.1102 · (A − 8.7) (Kaiser, 1974). */
const BETA = 0.1102 * (80 - 8.7)
/** Where the passband is cut, so that the transition ends at the lower Nyquist frequency and nothing folds back. */
const CUTOFF = 1 - (80 - 7.95) / (2.285 * 4 * CROSSINGS * Math.PI)

/**
 * Changes the rate of mono samples to 24 kHz, in blocks of any size: a polyphase windowed-sinc filter of linear phase
 * without delay. Aliases and images are 80 dB down; memory does not grow with the length of the sound.
 */
export class Resampler {
  /** Output rate over input rate, reduced: `up` phases of the filter, each `down` input steps per `up` outputs. */
  private readonly up: number
  private readonly down: number
  private readonly taps: number
  private readonly phases: (Float32Array | undefined)[] = []
  private readonly lowerRatio: number
  /** Input not yet left behind by the filter, beginning half a filter of silence before the first sample. */
  private pending: Float32Array
  /** Index in `pending`, in units of 1/up samples, of the first tap of the next output. */
  private position = 0
  private samplesIn = 0
  private samplesOut = 0

  constructor(fromHz: number) {
    const divisor = greatestCommonDivisor(fromHz, SAMPLE_RATE_HZ)
    this.up = SAMPLE_RATE_HZ / divisor
    this.down = fromHz / divisor
    this.lowerRatio = Math.min(1, SAMPLE_RATE_HZ / fromHz)
    this.taps = 2 * Math.ceil(CROSSINGS / this.lowerRatio)
    this.pending = new Float32Array(this.taps / 2 - 1)
  }

  /** Takes the next samples, −1 to 1, and returns those at 24 kHz that are complete, rounded to 16 bits. */
  push(block: Float32Array): Int16Array {
    this.samplesIn += block.length
    return this.run(block)
  }

  /** The rest, as if silence followed. In all, as many samples come out as fit into the length of the input. */
  finish(): Int16Array {
    const rest = this.run(new Float32Array(this.taps / 2 + 1))
    const due = Math.ceil((this.samplesIn * this.up) / this.down)
    return rest.subarray(0, Math.max(0, rest.length - (this.samplesOut - due)))
  }

  private run(block: Float32Array): Int16Array {
    const input = new Float32Array(this.pending.length + block.length)
    input.set(this.pending)
    input.set(block, this.pending.length)
    const reach = (input.length - this.taps + 1) * this.up
    const output = new Int16Array(Math.max(0, Math.ceil((reach - this.position) / this.down)))
    for (let i = 0; i < output.length; i++) {
      const first = Math.floor(this.position / this.up)
      const filter = this.phase(this.position % this.up)
      let sum = 0
      for (let tap = 0; tap < filter.length; tap++) sum += (filter[tap] ?? 0) * (input[first + tap] ?? 0)
      output[i] = toSample(sum)
      this.position += this.down
    }
    const done = Math.min(input.length, Math.floor(this.position / this.up))
    this.pending = input.slice(done)
    this.position -= done * this.up
    this.samplesOut += output.length
    return output
  }

  /** The filter for outputs that lie `phase / up` of a sample after an input sample; made when first needed. */
  private phase(phase: number): Float32Array {
    const made = this.phases[phase]
    if (made) return made
    const filter = new Float32Array(this.taps)
    const half = this.taps / 2
    let sum = 0
    for (let tap = 0; tap < this.taps; tap++) {
      const distance = tap - (half - 1) - phase / this.up
      const window = kaiser(distance / half)
      const weight = sinc(distance * this.lowerRatio * CUTOFF) * window
      filter[tap] = weight
      sum += weight
    }
    for (let tap = 0; tap < this.taps; tap++) filter[tap] = (filter[tap] ?? 0) / sum
    this.phases[phase] = filter
    return filter
  }
}

/** Rounds −1 to 1 to 16 bits; louder is clipped and what is no number becomes silence. */
export function toSample(value: number): number {
  return Math.max(-32_768, Math.min(32_767, Math.round(value * 32_768))) || 0
}

function sinc(x: number): number {
  return x === 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x)
}

function kaiser(x: number): number {
  return Math.abs(x) > 1 ? 0 : bessel(BETA * Math.sqrt(1 - x * x)) / bessel(BETA)
}

/** Modified Bessel function of the first kind and order zero, by its power series. */
function bessel(x: number): number {
  let [sum, term] = [1, 1]
  for (let k = 1; term > sum * 1e-12; k++) {
    term *= (x / (2 * k)) ** 2
    sum += term
  }
  return sum
}

function greatestCommonDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestCommonDivisor(b, a % b)
}
