import { BYTES_PER_SAMPLE, pcmDurationMs } from '../pcm.ts'

/** How many values `Peaks` gives at most: about one for every third pixel of a waveform. */
export const PEAKS_LIMIT = 240
/** How many samples one value stands for at first (10.7 ms). Doubled whenever there would be too many values. */
const FIRST_SPAN = 256

/** Loudness over time for drawing, gathered as sound passes by. Memory and the number of values are bounded, however long the sound. */
export class Peaks {
  /** The loudest absolute sample of each complete span. */
  readonly #loudest = new Uint16Array(PEAKS_LIMIT)
  #count = 0
  #samplesPerSpan = FIRST_SPAN
  #samplesInSpan = 0
  #loudestInSpan = 0
  /** The first byte of a sample whose second byte has not arrived. */
  #carried: number | null = null

  /** Adds the next pcm; a sample may be split between two calls. */
  add(pcm: Uint8Array): void {
    let at = 0
    if (this.#carried !== null && pcm.byteLength > 0) {
      this.#addSample(this.#carried, pcm[0] ?? 0)
      this.#carried = null
      at = 1
    }
    for (; at + 1 < pcm.byteLength; at += 2) this.#addSample(pcm[at] ?? 0, pcm[at + 1] ?? 0)
    if (at < pcm.byteLength) this.#carried = pcm[at] ?? 0
  }

  /** Adds sound by its loudest samples, as `LoudestSamples` gathered them elsewhere. */
  addLoudest(loudest: readonly number[]): void {
    for (const sample of loudest) {
      this.#loudestInSpan = Math.max(this.#loudestInSpan, sample)
      this.#samplesInSpan += FIRST_SPAN
      if (this.#samplesInSpan >= this.#samplesPerSpan) this.#endSpan()
    }
  }

  /** The length of the sound in `values`, in milliseconds. */
  durationMs(): number {
    return pcmDurationMs((this.#count * this.#samplesPerSpan + this.#samplesInSpan) * BYTES_PER_SAMPLE)
  }

  /** At most 240 values from 0 (silence) to 255 (full scale), each for the same length of sound except perhaps the last. */
  values(): number[] {
    const spans = [...this.#loudest.subarray(0, this.#count)]
    if (this.#samplesInSpan > 0) spans.push(this.#loudestInSpan)
    return spans.map(loudness => Math.round((loudness / 32_768) * 255))
  }

  #addSample(low: number, high: number): void {
    const sample = ((high << 24) >> 16) | low
    const loudness = sample < 0 ? -sample : sample
    if (loudness > this.#loudestInSpan) this.#loudestInSpan = loudness
    if (++this.#samplesInSpan === this.#samplesPerSpan) this.#endSpan()
  }

  /** One place stays free for the unfinished span. When only that is left, spans are joined in pairs. */
  #endSpan(): void {
    this.#loudest[this.#count++] = this.#loudestInSpan
    this.#samplesInSpan = 0
    this.#loudestInSpan = 0
    if (this.#count < PEAKS_LIMIT) return
    this.#count /= 2
    for (let i = 0; i < this.#count; i++) {
      this.#loudest[i] = Math.max(this.#loudest[i * 2] ?? 0, this.#loudest[i * 2 + 1] ?? 0)
    }
    this.#samplesPerSpan *= 2
  }
}

/** Gathers the loudest absolute sample of every 256 (10.7 ms) where sound passes by, for a `Peaks` where it is drawn. */
export class LoudestSamples {
  #taken: number[] = []
  #samples = 0
  #loudest = 0

  /** Adds the next samples. */
  add(samples: Int16Array): void {
    for (const sample of samples) {
      const loudness = sample < 0 ? -sample : sample
      if (loudness > this.#loudest) this.#loudest = loudness
      if (++this.#samples === FIRST_SPAN) this.#endSpan()
    }
  }

  /** Returns what was gathered since the last call. */
  take(): number[] {
    const taken = this.#taken
    this.#taken = []
    return taken
  }

  /** Returns the rest, with the last span counted as full. */
  takeRest(): number[] {
    if (this.#samples > 0) this.#endSpan()
    return this.take()
  }

  #endSpan(): void {
    this.#taken.push(this.#loudest)
    this.#samples = 0
    this.#loudest = 0
  }
}
