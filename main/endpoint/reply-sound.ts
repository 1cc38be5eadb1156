import { failWith } from '../../app/errors.ts'
import { SAMPLE_RATE_HZ } from '../../app/pcm.ts'
import { readWavLayout, type WavLayout } from '../../app/wav.ts'
import { openWav } from '../sound/wav-conversion.ts'
import type { ReplyFormat, ReplyPart } from './reply-part.ts'
import { SNIFFED_BYTES, soundFormatOf } from './sound-format.ts'

/** A header that has not ended by here is none. */
const HEADER_BYTES = 64 * 1024

type Mode =
  /** Too little has come to tell what it is. */
  | { name: 'sniffing' }
  /** A WAV file whose samples have not begun. */
  | { name: 'header' }
  /** Samples as they are wanted; `left` is how many bytes of them a header announced. */
  | { name: 'pcm'; left: number }
  /** Something that must be whole to be of use. */
  | { name: 'whole'; format: string }

/**
 * Turns the bytes of a reply into parts: raw pcm and plain WAV as they come, in whole samples; anything else at the end.
 * What the bytes are is told by themselves, because servers send other formats than they were asked for.
 */
export class ReplySound {
  readonly #host: string
  readonly #asked: ReplyFormat
  #mode: Mode = { name: 'sniffing' }
  #kept: Uint8Array[] = []
  #keptBytes = 0

  constructor(asked: ReplyFormat, host: string) {
    this.#asked = asked
    this.#host = host
  }

  /** Takes the next bytes; returns the samples that are whole by now. */
  add(bytes: Uint8Array): ReplyPart[] {
    if (bytes.byteLength === 0) return []
    this.#keep(bytes)
    if (this.#mode.name === 'whole') return []
    if (this.#mode.name === 'sniffing') {
      if (this.#keptBytes < SNIFFED_BYTES) return []
      this.#decide(this.#joined())
    }
    if (this.#mode.name === 'header') this.#readHeader(this.#joined())
    return this.#mode.name === 'pcm' ? this.#samples(this.#mode) : []
  }

  /**
   * Returns what was kept until the sound was whole. An odd last byte is half a sample and is dropped.
   * @throws `endpoint_unreadable` for a WAV that cannot be read
   */
  end(): ReplyPart[] {
    if (this.#keptBytes === 0) return []
    if (this.#mode.name === 'sniffing') this.#decide(this.#joined())
    if (this.#mode.name === 'pcm') return this.#samples(this.#mode)
    const bytes = this.#joined()
    const format = this.#mode.name === 'whole' ? this.#mode.format : 'wav'
    if (format !== 'wav') return [{ kind: 'encoded', bytes, format }]
    return [{ kind: 'pcm', pcm: this.#convert(bytes) }]
  }

  #decide(head: Uint8Array): void {
    const found = soundFormatOf(head)
    if (found === 'wav') this.#mode = { name: 'header' }
    else if (found) this.#mode = { name: 'whole', format: found }
    else if (this.#asked === 'pcm16' || this.#asked === 'wav')
      this.#mode = { name: 'pcm', left: Number.POSITIVE_INFINITY }
    else this.#mode = { name: 'whole', format: this.#asked }
  }

  #readHeader(head: Uint8Array): void {
    const layout = readWavLayout(head, Number.POSITIVE_INFINITY)
    if (layout && isPlain(layout)) {
      this.#mode = { name: 'pcm', left: layout.dataBytes }
      this.#kept = []
      this.#keptBytes = 0
      this.#keep(head.subarray(layout.dataOffset))
    } else if (layout || head.byteLength > HEADER_BYTES) {
      this.#mode = { name: 'whole', format: 'wav' }
    }
  }

  #samples(mode: { left: number }): ReplyPart[] {
    const bytes = this.#joined()
    const even = Math.min(bytes.byteLength, mode.left)
    const pcm = bytes.subarray(0, even - (even % 2))
    mode.left -= pcm.byteLength
    const rest = mode.left > 0 ? bytes.subarray(pcm.byteLength) : new Uint8Array()
    this.#kept = []
    this.#keptBytes = 0
    this.#keep(rest)
    return pcm.byteLength > 0 ? [{ kind: 'pcm', pcm }] : []
  }

  #keep(bytes: Uint8Array): void {
    if (bytes.byteLength === 0) return
    this.#kept.push(bytes)
    this.#keptBytes += bytes.byteLength
  }

  #joined(): Uint8Array {
    const [first] = this.#kept
    if (this.#kept.length === 1 && first) return first
    const joined = new Uint8Array(this.#keptBytes)
    let at = 0
    for (const bytes of this.#kept) {
      joined.set(bytes, at)
      at += bytes.byteLength
    }
    this.#kept = [joined]
    return joined
  }

  /** For servers that speak at another rate or depth, or in stereo. */
  #convert(bytes: Uint8Array): Uint8Array {
    const opened = openWav(bytes)
    if (opened.kind !== 'sound') throw failWith('endpoint_unreadable', { host: this.#host })
    return opened.toPcm()
  }
}

function isPlain(layout: WavLayout): boolean {
  return (
    layout.formatTag === 1 &&
    layout.channels === 1 &&
    layout.bitsPerSample === 16 &&
    layout.sampleRateHz === SAMPLE_RATE_HZ
  )
}
