import { PCM_BYTES_PER_SECOND, pcmToSamples, SAMPLE_RATE_HZ } from '../../../app/pcm.ts'
import type { Mp3Rate } from '../../../app/profiles/uploads.ts'
import { readWavLayout } from '../../../app/wav.ts'
import { encodePcm } from '../../sound/mp3-encoder.ts'
import { pcmFrom } from '../../sound/pcm-conversion.ts'
import { readPcm } from '../../sound/pcm-file.ts'
import type { SoundLocation } from './file-slices.ts'

/**
 * A WAV recording as MP3, a sixth or a twelfth of its size, the same bytes every time. Ten minutes are encoded in a few seconds, giving way to
 * everything else. Throws disk_failed when it cannot be read.
 */
export async function asMp3(location: SoundLocation, kbps: Mp3Rate): Promise<Buffer> {
  const pieces: Uint8Array[] = []
  const pcm = typeof location === 'string' ? readPcm(location) : pcmInMemory(location)
  for await (const piece of encodePcm(pcm, kbps)) pieces.push(piece)
  return Buffer.concat(pieces)
}

/** What `readPcm` does for a file. */
function* pcmInMemory(wav: Uint8Array): Generator<Uint8Array> {
  const layout = readWavLayout(wav)
  if (!layout) return
  const { dataOffset, dataBytes, sampleRateHz } = layout
  const conversion = sampleRateHz === SAMPLE_RATE_HZ ? null : pcmFrom(sampleRateHz)
  for (let at = 0; at < dataBytes; at += PCM_BYTES_PER_SECOND) {
    // A copy, so that it begins where whole samples can.
    const piece = wav.slice(dataOffset + at, dataOffset + Math.min(at + PCM_BYTES_PER_SECOND, dataBytes))
    yield conversion ? conversion.push(Float32Array.from(pcmToSamples(piece), sample => sample / 32_768)) : piece
  }
  if (conversion) yield conversion.finish()
}
