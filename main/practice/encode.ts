import { pcmToSamples, SAMPLE_RATE_HZ } from '../../app/pcm.ts'
import { wavHeader } from '../../app/wav.ts'

/** What the practice partner speaks, of the formats OpenAI has. */
export const spokenFormats = ['wav', 'mp3', 'pcm16'] as const
/** One of them. */
export type SpokenFormat = (typeof spokenFormats)[number]

/** Encodes pcm. MP3 is 64 kbit/s and loads LAME when first asked for. */
export async function encode(pcm: Uint8Array, format: SpokenFormat): Promise<Uint8Array> {
  if (format === 'pcm16') return pcm
  if (format === 'wav') return Buffer.concat([wavHeader(pcm.byteLength, SAMPLE_RATE_HZ), pcm])
  const { createMp3Encoder } = await import('wasm-media-encoders')
  const encoder = await createMp3Encoder()
  encoder.configure({ sampleRate: SAMPLE_RATE_HZ, channels: 1, bitrate: 64 })
  const samples = Float32Array.from(pcmToSamples(pcm), sample => sample / 32_768)
  const parts: Uint8Array[] = []
  for (let at = 0; at < samples.length; at += SAMPLE_RATE_HZ) {
    // What it returns is its own memory, overwritten by the next call.
    parts.push(encoder.encode([samples.subarray(at, at + SAMPLE_RATE_HZ)]).slice())
  }
  parts.push(encoder.finalize().slice())
  return Buffer.concat(parts)
}
