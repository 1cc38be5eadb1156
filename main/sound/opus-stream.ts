import type { OpusDecoder } from 'opus-decoder'
import { SAMPLE_RATE_HZ, samplesToPcm, toSample } from '../../app/pcm.ts'
import { OggPackets } from './ogg-packets.ts'
import type { SoundDecoder } from './sound-decoder.ts'

/** Opus counts its samples at this rate, whatever it is decoded to (RFC 7845, 4). */
const OPUS_RATE_HZ = 48_000

/**
 * Decodes Opus in Ogg while it comes (RFC 7845), with libopus in WebAssembly: `opus-decoder` is kept, MIT, has it inside its script and
 * decodes to 24 kHz; `ogg-opus-decoder` around it needs an LGPL library to read the pages.
 */
export class OpusStream implements SoundDecoder {
  readonly #packets = new OggPackets()
  #decoder: OpusDecoder<typeof SAMPLE_RATE_HZ> | null = null
  /** Samples to leave out before the first that is heard. */
  #skip = 0
  #preSkip = 0
  #given = 0

  async push(bytes: Uint8Array): Promise<Uint8Array> {
    const decoded: Uint8Array[] = []
    for (const { bytes: packet, isFirst, endsAt } of this.#packets.push(bytes)) {
      if (isFirst) await this.#begin(Buffer.from(packet))
      else if (this.#decoder && !isTags(packet)) decoded.push(this.#decode(this.#decoder, packet, endsAt))
    }
    return Buffer.concat(decoded)
  }

  async finish(): Promise<Uint8Array> {
    return Buffer.alloc(0)
  }

  close(): void {
    this.#decoder?.free()
    this.#decoder = null
  }

  /** Reads the head of a stream (RFC 7845, 5.1). */
  async #begin(head: Buffer): Promise<void> {
    this.close()
    const channels = head[9] ?? 0
    if (head.toString('latin1', 0, 8) !== 'OpusHead' || head.byteLength < 19 || channels === 0) return
    this.#preSkip = head.readUInt16LE(10)
    this.#skip = toOurs(this.#preSkip)
    this.#given = 0
    const mapped = head[18] === 0 ? null : { streams: head[19], coupled: head[20], table: [...head.subarray(21)] }
    if (channels > 2 && mapped?.table.length !== channels) return
    // 60 kB that few sounds need.
    const { OpusDecoder } = await import('opus-decoder')
    const decoder = new OpusDecoder({
      sampleRate: SAMPLE_RATE_HZ,
      channels,
      ...(mapped
        ? { streamCount: mapped.streams, coupledStreamCount: mapped.coupled, channelMappingTable: mapped.table }
        : {}),
    })
    await decoder.ready
    this.#decoder = decoder
  }

  #decode(decoder: OpusDecoder<typeof SAMPLE_RATE_HZ>, packet: Uint8Array, endsAt: number | null): Uint8Array {
    const { channelData, samplesDecoded } = decoder.decodeFrame(packet)
    const skipped = Math.min(this.#skip, samplesDecoded)
    this.#skip -= skipped
    const left = endsAt === null ? Number.POSITIVE_INFINITY : toOurs(endsAt - this.#preSkip) - this.#given
    const count = Math.max(0, Math.min(samplesDecoded - skipped, left))
    this.#given += count
    const samples = Int16Array.from({ length: count }, (_, i) => {
      const sum = channelData.reduce((sum, channel) => sum + (channel[skipped + i] ?? 0), 0)
      return toSample(sum / channelData.length)
    })
    return samplesToPcm(samples)
  }
}

function toOurs(samples: number): number {
  return Math.floor((samples * SAMPLE_RATE_HZ) / OPUS_RATE_HZ)
}

function isTags(packet: Uint8Array): boolean {
  return Buffer.from(packet.subarray(0, 8)).toString('latin1') === 'OpusTags'
}
