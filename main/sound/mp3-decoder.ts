import { type PcmConversion, pcmFrom } from './pcm-conversion.ts'

/** How many bytes are decoded at a time, some milliseconds of work: 0.2 s of sound at 320 kbit/s, 8 s at 8. */
export const MP3_PIECE_BYTES = 8 * 1024

/**
 * Decodes an MP3 file to pcm while its bytes come, so that the memory it takes does not depend on its length. Channels are
 * averaged; silence that encoders add is cut off where the file says how much (LAME's tag); damaged frames are skipped.
 * @param pieces the file's bytes, `MP3_PIECE_BYTES` each
 * @returns pieces of pcm; none where there is no sound. Throws the signal's reason
 */
export async function* decodeMp3(
  pieces: Iterable<Uint8Array> | AsyncIterable<Uint8Array>,
  signal?: AbortSignal,
): AsyncGenerator<Uint8Array> {
  // mpg123 in WebAssembly, 80 kB that only few sounds need.
  const { MPEGDecoder } = await import('mpg123-decoder')
  const decoder = new MPEGDecoder()
  await decoder.ready
  let rateHz = 0
  let conversion: PcmConversion | null = null
  try {
    for await (const bytes of pieces) {
      signal?.throwIfAborted()
      const { channelData, samplesDecoded, sampleRate } = decoder.decode(bytes)
      if (samplesDecoded === 0) continue
      if (conversion && sampleRate !== rateHz) {
        yield conversion.finish()
        conversion = null
      }
      rateHz = sampleRate
      conversion ??= pcmFrom(rateHz)
      yield conversion.push(averageOf(channelData))
    }
    if (conversion) yield conversion.finish()
  } finally {
    decoder.free()
  }
}

/** mpg123 gives a mono file as two equal channels. */
function averageOf([left = new Float32Array(0), right = left]: Float32Array[]): Float32Array {
  return left.map((sample, i) => (sample + (right[i] ?? 0)) / 2)
}
