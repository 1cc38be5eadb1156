/** Reads bits, the highest first. Beyond the end it reads zeros; `isBeyond` tells. */
export class BitReader {
  readonly #bytes: Uint8Array
  #at: number

  /** @param start of the first byte that is read */
  constructor(bytes: Uint8Array, start: number) {
    this.#bytes = bytes
    this.#at = start * 8
  }

  /** The next byte of which nothing was read. */
  get byteOffset(): number {
    return Math.ceil(this.#at / 8)
  }

  /** Whether more was read than there is. */
  get isBeyond(): boolean {
    return this.#at > this.#bytes.length * 8
  }

  /** The next `count` bits, at most 24, as an unsigned number. */
  read(count: number): number {
    let value = 0
    for (let left = count; left > 0; ) {
      const offset = this.#at % 8
      const taken = Math.min(8 - offset, left)
      const byte = this.#bytes[Math.floor(this.#at / 8)] ?? 0
      value = (value << taken) | ((byte >> (8 - offset - taken)) & ((1 << taken) - 1))
      this.#at += taken
      left -= taken
    }
    return value
  }

  /** The same as a signed number, in two's complement. */
  readSigned(count: number): number {
    return (this.read(count) << (32 - count)) >> (32 - count)
  }

  /** The number of zeros before the next one, which is read too. */
  readZeros(): number {
    const start = this.#at
    while (!this.isBeyond && this.read(1) === 0);
    return this.#at - start - 1
  }
}
