import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { pcmToSamples } from '../../../app/pcm.ts'
import { readWavLayout } from '../../../app/wav.ts'

/** Samples in one batch of the recorder: 20 ms at 24 kHz. */
const BATCH_SAMPLES = 480

const bytes = readFileSync(join(import.meta.dirname, '..', '..', 'fixtures', 'golden-retriever.wav'))
const layout = readWavLayout(bytes)
if (!layout) throw new Error('The fixture is not a WAV file')
const speech = pcmToSamples(bytes.subarray(layout.dataOffset, layout.dataOffset + layout.dataBytes))

/** Recorded speech over and over, in the recorder's batches. The same array is reused: copy what is kept. */
export function* speechBatches(seconds: number): Generator<Int16Array<ArrayBuffer>> {
  const batch = new Int16Array(BATCH_SAMPLES)
  for (let sent = 0; sent < seconds * 24_000; sent += BATCH_SAMPLES) {
    for (let i = 0; i < BATCH_SAMPLES; i++) batch[i] = speech[(sent + i) % speech.length] ?? 0
    yield batch
  }
}

/** The same speech over and over, from one of its samples on. */
export function speechAt(first: number, count: number): Int16Array<ArrayBuffer> {
  return Int16Array.from({ length: count }, (_, i) => speech[(first + i) % speech.length] ?? 0)
}

/** All batches in one array, as a WAV writer wants them. */
export function joined(batches: readonly Int16Array[]): Int16Array {
  const samples = new Int16Array(batches.length * BATCH_SAMPLES)
  batches.forEach((batch, index) => {
    samples.set(batch, index * BATCH_SAMPLES)
  })
  return samples
}
