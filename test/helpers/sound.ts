import { readFileSync } from 'node:fs'
import { pcmToSamples } from '../../app/pcm.ts'
import { readWavLayout } from '../../app/wav.ts'

/** A decoded 16-bit WAV file; the samples of several channels take turns. */
export interface Heard {
  samples: Int16Array
  sampleRateHz: number
}

/** Reads a 16-bit WAV file of so many channels; throws when it is anything else, so a test never compares the wrong thing. */
export function readWavFile(path: string, channels = 1): Heard {
  const bytes = readFileSync(path)
  const layout = readWavLayout(bytes)
  if (layout?.formatTag !== 1 || layout.channels !== channels || layout.bitsPerSample !== 16) {
    throw new Error(`${path} is not a 16-bit WAV file of ${channels} channels`)
  }
  const samples = pcmToSamples(bytes.subarray(layout.dataOffset, layout.dataOffset + layout.dataBytes))
  return { samples, sampleRateHz: layout.sampleRateHz }
}

/**
 * How much of `needle` is found in `haystack`: the highest normalised cross-correlation over all lags, 1 for an exact
 * (scaled) copy, about 0 for unrelated sound. `lag` is where the needle begins in the haystack, in samples.
 */
export function correlate(needle: Int16Array, haystack: Int16Array): { likeness: number; lag: number } {
  return haystackOf(haystack, needle.length)(needle)
}

/** Makes ready to look for several needles, of so many samples at most, in one haystack. */
function haystackOf(haystack: Int16Array, longest: number): (needle: Int16Array) => { likeness: number; lag: number } {
  const size = 2 ** Math.ceil(Math.log2(longest + haystack.length))
  const a = transform(padded(haystack, size), false)
  const energy = new Float64Array(haystack.length + 1)
  for (let i = 0; i < haystack.length; i++) energy[i + 1] = (energy[i] ?? 0) + (haystack[i] ?? 0) ** 2
  return needle => {
    const product = transform(padded(needle, size), false)
    for (let i = 0; i < size * 2; i += 2) {
      const [ar, ai, br, bi] = [product[i] ?? 0, product[i + 1] ?? 0, a[i] ?? 0, a[i + 1] ?? 0]
      product[i] = ar * br + ai * bi
      product[i + 1] = ar * bi - ai * br
    }
    const lags = transform(product, true)
    const needleEnergy = needle.reduce((sum, sample) => sum + sample ** 2, 0)
    let best = { likeness: 0, lag: 0 }
    for (let lag = 1 - needle.length; lag < haystack.length; lag++) {
      const from = Math.max(0, lag)
      const to = Math.min(haystack.length, lag + needle.length)
      const under = (energy[to] ?? 0) - (energy[from] ?? 0)
      if (under < needleEnergy * 0.01) continue
      const likeness = (lags[((lag + size) % size) * 2] ?? 0) / size / Math.sqrt(needleEnergy * under)
      if (likeness > best.likeness) best = { likeness, lag }
    }
    return best
  }
}

/**
 * How alike six pieces of `needle` are to what is found in `haystack`, in order. A busy machine makes Chromium's pretended
 * microphone slip by some milliseconds now and then: that spoils one piece, where speech that is missing spoils its own.
 */
export function pieceLikeness(needle: Int16Array, haystack: Int16Array): number[] {
  const size = Math.floor(needle.length / 6)
  const find = haystackOf(haystack, size)
  return Array.from({ length: 6 }, (_, i) => find(needle.subarray(i * size, (i + 1) * size)).likeness)
}

/** Amplitude (0 to 32768) of one frequency in a stretch of samples, by the Goertzel algorithm. */
export function amplitudeAt(hz: number, { samples, sampleRateHz }: Heard, fromMs = 0, toMs = Infinity): number {
  const from = Math.round((fromMs / 1000) * sampleRateHz)
  const to = Math.min(samples.length, Math.round((toMs / 1000) * sampleRateHz))
  const coefficient = 2 * Math.cos((2 * Math.PI * hz) / sampleRateHz)
  let [before, last] = [0, 0]
  for (let i = from; i < to; i++) [before, last] = [last, (samples[i] ?? 0) + coefficient * last - before]
  const power = last ** 2 + before ** 2 - coefficient * last * before
  return (2 * Math.sqrt(Math.max(0, power))) / Math.max(1, to - from)
}

/** Linear change of rate, good enough for finding one recording in another; not for listening. */
export function resampled({ samples, sampleRateHz }: Heard, toHz: number): Int16Array {
  const out = new Int16Array(Math.floor((samples.length * toHz) / sampleRateHz))
  for (let i = 0; i < out.length; i++) {
    const at = (i * sampleRateHz) / toHz
    const left = samples[Math.floor(at)] ?? 0
    out[i] = left + ((samples[Math.floor(at) + 1] ?? left) - left) * (at % 1)
  }
  return out
}

function padded(samples: Int16Array, size: number): Float64Array {
  const complex = new Float64Array(size * 2)
  for (let i = 0; i < samples.length; i++) complex[i * 2] = samples[i] ?? 0
  return complex
}

const knownTurns = new Map<number, Float64Array>()

/** The turns of a transform of so many values, cosine and sine in turn: the same each time, and slow to make. */
function turnsOf(size: number): Float64Array {
  const known = knownTurns.get(size)
  if (known) return known
  const turns = Float64Array.from({ length: size }, (_, i) => {
    const angle = (-2 * Math.PI * (i >> 1)) / size
    return i % 2 === 0 ? Math.cos(angle) : Math.sin(angle)
  })
  knownTurns.set(size, turns)
  return turns
}

/** Iterative radix-2 fast Fourier transform of interleaved complex numbers, in place (Cooley and Tukey, 1965). */
function transform(values: Float64Array, isInverse: boolean): Float64Array {
  const size = values.length / 2
  for (let i = 1, j = 0; i < size; i++) {
    let bit = size >> 1
    for (; j & bit; bit >>= 1) j ^= bit
    j ^= bit
    if (i < j) {
      for (const part of [0, 1]) {
        const held = values[i * 2 + part] ?? 0
        values[i * 2 + part] = values[j * 2 + part] ?? 0
        values[j * 2 + part] = held
      }
    }
  }
  const turns = turnsOf(size)
  for (let length = 2; length <= size; length *= 2) {
    const stride = (size / length) * 2
    for (let start = 0; start < size; start += length) {
      for (let k = 0; k < length / 2; k++) {
        const cos = turns[k * stride] ?? 0
        const sin = (isInverse ? -1 : 1) * (turns[k * stride + 1] ?? 0)
        const even = (start + k) * 2
        const odd = even + length
        const re = values[odd] ?? 0
        const im = values[odd + 1] ?? 0
        const tr = re * cos - im * sin
        const ti = re * sin + im * cos
        values[odd] = (values[even] ?? 0) - tr
        values[odd + 1] = (values[even + 1] ?? 0) - ti
        values[even] = (values[even] ?? 0) + tr
        values[even + 1] = (values[even + 1] ?? 0) + ti
      }
    }
  }
  return values
}
