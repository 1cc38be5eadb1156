import { failWith } from '../../../app/errors.ts'
import { pcmToSamples, SAMPLE_RATE_HZ } from '../../../app/pcm.ts'
import { readWavLayout, type WavLayout } from '../../../app/wav.ts'
import { isUsualRate, type PcmConversion, pcmFrom } from '../../sound/pcm-conversion.ts'
import { isWav, openWav } from '../../sound/wav-conversion.ts'
import type { ReplyFormat, ReplyPart } from './reply-part.ts'
import { soundFormatOf } from './sound-format.ts'

/** A header that has not ended by here is none. */
const HEADER_BYTES = 64 * 1024

type Mode =
  /** Too little has come to tell what it is. */
  | { name: 'sniffing' }
  /** A WAV file whose samples have not begun. */
  | { name: 'header' }
  /** Samples of 16 bits, one channel; `left` is how many bytes of them a header announced. */
  | { name: 'pcm'; left: number; rateHz: number }
  /** A WAV file that must be whole to be converted. */
  | { name: 'wav' }
  /** Something that is decoded elsewhere. */
  | { name: 'encoded'; format: string }

/**
 * Turns the bytes of a reply into parts as they come: pcm and WAV of one channel in whole samples at 24 kHz, other WAV at its
 * end, anything else as it is. What the bytes are is told by themselves, because servers send other formats than they were
 * asked for; vLLM-Omni makes every piece a WAV file of its own.
 */
export class ReplySound {
  readonly #host: string
  readonly #asked: ReplyFormat
  #mode: Mode = { name: 'sniffing' }
  #found = ''
  #rateHz = SAMPLE_RATE_HZ
  #conversion: { rateHz: number; steps: PcmConversion } | null = null
  #kept: Uint8Array[] = []
  #keptBytes = 0

  constructor(asked: ReplyFormat, host: string) {
    this.#asked = asked
    this.#host = host
  }

  /** How the sound turned out to be encoded. */
  get format(): string {
    return this.#found
  }

  /**
   * Takes the next bytes; returns the samples that are whole by now.
   * @param sampleRateHz of pcm, where the server says so
   * @throws `endpoint_unreadable` as `end`
   */
  add(bytes: Uint8Array, sampleRateHz: number | null = null): ReplyPart[] {
    if (bytes.byteLength === 0) return []
    if (sampleRateHz !== null && isUsualRate(sampleRateHz)) this.#rateHz = sampleRateHz
    const before = this.#isNextFile(bytes) ? this.#endFile() : []
    this.#keep(bytes)
    if (this.#mode.name === 'sniffing') this.#decide(this.#joined(), false)
    if (this.#mode.name === 'header') this.#readHeader(this.#joined())
    return [...before, ...this.#whatCanGo()]
  }

  /**
   * Returns what was kept until the sound was whole. An odd last byte is half a sample and is dropped.
   * @throws `endpoint_unreadable` for a WAV that cannot be read
   */
  end(): ReplyPart[] {
    return [...this.#endFile(), ...pcmPart(this.#conversion?.steps.finish())]
  }

  #decide(head: Uint8Array, isAll: boolean): void {
    const sniffed = soundFormatOf(head)
    if (sniffed === 'undecided' && !isAll) return
    const found = sniffed === 'undecided' ? null : sniffed
    const raw: Mode = { name: 'pcm', left: Number.POSITIVE_INFINITY, rateHz: this.#rateHz }
    this.#found = found ?? (this.#asked === 'wav' ? 'pcm16' : this.#asked)
    if (found === 'wav') this.#mode = { name: 'header' }
    else if (found) this.#mode = { name: 'encoded', format: found }
    else if (this.#asked === 'pcm16' || this.#asked === 'wav') this.#mode = raw
    else this.#mode = { name: 'encoded', format: this.#asked }
  }

  #readHeader(head: Uint8Array): void {
    const layout = readWavLayout(head, Number.POSITIVE_INFINITY)
    if (layout && isSixteenBitMono(layout)) {
      this.#mode = { name: 'pcm', left: layout.dataBytes, rateHz: layout.sampleRateHz }
      this.#replaceKept(head.subarray(layout.dataOffset))
    } else if (layout || head.byteLength > HEADER_BYTES) {
      this.#mode = { name: 'wav' }
    }
  }

  #whatCanGo(): ReplyPart[] {
    if (this.#mode.name === 'pcm') return this.#samples(this.#mode)
    if (this.#mode.name !== 'encoded') return []
    const bytes = this.#joined()
    this.#replaceKept(new Uint8Array())
    return bytes.byteLength > 0 ? [{ kind: 'encoded', bytes, format: this.#mode.format }] : []
  }

  #samples(mode: Mode & { name: 'pcm' }): ReplyPart[] {
    const bytes = this.#joined()
    const even = Math.min(bytes.byteLength, mode.left)
    const pcm = bytes.subarray(0, even - (even % 2))
    mode.left -= pcm.byteLength
    this.#replaceKept(mode.left > 1 ? bytes.subarray(pcm.byteLength) : new Uint8Array())
    if (this.#conversion && this.#conversion.rateHz !== mode.rateHz) {
      const rest = pcmPart(this.#conversion.steps.finish())
      this.#conversion = null
      return [...rest, ...this.#converted(pcm, mode.rateHz)]
    }
    return this.#converted(pcm, mode.rateHz)
  }

  #converted(pcm: Uint8Array, rateHz: number): ReplyPart[] {
    if (rateHz === SAMPLE_RATE_HZ) return pcmPart(pcm)
    this.#conversion ??= { rateHz, steps: pcmFrom(rateHz) }
    return pcmPart(this.#conversion.steps.push(Float32Array.from(pcmToSamples(pcm), sample => sample / 32_768)))
  }

  #isNextFile(bytes: Uint8Array): boolean {
    return (this.#mode.name === 'pcm' || this.#mode.name === 'wav') && isWav(bytes)
  }

  #endFile(): ReplyPart[] {
    if (this.#mode.name === 'sniffing' && this.#keptBytes > 0) this.#decide(this.#joined(), true)
    const isWavFile = this.#mode.name === 'wav' || this.#mode.name === 'header'
    const parts = isWavFile ? pcmPart(this.#convert(this.#joined())) : this.#whatCanGo()
    this.#mode = { name: 'sniffing' }
    this.#replaceKept(new Uint8Array())
    return parts
  }

  #replaceKept(bytes: Uint8Array): void {
    this.#kept = []
    this.#keptBytes = 0
    if (bytes.byteLength > 0) this.#keep(bytes)
  }

  #keep(bytes: Uint8Array): void {
    this.#kept.push(bytes)
    this.#keptBytes += bytes.byteLength
  }

  #joined(): Uint8Array {
    const [first] = this.#kept
    if (this.#kept.length === 1 && first) return first
    const joined = Buffer.concat(this.#kept)
    this.#kept = [joined]
    return joined
  }

  /** For servers that speak at another depth, or in stereo. */
  #convert(bytes: Uint8Array): Uint8Array {
    const opened = openWav(bytes)
    if (opened.kind !== 'sound') throw failWith('endpoint_unreadable', { host: this.#host })
    return opened.toPcm()
  }
}

function pcmPart(pcm: Uint8Array = new Uint8Array()): ReplyPart[] {
  return pcm.byteLength > 0 ? [{ kind: 'pcm', pcm }] : []
}

function isSixteenBitMono({ formatTag, channels, bitsPerSample, sampleRateHz }: WavLayout): boolean {
  return formatTag === 1 && channels === 1 && bitsPerSample === 16 && isUsualRate(sampleRateHz)
}
