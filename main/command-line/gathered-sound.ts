import { pcmDurationMs, SAMPLE_RATE_HZ } from '../../app/pcm.ts'
import { wavHeader } from '../../app/wav.ts'
import type { ReplyFormat, ReplyPart } from '../endpoint/reply/reply-part.ts'
import { readMp3Duration } from '../sound/mp3.ts'

/** A reply's sound as a file has it. */
export interface WholeSound {
  bytes: Uint8Array
  /** What it really is, which need not be what was asked for. */
  format: string
  /** Null for what cannot be measured here. */
  durationMs: number | null
}

/** Gathers the sound of a reply. */
export class GatheredSound {
  readonly #pcm: Uint8Array[] = []
  readonly #encoded: { bytes: Uint8Array; format: string }[] = []

  /** Takes a part of the sound. */
  add(part: Extract<ReplyPart, { kind: 'pcm' | 'encoded' }>): void {
    if (part.kind === 'pcm') this.#pcm.push(part.pcm)
    else this.#encoded.push(part)
  }

  /** Milliseconds of pcm that have come. */
  get durationMs(): number {
    return pcmDurationMs(this.#pcm.reduce((sum, { byteLength }) => sum + byteLength, 0))
  }

  /** The sound as far as it has come, or null when there is none. Samples become a WAV unless they are wanted bare. */
  whole(wanted: ReplyFormat): WholeSound | null {
    const [first] = this.#encoded
    if (first) {
      const { format } = first
      const bytes = Buffer.concat(this.#encoded.map(({ bytes }) => bytes))
      return { bytes, format, durationMs: format === 'mp3' ? readMp3Duration(bytes) : null }
    }
    if (this.#pcm.length === 0) return null
    const pcm = Buffer.concat(this.#pcm)
    const durationMs = pcmDurationMs(pcm.byteLength)
    if (wanted === 'pcm16') return { bytes: pcm, format: 'pcm16', durationMs }
    return { bytes: Buffer.concat([wavHeader(pcm.byteLength, SAMPLE_RATE_HZ), pcm]), format: 'wav', durationMs }
  }
}
