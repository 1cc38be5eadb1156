import { toSample } from '../../app/pcm.ts'

/** Gathers samples, in whatever pieces they come, into 16-bit batches of one size. */
export class Batcher {
  readonly #size: number
  #batch: Int16Array<ArrayBuffer>
  #filled = 0

  /** @param size samples in a batch */
  constructor(size: number) {
    this.#size = size
    this.#batch = new Int16Array(size)
  }

  /** Adds samples of -1 to 1, clipping what is louder, and hands out each batch as it fills. The taker owns it. */
  add(samples: Float32Array, hand: (batch: Int16Array<ArrayBuffer>) => void): void {
    for (const sample of samples) {
      this.#batch[this.#filled++] = toSample(sample)
      if (this.#filled === this.#size) {
        hand(this.#batch)
        this.#batch = new Int16Array(this.#size)
        this.#filled = 0
      }
    }
  }

  /** Takes the batch that is not full yet; null when nothing waits. */
  flush(): Int16Array<ArrayBuffer> | null {
    if (this.#filled === 0) return null
    const rest = this.#batch.slice(0, this.#filled)
    this.#filled = 0
    return rest
  }
}
