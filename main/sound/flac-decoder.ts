import { setImmediate } from 'node:timers/promises'
import { samplesToPcm } from '../../app/pcm.ts'
import { BitReader } from './bit-reader.ts'
import { FLAC_BLOCK_SAMPLES } from './flac-frame.ts'
import { isUsualRate } from './pcm-conversion.ts'

/** What a FLAC file says of itself. */
export interface FlacSound {
  sampleRateHz: number
  /** Bytes of its samples, 16-bit mono. */
  pcmBytes: number
  /** The samples, while the file is read. Throws `FlacUnreadable`. */
  pcm: AsyncGenerator<Uint8Array>
}

/** A file is no FLAC as Parley writes it, or damaged. */
export class FlacUnreadable extends Error {}

const INFO_BYTES = 42
/** The most a frame takes: verbatim samples between the longest header and a checksum. */
const FRAME_BYTES_LIMIT = FLAC_BLOCK_SAMPLES * 2 + 32
/** Frames decoded before everything else gets its turn. */
const FRAMES_AT_ONCE = 8

/**
 * Reads a FLAC file (RFC 9639) as `flac-encoder.ts` writes it, 16-bit mono with fixed predictors, a piece at a time. That its samples
 * are the right ones is for the caller to check: whoever keeps such a file has their checksum.
 * @throws FlacUnreadable for any other file
 */
export async function openFlac(file: AsyncIterable<Uint8Array>): Promise<FlacSound> {
  const source = new Window(file)
  const info = await source.atLeast(INFO_BYTES)
  const view = new DataView(info.buffer, info.byteOffset, info.byteLength)
  const isFlac = info.byteLength >= INFO_BYTES && view.getUint32(0) === 0x66_4c_61_43 && info[4] === 0x80
  if (!isFlac) throw new FlacUnreadable('it is no FLAC file as Parley writes it')
  const packed = view.getBigUint64(18)
  const sampleRateHz = Number(packed >> 44n)
  const samples = Number(packed & 0xf_ffff_ffffn)
  if (((packed >> 36n) & 0xffn) !== 15n || !isUsualRate(sampleRateHz)) throw new FlacUnreadable('it is not 16-bit mono')
  source.take(INFO_BYTES)
  return { sampleRateHz, pcmBytes: samples * 2, pcm: frames(source, samples) }
}

async function* frames(source: Window, samples: number): AsyncGenerator<Uint8Array> {
  let left = samples
  for (let count = 1; left > 0; count++) {
    const bytes = await source.atLeast(FRAME_BYTES_LIMIT)
    const frame = decodeFrame(bytes)
    if (!frame || frame.samples.length > left) throw new FlacUnreadable('it is damaged')
    left -= frame.samples.length
    source.take(frame.bytes)
    yield samplesToPcm(frame.samples)
    if (count % FRAMES_AT_ONCE === 0) await setImmediate()
  }
}

/** One frame at the beginning of `bytes`; null when there is none of the kind that Parley writes. */
function decodeFrame(bytes: Uint8Array): { samples: Int16Array; bytes: number } | null {
  const bits = new BitReader(bytes, 0)
  if (bits.read(16) !== 0xfff8) return null
  const [sizeCode, rateCode, channels] = [bits.read(4), bits.read(4), bits.read(8)]
  if (channels !== 0b0000_100_0) return null
  skipNumber(bits)
  const length = sizeCode === 12 ? FLAC_BLOCK_SAMPLES : sizeCode === 7 ? bits.read(16) + 1 : 0
  if (rateCode === 13) bits.read(16)
  bits.read(8)
  if (length === 0 || length > FLAC_BLOCK_SAMPLES) return null
  const samples = decodeSubframe(bits, length)
  const end = bits.byteOffset + 2
  return samples && !bits.isBeyond && end <= bytes.byteLength ? { samples, bytes: end } : null
}

/** The number of the frame, in the manner of UTF-8 (RFC 9639, 9.1.5). */
function skipNumber(bits: BitReader): void {
  const lead = bits.read(8)
  for (let mask = 0x40; lead >= 0xc0 && (lead & mask) !== 0; mask >>= 1) bits.read(8)
}

function decodeSubframe(bits: BitReader, length: number): Int16Array | null {
  const kind = bits.read(8) >> 1
  if (kind === 0) return new Int16Array(length).fill(bits.readSigned(16))
  if (kind === 1) return Int16Array.from({ length }, () => bits.readSigned(16))
  const order = kind - 8
  if (order < 0 || order > 4 || order > length) return null
  const values = new Int32Array(length)
  for (let i = 0; i < order; i++) values[i] = bits.readSigned(16)
  return readResidual(bits, values, order) ? restored(values, order) : null
}

/** Partitioned Rice codes with parameters of four bits (RFC 9639, 9.2.7), after the first `order` values. */
function readResidual(bits: BitReader, values: Int32Array, order: number): boolean {
  if (bits.read(2) !== 0) return false
  const partitions = 1 << bits.read(4)
  const size = values.length / partitions
  if (!Number.isInteger(size) || size < order) return false
  for (let index = 0; index < partitions; index++) {
    const parameter = bits.read(4)
    if (parameter === 15) return false
    for (let i = index === 0 ? order : index * size; i < (index + 1) * size; i++) {
      const folded = (bits.readZeros() << parameter) | bits.read(parameter)
      values[i] = (folded >>> 1) ^ -(folded & 1)
      if (bits.isBeyond) return false
    }
  }
  return true
}

/** Adds what each fixed predictor says to what was left over (RFC 9639, 9.2.5). */
function restored(values: Int32Array, order: number): Int16Array {
  const factors = [[], [1], [2, -1], [3, -3, 1], [4, -6, 4, -1]][order] ?? []
  for (let i = order; i < values.length; i++) {
    let predicted = 0
    for (let back = 0; back < order; back++) predicted += (factors[back] ?? 0) * (values[i - 1 - back] ?? 0)
    values[i] = (values[i] ?? 0) + predicted
  }
  return Int16Array.from(values)
}

/** The part of a file that is looked at, and no more of it. */
class Window {
  readonly #source: AsyncIterator<Uint8Array>
  #held: Uint8Array = new Uint8Array(0)
  #isEnded = false

  constructor(file: AsyncIterable<Uint8Array>) {
    this.#source = file[Symbol.asyncIterator]()
  }

  /** What was not taken yet: so many bytes at least, unless the file ends before. */
  async atLeast(count: number): Promise<Uint8Array> {
    while (this.#held.byteLength < count && !this.#isEnded) {
      const next = await this.#source.next()
      if (next.done) this.#isEnded = true
      else this.#held = Buffer.concat([this.#held, next.value])
    }
    return this.#held
  }

  /** Goes on after so many bytes. */
  take(count: number): void {
    this.#held = this.#held.subarray(count)
  }
}
