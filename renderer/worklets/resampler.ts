/** Zero crossings of the sinc kept on each side of its centre, and the Kaiser window's shape: about 80 dB of rejection. */
const ZERO_CROSSINGS = 24
const KAISER_BETA = 8
/** Where the filter begins to fall, as part of the lower rate's half. */
const PASSBAND = 0.92

/**
 * Changes the sampling rate of a stream, for the machines on which a 24 kHz context cannot be had: a windowed sinc in
 * polyphase form (Smith, "Digital Audio Resampling", CCRMA). However the stream is cut into pieces, the result is the same;
 * output sample n belongs to input time n · from / to, so no delay is added.
 */
export class Resampler {
  readonly #up: number
  readonly #down: number
  readonly #reach: number
  /** For each of `up` positions between two input samples, the weights of the 2 · reach samples around it. */
  readonly #weights: readonly Float32Array[]
  /** Input from the first sample that the next output needs. */
  #pending: Float32Array
  /** Where the next output lies in `pending`, in 1/up input samples. */
  #position = 0

  /** @param fromHz,toHz whole numbers */
  constructor(fromHz: number, toHz: number) {
    const common = greatestCommonDivisor(fromHz, toHz)
    this.#up = toHz / common
    this.#down = fromHz / common
    const cutoff = PASSBAND * Math.min(1, toHz / fromHz)
    this.#reach = Math.ceil(ZERO_CROSSINGS / cutoff)
    this.#weights = Array.from({ length: this.#up }, (_, phase) => weightsAt(phase / this.#up, cutoff, this.#reach))
    this.#pending = new Float32Array(this.#reach - 1)
  }

  /** Takes the next samples and returns every output sample that they complete. */
  push(samples: Float32Array): Float32Array {
    const input = new Float32Array(this.#pending.length + samples.length)
    input.set(this.#pending)
    input.set(samples, this.#pending.length)
    const taps = 2 * this.#reach
    const complete = (input.length - taps + 1) * this.#up - this.#position
    const output = new Float32Array(Math.max(0, Math.ceil(complete / this.#down)))
    for (let n = 0; n < output.length; n++) {
      const start = Math.floor(this.#position / this.#up)
      const weights = this.#weights[this.#position % this.#up] ?? new Float32Array(taps)
      let sum = 0
      for (let tap = 0; tap < taps; tap++) sum += (weights[tap] ?? 0) * (input[start + tap] ?? 0)
      output[n] = sum
      this.#position += this.#down
    }
    const used = Math.min(input.length, Math.floor(this.#position / this.#up))
    this.#pending = input.slice(used)
    this.#position -= used * this.#up
    return output
  }

  /** Returns the last output samples, those whose neighbours on the right never came. The stream ends with this. */
  flush(): Float32Array {
    return this.push(new Float32Array(this.#reach))
  }
}

function greatestCommonDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestCommonDivisor(b, a % b)
}

/** Weights of the samples around a point `fraction` of a sample to the right of the middle one; they add up to 1. */
function weightsAt(fraction: number, cutoff: number, reach: number): Float32Array {
  const weights = Float32Array.from({ length: 2 * reach }, (_, tap) => {
    const distance = tap - (reach - 1) - fraction
    return sinc(cutoff * distance) * kaiser(distance / reach)
  })
  const sum = weights.reduce((total, weight) => total + weight, 0)
  return weights.map(weight => weight / sum)
}

function sinc(x: number): number {
  return x === 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x)
}

function kaiser(x: number): number {
  return Math.abs(x) >= 1 ? 0 : bessel(KAISER_BETA * Math.sqrt(1 - x * x)) / bessel(KAISER_BETA)
}

/** Modified Bessel function of the first kind and order 0, by its series (Abramowitz and Stegun 9.6.12). */
function bessel(x: number): number {
  let term = 1
  let sum = 1
  for (let k = 1; term > sum * 1e-12; k++) {
    term *= (x / (2 * k)) ** 2
    sum += term
  }
  return sum
}
