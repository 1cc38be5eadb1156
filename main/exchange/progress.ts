import type { Progress } from '../../app/library/exchange.ts'

/** How often progress is reported at most. */
const EVERY_MS = 100

/** Measures the progress of something large, and reports it now and then. */
export class ProgressCount {
  readonly #totalBytes: number
  readonly #tell: (progress: Progress) => void
  #doneBytes = 0
  #name = ''
  #toldAt = Number.NEGATIVE_INFINITY

  /** @param tell called ten times a second at most, and at the end */
  constructor(totalBytes: number, tell: (progress: Progress) => void) {
    this.#totalBytes = totalBytes
    this.#tell = tell
  }

  /** The next phase begins. */
  at(name: string): void {
    this.#name = name
    this.add(0)
  }

  /** So much more is done. */
  add(bytes: number): void {
    this.#doneBytes = Math.min(this.#totalBytes, this.#doneBytes + bytes)
    const now = performance.now()
    if (now - this.#toldAt < EVERY_MS) return
    this.#toldAt = now
    this.#say()
  }

  /** Everything is done. */
  end(): void {
    this.#doneBytes = this.#totalBytes
    this.#say()
  }

  /**
   * Passes pieces on and counts them. Together they count as `bytes`, however many there turn out to be.
   * @param times how much a byte counts: about how much smaller the pieces are than their source
   */
  async *counting<P extends Uint8Array>(pieces: AsyncIterable<P>, bytes: number, times = 1): AsyncGenerator<P> {
    let left = bytes
    for await (const piece of pieces) {
      yield piece
      const counted = Math.min(left, piece.byteLength * times)
      left -= counted
      this.add(counted)
    }
    this.add(left)
  }

  #say(): void {
    this.#tell({ doneBytes: this.#doneBytes, totalBytes: this.#totalBytes, name: this.#name })
  }
}
