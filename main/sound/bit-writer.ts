/** Writes bits, the highest first, into bytes that grow as needed. */
export class BitWriter {
  #bytes = new Uint8Array(16 * 1024)
  #length = 0
  /** The bits that do not make a whole byte yet, and their number: always fewer than eight between two calls. */
  #held = 0
  #heldBits = 0

  /** Writes the lowest `count` bits, at most 24, of a value that has no others. */
  write(value: number, count: number): void {
    this.#held = (this.#held << count) | value
    this.#heldBits += count
    while (this.#heldBits >= 8) {
      this.#heldBits -= 8
      if (this.#length === this.#bytes.length) this.#grow()
      this.#bytes[this.#length++] = this.#held >>> this.#heldBits
    }
    this.#held &= (1 << this.#heldBits) - 1
  }

  /** Adds so many zeros. */
  writeZeros(count: number): void {
    for (let left = count; left > 0; left -= 24) this.write(0, Math.min(24, left))
  }

  /** Fills the last byte with zeros. */
  align(): void {
    if (this.#heldBits > 0) this.write(0, 8 - this.#heldBits)
  }

  /** What was written so far, whole bytes; valid until the next write. */
  bytes(): Uint8Array {
    return this.#bytes.subarray(0, this.#length)
  }

  #grow(): void {
    const larger = new Uint8Array(this.#bytes.length * 2)
    larger.set(this.#bytes)
    this.#bytes = larger
  }
}
