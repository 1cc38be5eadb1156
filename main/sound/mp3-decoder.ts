import type { MPEGDecoder } from 'mpg123-decoder'
import { type PcmConversion, pcmFrom } from './pcm-conversion.ts'
import type { SoundDecoder } from './sound-decoder.ts'

/** How many bytes are decoded at a time, some milliseconds of work: 0.2 s of sound at 320 kbit/s, 8 s at 8. */
export const MP3_PIECE_BYTES = 8 * 1024

/**
 * Decodes MP3 to pcm while its bytes come, so that the memory it takes does not depend on its length. Channels are averaged; silence
 * that encoders add is cut off where the file says how much (LAME's tag); damaged frames are skipped.
 */
export class Mp3Stream implements SoundDecoder {
  #decoder: MPEGDecoder | null = null
  #rateHz = 0
  #conversion: PcmConversion | null = null

  async push(bytes: Uint8Array): Promise<Uint8Array> {
    const decoder = this.#decoder ?? (await this.#open())
    const { channelData, samplesDecoded, sampleRate } = decoder.decode(bytes)
    if (samplesDecoded === 0) return new Uint8Array()
    const before = this.#conversion && sampleRate !== this.#rateHz ? this.#conversion.finish() : new Uint8Array()
    if (sampleRate !== this.#rateHz) this.#conversion = pcmFrom(sampleRate)
    this.#rateHz = sampleRate
    const pcm = this.#conversion?.push(averageOf(channelData)) ?? new Uint8Array()
    return before.byteLength > 0 ? Buffer.concat([before, pcm]) : pcm
  }

  async finish(): Promise<Uint8Array> {
    return this.#conversion?.finish() ?? new Uint8Array()
  }

  close(): void {
    this.#decoder?.free()
    this.#decoder = null
  }

  async #open(): Promise<MPEGDecoder> {
    // mpg123 in WebAssembly, 80 kB that only few sounds need.
    const { MPEGDecoder } = await import('mpg123-decoder')
    this.#decoder = new MPEGDecoder()
    await this.#decoder.ready
    return this.#decoder
  }
}

/**
 * Decodes an MP3 file as `Mp3Stream` does.
 * @param pieces the file's bytes, `MP3_PIECE_BYTES` each
 * @returns pieces of pcm; none where there is no sound. Throws the signal's reason
 */
export async function* decodeMp3(
  pieces: Iterable<Uint8Array> | AsyncIterable<Uint8Array>,
  signal?: AbortSignal,
): AsyncGenerator<Uint8Array> {
  const decoder = new Mp3Stream()
  try {
    for await (const bytes of pieces) {
      signal?.throwIfAborted()
      const pcm = await decoder.push(bytes)
      if (pcm.byteLength > 0) yield pcm
    }
    const rest = await decoder.finish()
    if (rest.byteLength > 0) yield rest
  } finally {
    decoder.close()
  }
}

/** mpg123 gives a mono file as two equal channels. */
function averageOf([left = new Float32Array(0), right = left]: Float32Array[]): Float32Array {
  return left.map((sample, i) => (sample + (right[i] ?? 0)) / 2)
}
