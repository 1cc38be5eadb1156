import { SAMPLE_RATE_HZ } from '../../../app/pcm.ts'
import { type Mp3Rate, mp3Rates, type UploadFormat } from '../../../app/profiles/uploads.ts'
import { WAV_HEADER_BYTES, wavHeader } from '../../../app/wav.ts'
import { openMp3Encoder, type PcmEncoder } from '../../sound/mp3-encoder.ts'

/** Stands for a length that is not known yet, as in every WAV that is streamed. */
const UNKNOWN_BYTES = 0xffff_ffff

/**
 * Stands in a request for the base64 of a recording that is still being made. It keeps what it was given, so that a request can be
 * written once more. A minute is 4 MB.
 */
export class SpokenSound {
  readonly format: UploadFormat
  /** Its base64 so far. None of it changes. */
  readonly pieces: Uint8Array[] = []
  /** How many of them the network has taken, or is taking. */
  taken = 0
  /** Whether these are all. */
  isWhole = false
  /** Why there will be no more, if so. */
  failure: Error | null = null
  /** Called when there is more, and when there will be no more. */
  onGrowth: () => void = () => undefined
  /** What is too short for a triplet of base64. */
  #rest = Buffer.alloc(0)
  /** What came before the encoder was there. */
  #waiting: Uint8Array[] = []
  #encoder: PcmEncoder | null
  #isEnding = false

  /** @param format MP3 is encoded here, and loads its encoder first */
  constructor(format: UploadFormat) {
    this.format = format
    const kbps = mp3Rates[format]
    this.#encoder = kbps === null ? { encode: pcm => pcm, finish: () => new Uint8Array() } : null
    if (kbps === null) this.#push(wavHeader(UNKNOWN_BYTES, SAMPLE_RATE_HZ))
    else void this.#load(kbps)
  }

  /** Adds pcm, in whole samples. */
  add(pcm: Uint8Array): void {
    if (!this.#encoder) this.#waiting.push(pcm)
    else this.#push(this.#encoder.encode(pcm))
    this.onGrowth()
  }

  /** Nothing more is said. */
  finish(): void {
    this.#isEnding = true
    if (this.#encoder && !this.isWhole) this.#close(this.#encoder)
    this.onGrowth()
  }

  /** All of it, as it was before base64; the header of a WAV says its length. */
  gathered(): Uint8Array {
    const all = Buffer.concat(this.pieces.map(piece => Buffer.from(Buffer.from(piece).toString('latin1'), 'base64')))
    if (mp3Rates[this.format] === null) all.set(wavHeader(all.byteLength - WAV_HEADER_BYTES, SAMPLE_RATE_HZ))
    return all
  }

  async #load(kbps: Mp3Rate): Promise<void> {
    try {
      this.#begin(await openMp3Encoder(kbps))
    } catch (error) {
      this.failure = error instanceof Error ? error : new Error('the recording could not be encoded')
      this.onGrowth()
    }
  }

  #begin(encoder: PcmEncoder): void {
    this.#encoder = encoder
    for (const pcm of this.#waiting.splice(0)) this.#push(encoder.encode(pcm))
    if (this.#isEnding) this.#close(encoder)
    this.onGrowth()
  }

  #close(encoder: PcmEncoder): void {
    this.#push(encoder.finish())
    if (this.#rest.byteLength > 0) this.pieces.push(Buffer.from(this.#rest.toString('base64'), 'latin1'))
    this.isWhole = true
  }

  /** Whole triplets alone, so that no padding comes in between: of a WAV the first are its header and one byte, 45 together. */
  #push(bytes: Uint8Array): void {
    const all = this.#rest.byteLength > 0 ? Buffer.concat([this.#rest, bytes]) : Buffer.from(bytes)
    const whole = all.byteLength - (all.byteLength % 3)
    this.#rest = all.subarray(whole)
    if (whole > 0) this.pieces.push(Buffer.from(all.toString('base64', 0, whole), 'latin1'))
  }
}
