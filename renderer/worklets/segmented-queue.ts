interface Segment {
  readonly samples: Int16Array | Float32Array
  next: Segment | null
}

/**
 * Samples waiting to be played, as the list of chunks they came in. There is no capacity: a model that speaks far ahead of
 * playback makes the list longer and overwrites nothing. Adding and reading never copy what is already queued.
 */
export class SegmentedQueue {
  #first: Segment | null = null
  #last: Segment | null = null
  /** Samples of the first segment that were read already. */
  #offset = 0
  #length = 0

  /** How many samples wait. */
  get length(): number {
    return this.#length
  }

  /** Adds a chunk, which the queue owns from then on. */
  push(samples: Int16Array | Float32Array): void {
    if (samples.length === 0) return
    const segment: Segment = { samples, next: null }
    if (this.#last) this.#last.next = segment
    else this.#first = segment
    this.#last = segment
    this.#length += samples.length
  }

  /** Copies the next samples without taking them: 16-bit ones exactly as x / 32768. Returns how many there were. */
  peek(into: Float32Array): number {
    let offset = this.#offset
    let copied = 0
    for (let segment = this.#first; segment && copied < into.length; segment = segment.next) {
      const { samples } = segment
      const end = Math.min(samples.length, offset + into.length - copied)
      const scale = samples instanceof Int16Array ? 1 / 32_768 : 1
      for (let i = offset; i < end; i++) into[copied++] = (samples[i] ?? 0) * scale
      offset = 0
    }
    return copied
  }

  /** Takes the next samples, as many as there are up to the length of `into`. Returns how many. */
  read(into: Float32Array): number {
    const count = this.peek(into)
    this.#length -= count
    this.#offset += count
    while (this.#first && this.#offset >= this.#first.samples.length) {
      this.#offset -= this.#first.samples.length
      this.#first = this.#first.next
    }
    if (!this.#first) this.#last = null
    return count
  }

  /** Forgets everything that waits. */
  clear(): void {
    this.#first = null
    this.#last = null
    this.#offset = 0
    this.#length = 0
  }
}
