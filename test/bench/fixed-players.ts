import { SAMPLE_RATE_HZ } from '../../app/pcm.ts'

/** What turns the pieces of one reply into blocks of sound. */
export interface Playing {
  begin(): void
  push(samples: Int16Array): void
  end(): void
  render(block: Float32Array): void
  readonly isPlaying: boolean
  readonly isIdle: boolean
}

/** A player that waits for the same length of sound before every reply and after every gap, as many do; it counts samples alone. */
export class FixedStart implements Playing {
  readonly #startSamples: number
  #waiting = 0
  #hasEnded = false
  #phase: 'idle' | 'waiting' | 'playing' = 'idle'

  /** @param startMs how much must wait, in milliseconds */
  constructor(startMs: number) {
    this.#startSamples = (SAMPLE_RATE_HZ * startMs) / 1000
  }

  get isPlaying(): boolean {
    return this.#phase === 'playing'
  }

  get isIdle(): boolean {
    return this.#phase === 'idle'
  }

  begin(): void {
    this.#phase = 'waiting'
    this.#waiting = 0
    this.#hasEnded = false
  }

  push(samples: Int16Array): void {
    this.#waiting += samples.length
  }

  end(): void {
    this.#hasEnded = true
  }

  render(block: Float32Array): void {
    if (this.#phase === 'waiting' && (this.#hasEnded || this.#waiting >= this.#startSamples)) this.#phase = 'playing'
    if (this.#phase !== 'playing') return
    const isDry = this.#waiting < block.length
    this.#waiting = Math.max(0, this.#waiting - block.length)
    if (this.#hasEnded && this.#waiting === 0) this.#phase = 'idle'
    else if (isDry) this.#phase = 'waiting'
  }
}

/** A player with a ring of fixed size, which a reply that comes much faster than it is heard laps. */
export class FixedRing implements Playing {
  readonly #ring = new Int16Array(2 ** 20)
  #written = 0
  #read = 0
  isPlaying = false
  #hasEnded = false

  get isIdle(): boolean {
    return this.#hasEnded && this.#read >= this.#written
  }

  begin(): void {
    this.isPlaying = true
  }

  push(samples: Int16Array): void {
    for (const sample of samples) this.#ring[this.#written++ % this.#ring.length] = sample
  }

  end(): void {
    this.#hasEnded = true
  }

  render(block: Float32Array): void {
    for (let i = 0; i < block.length && this.#read < this.#written; i++) {
      block[i] = (this.#ring[this.#read++ % this.#ring.length] ?? 0) / 32_768
    }
  }
}
