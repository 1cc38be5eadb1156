import { type FlacFrame, type FlacUsual, readFlacFrame } from './flac-frame-reader.ts'
import { isUsualRate, type PcmConversion, pcmFrom } from './pcm-conversion.ts'
import type { SoundDecoder } from './sound-decoder.ts'

const MARK = 'fLaC'
/** Bytes up to the end of STREAMINFO (RFC 9639, 8.2). */
const INFO_BYTES = 42
/** How many more bytes must have arrived before an incomplete frame is tried again. */
const PATIENCE_BYTES = 2048

/** Decodes FLAC of any encoder while it arrives. Damaged frames are skipped. */
export class FlacStream implements SoundDecoder {
  #held: Buffer = Buffer.alloc(0)
  #usual: FlacUsual | null = null
  /** The number of bytes of metadata blocks still to come before the frames. */
  #skipped = 0
  #isLastBlock = false
  #isInFrames = false
  #triedBytes = 0
  #conversion: PcmConversion | null = null

  async push(bytes: Uint8Array): Promise<Uint8Array> {
    this.#held = Buffer.concat([this.#held, bytes])
    if (!this.#isInFrames) this.#readHead()
    return this.#isInFrames && this.#held.byteLength >= this.#triedBytes ? this.#decode(false) : Buffer.alloc(0)
  }

  async finish(): Promise<Uint8Array> {
    const last = this.#isInFrames ? this.#decode(true) : Buffer.alloc(0)
    return Buffer.concat([last, this.#conversion?.finish() ?? Buffer.alloc(0)])
  }

  close(): void {
    this.#held = Buffer.alloc(0)
  }

  /** Goes from one metadata block to the next, up to the last. */
  #readHead(): void {
    if (!this.#usual) {
      if (this.#held.byteLength < INFO_BYTES || this.#held.toString('latin1', 0, 4) !== MARK) return
      const packed = this.#held.readBigUInt64BE(18)
      const bitsPerSample = Number((packed >> 36n) & 0x1fn) + 1
      this.#usual = { sampleRateHz: Number(packed >> 44n), bitsPerSample }
      this.#take(4)
    }
    for (;;) {
      const skipped = Math.min(this.#skipped, this.#held.byteLength)
      this.#skipped -= skipped
      this.#take(skipped)
      if (this.#skipped > 0) return
      this.#isInFrames = this.#isLastBlock
      if (this.#isInFrames || this.#held.byteLength < 4) return
      const block = this.#held.readUInt32BE(0)
      this.#isLastBlock = block >>> 31 === 1
      this.#skipped = (block & 0xff_ffff) + 4
    }
  }

  #decode(isEnd: boolean): Uint8Array {
    const decoded: Uint8Array[] = []
    while (this.#usual && this.#held.byteLength > 0) {
      const frame = readFlacFrame(this.#held, this.#usual)
      if (frame === 'cut-off' && !isEnd) break
      if (frame === 'cut-off' || frame === null) this.#take(nextSync(this.#held))
      else {
        decoded.push(this.#toPcm(frame))
        this.#take(frame.bytes)
      }
    }
    this.#triedBytes = this.#held.byteLength + PATIENCE_BYTES
    return Buffer.concat(decoded)
  }

  #toPcm({ channels, bitsPerSample, sampleRateHz }: FlacFrame): Uint8Array {
    if (!isUsualRate(sampleRateHz)) return Buffer.alloc(0)
    this.#conversion ??= pcmFrom(sampleRateHz)
    const scale = channels.length * 2 ** (bitsPerSample - 1)
    const [first = new Int32Array()] = channels
    const mono = Float32Array.from(
      first,
      (_, i) => channels.reduce((sum, channel) => sum + (channel[i] ?? 0), 0) / scale,
    )
    return this.#conversion.push(mono)
  }

  #take(count: number): void {
    this.#held = this.#held.subarray(count)
  }
}

/** The distance to what may be the next frame. */
function nextSync(bytes: Uint8Array): number {
  for (let at = 1; at < bytes.byteLength; at++)
    if (bytes[at] === 0xff && (bytes[at + 1] ?? 0xf8) >> 1 === 0x7c) return at
  return bytes.byteLength
}
