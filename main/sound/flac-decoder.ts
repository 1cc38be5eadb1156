import { setImmediate } from 'node:timers/promises'
import { samplesToPcm } from '../../app/pcm.ts'
import { FLAC_BLOCK_SAMPLES } from './flac-frame.ts'
import { type FlacUsual, readFlacFrame } from './flac-frame-reader.ts'
import { isUsualRate } from './pcm-conversion.ts'

/** What the header of a FLAC file says. */
export interface FlacSound {
  sampleRateHz: number
  /** How many bytes its samples are, as 16-bit mono. */
  pcmBytes: number
  /** The samples, decoded while the file is read. Throws `FlacUnreadable`. */
  pcm: AsyncGenerator<Uint8Array>
}

/** A file is damaged, or not a FLAC of the kind Parley writes. */
export class FlacUnreadable extends Error {}

const INFO_BYTES = 42
/** The most bytes a frame takes: verbatim samples between the longest header and a checksum. */
const FRAME_BYTES_LIMIT = FLAC_BLOCK_SAMPLES * 2 + 32
/** Frames to decode before other work gets its turn. */
const FRAMES_AT_ONCE = 8

/**
 * Reads a FLAC file (RFC 9639) of the kind `flac-encoder.ts` writes, 16-bit mono with fixed predictors, a piece at a time. The caller, who
 * has the checksum of the samples, has to compare it.
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
  return { sampleRateHz, pcmBytes: samples * 2, pcm: frames(source, samples, { sampleRateHz, bitsPerSample: 16 }) }
}

async function* frames(source: Window, samples: number, usual: FlacUsual): AsyncGenerator<Uint8Array> {
  let left = samples
  for (let count = 1; left > 0; count++) {
    const bytes = await source.atLeast(FRAME_BYTES_LIMIT)
    const frame = readFlacFrame(bytes, usual)
    if (frame === null || frame === 'cut-off') throw new FlacUnreadable('it is damaged')
    const [samples, ...others] = frame.channels
    if (!samples || others.length > 0 || samples.length > left) throw new FlacUnreadable('it is damaged')
    left -= samples.length
    source.take(frame.bytes)
    yield samplesToPcm(Int16Array.from(samples))
    if (count % FRAMES_AT_ONCE === 0) await setImmediate()
  }
}

/** The part of a file that is being looked at. */
class Window {
  readonly #source: AsyncIterator<Uint8Array>
  #held: Uint8Array = new Uint8Array(0)
  #isEnded = false

  constructor(file: AsyncIterable<Uint8Array>) {
    this.#source = file[Symbol.asyncIterator]()
  }

  /** The bytes that were not taken yet: at least so many, unless the file ends before. */
  async atLeast(count: number): Promise<Uint8Array> {
    while (this.#held.byteLength < count && !this.#isEnded) {
      const next = await this.#source.next()
      if (next.done) this.#isEnded = true
      else this.#held = Buffer.concat([this.#held, next.value])
    }
    return this.#held
  }

  /** Takes so many bytes. */
  take(count: number): void {
    this.#held = this.#held.subarray(count)
  }
}
