/** Zero crossings of the sinc on each side, at the lower of the two rates. They decide sharpness and cost. */
const CROSSINGS = 32
/** Kaiser's β for 80 dB of stopband: 0.1102 · (A − 8.7) (Kaiser, 1974). */
const BETA = 0.1102 * (80 - 8.7)
/** The cutoff, placed so that the transition band ends at the lower Nyquist frequency and nothing aliases. */
const CUTOFF = 1 - (80 - 7.95) / (2.285 * 4 * CROSSINGS * Math.PI)
/** Up to so many filters are computed at once, so that the audio thread is not delayed later. Odd rates need thousands. */
const PHASES_MADE_AT_ONCE = 160
/**
 * No more filters than this are computed, 16 MB at the highest rate. If two rates have hardly a common divisor, the nearest earlier filter
 * is used, which is up to 1/4096 of a sample early: an error of about −65 dB.
 */
const PHASES_LIMIT = 4096

/**
 * Changes the sampling rate of a stream of mono samples, −1 to 1, with a polyphase windowed sinc of linear phase without delay (Smith,
 * "Digital Audio Resampling", CCRMA). Aliases and images are 80 dB down. The result does not depend on how the stream is cut into blocks,
 * nor memory on its length.
 */
export class Resampler {
  /** Output rate over input rate, reduced: `up` phases of the filter, each `down` input steps per `up` outputs. */
  readonly #up: number
  readonly #down: number
  /** As many filters as there are positions of an output between two inputs (`up`), or the limit. */
  readonly #phaseCount: number
  readonly #taps: number
  readonly #lowerRatio: number
  readonly #phases: (Float32Array | undefined)[] = []
  /** Input that the filter still needs, beginning with half a filter of silence before the first sample. */
  #pending: Float32Array
  /** Index in `pending`, in units of 1/up samples, of the first tap of the next output. */
  #position = 0
  #samplesIn = 0
  #samplesOut = 0

  /** @param fromHz,toHz whole numbers */
  constructor(fromHz: number, toHz: number) {
    const divisor = greatestCommonDivisor(fromHz, toHz)
    this.#up = toHz / divisor
    this.#down = fromHz / divisor
    this.#phaseCount = Math.min(this.#up, PHASES_LIMIT)
    this.#lowerRatio = Math.min(1, toHz / fromHz)
    this.#taps = 2 * Math.ceil(CROSSINGS / this.#lowerRatio)
    this.#pending = new Float32Array(this.#taps / 2 - 1)
    if (this.#up <= PHASES_MADE_AT_ONCE) for (let phase = 0; phase < this.#up; phase++) this.#phase(phase)
  }

  /** Takes the next samples and returns every output sample that they complete. */
  push(block: Float32Array): Float32Array {
    this.#samplesIn += block.length
    return this.#run(block)
  }

  /** The rest, as if silence followed. In all, as many samples come out as the length of the input holds. */
  finish(): Float32Array {
    const rest = this.#run(new Float32Array(this.#taps / 2 + 1))
    const due = Math.ceil((this.#samplesIn * this.#up) / this.#down)
    return rest.subarray(0, Math.max(0, rest.length - (this.#samplesOut - due)))
  }

  #run(block: Float32Array): Float32Array {
    const input = new Float32Array(this.#pending.length + block.length)
    input.set(this.#pending)
    input.set(block, this.#pending.length)
    const reach = (input.length - this.#taps + 1) * this.#up
    const output = new Float32Array(Math.max(0, Math.ceil((reach - this.#position) / this.#down)))
    let position = this.#position
    for (let i = 0; i < output.length; i++) {
      const first = Math.floor(position / this.#up)
      const filter = this.#phase(Math.floor(((position % this.#up) * this.#phaseCount) / this.#up))
      let sum = 0
      for (let tap = 0; tap < filter.length; tap++) sum += (filter[tap] ?? 0) * (input[first + tap] ?? 0)
      output[i] = sum
      position += this.#down
    }
    const done = Math.min(input.length, Math.floor(position / this.#up))
    this.#pending = input.slice(done)
    this.#position = position - done * this.#up
    this.#samplesOut += output.length
    return output
  }

  /** The filter for outputs that are `phase / phaseCount` of a sample after an input sample. Its weights add up to 1. */
  #phase(phase: number): Float32Array {
    const made = this.#phases[phase]
    if (made) return made
    const half = this.#taps / 2
    const weights = Float32Array.from({ length: this.#taps }, (_, tap) => {
      const distance = tap - (half - 1) - phase / this.#phaseCount
      return sinc(distance * this.#lowerRatio * CUTOFF) * kaiser(distance / half)
    })
    const sum = weights.reduce((total, weight) => total + weight, 0)
    const filter = weights.map(weight => weight / sum)
    this.#phases[phase] = filter
    return filter
  }
}

function sinc(x: number): number {
  return x === 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x)
}

function kaiser(x: number): number {
  return Math.abs(x) > 1 ? 0 : bessel(BETA * Math.sqrt(1 - x * x)) / bessel(BETA)
}

/** Modified Bessel function of the first kind and order 0, by its series (Abramowitz and Stegun 9.6.12). */
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
