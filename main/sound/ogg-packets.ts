/** A packet of an Ogg stream, and what its page says. */
export interface OggPacket {
  bytes: Uint8Array
  /** The first page of a stream; another may follow the end of one. */
  isFirst: boolean
  /** Where the stream ends, in samples of its codec; null on all pages but the last. */
  endsAt: number | null
}

const MARK = Buffer.from('OggS')
const HEAD_BYTES = 27

/** Cuts the bytes of an Ogg file into the packets of its streams, one stream after the other (RFC 3533). */
export class OggPackets {
  #held: Buffer = Buffer.alloc(0)
  #begun: Uint8Array[] = []

  /** Takes the next bytes and gives the packets that are whole by now. */
  push(bytes: Uint8Array): OggPacket[] {
    this.#held = Buffer.concat([this.#held, bytes])
    const packets: OggPacket[] = []
    for (;;) {
      const start = this.#held.indexOf(MARK)
      // The mark may be cut in two.
      this.#held = this.#held.subarray(start < 0 ? Math.max(0, this.#held.byteLength - 3) : start)
      const segments = this.#held[HEAD_BYTES - 1] ?? 0
      const bodyAt = HEAD_BYTES + segments
      if (start < 0 || this.#held.byteLength < bodyAt) return packets
      const lengths = [...this.#held.subarray(HEAD_BYTES, bodyAt)]
      const end = lengths.reduce((at, length) => at + length, bodyAt)
      if (this.#held.byteLength < end) return packets
      packets.push(...this.#packetsOf(this.#held.subarray(0, end), lengths, bodyAt))
      this.#held = this.#held.subarray(end)
    }
  }

  *#packetsOf(page: Buffer, lengths: number[], bodyAt: number): Generator<OggPacket> {
    const flags = page[5] ?? 0
    const isContinued = (flags & 1) !== 0
    const isFirst = (flags & 2) !== 0
    const granule = page.readBigInt64LE(6)
    const endsAt = (flags & 4) !== 0 && granule >= 0n ? Number(granule) : null
    if (!isContinued) this.#begun = []
    let at = bodyAt
    for (const length of lengths) {
      this.#begun.push(page.subarray(at, at + length))
      at += length
      // A segment of 255 bytes is followed by more of the same packet.
      if (length === 255) continue
      yield { bytes: Buffer.concat(this.#begun), isFirst, endsAt }
      this.#begun = []
    }
  }
}
