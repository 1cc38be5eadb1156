import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { pcmToSamples } from '../../../app/pcm.ts'
import { readWavLayout } from '../../../app/wav.ts'

/** Samples in one batch of the recorder: 20 ms at 24 kHz. */
export const BATCH_SAMPLES = 480

/** Recorded speech over and over, in the recorder's batches. The same array is reused: copy what is kept. */
export function* speechBatches(seconds: number): Generator<Int16Array> {
  const bytes = readFileSync(join(import.meta.dirname, '..', '..', 'fixtures', 'golden-retriever.wav'))
  const layout = readWavLayout(bytes)
  if (!layout) throw new Error('The fixture is not a WAV file')
  const speech = pcmToSamples(bytes.subarray(layout.dataOffset, layout.dataOffset + layout.dataBytes))
  const batch = new Int16Array(BATCH_SAMPLES)
  for (let sent = 0; sent < seconds * 24_000; sent += BATCH_SAMPLES) {
    for (let i = 0; i < BATCH_SAMPLES; i++) batch[i] = speech[(sent + i) % speech.length] ?? 0
    yield batch
  }
}
