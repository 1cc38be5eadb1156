import { PCM_BYTES_PER_SECOND, SAMPLE_RATE_HZ } from '../../app/pcm.ts'
import { wavHeader } from '../../app/wav.ts'
import { encodePcm } from '../sound/mp3-encoder.ts'

/** What the practice partner speaks, of the formats OpenAI has. */
export const spokenFormats = ['wav', 'mp3', 'pcm16'] as const
/** One of them. */
export type SpokenFormat = (typeof spokenFormats)[number]

/** Encodes pcm. MP3 is 64 kbit/s and loads LAME when first asked for. */
export async function encode(pcm: Uint8Array, format: SpokenFormat): Promise<Uint8Array> {
  if (format === 'pcm16') return pcm
  if (format === 'wav') return Buffer.concat([wavHeader(pcm.byteLength, SAMPLE_RATE_HZ), pcm])
  const parts: Uint8Array[] = []
  for await (const part of encodePcm(secondsOf(pcm))) parts.push(part)
  return Buffer.concat(parts)
}

function* secondsOf(pcm: Uint8Array): Generator<Uint8Array> {
  for (let at = 0; at < pcm.byteLength; at += PCM_BYTES_PER_SECOND) yield pcm.subarray(at, at + PCM_BYTES_PER_SECOND)
}
