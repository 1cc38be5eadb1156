import { setImmediate } from 'node:timers/promises'
import { pcmToSamples, SAMPLE_RATE_HZ } from '../../app/pcm.ts'
import { readPcm } from './pcm-file.ts'

/** Of speech at 24 kHz mono nothing is missed at this rate. */
const KBPS = 64

/**
 * Encodes a WAV file that Parley keeps as MP3, in pieces while they are asked for: 64 kbit/s, 24 kHz mono.
 * @throws AppError disk_failed when it cannot be read, and the signal's reason
 */
export function encodeMp3(path: string, signal?: AbortSignal): AsyncGenerator<Uint8Array> {
  return encodePcm(readPcm(path, signal))
}

/** Encodes pcm as MP3, a piece for each that is given, and a last one. */
export async function* encodePcm(pcm: Iterable<Uint8Array> | AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  // LAME in WebAssembly, which is not needed at the start.
  const { createMp3Encoder } = await import('wasm-media-encoders')
  const encoder = await createMp3Encoder()
  encoder.configure({ sampleRate: SAMPLE_RATE_HZ, channels: 1, bitrate: KBPS })
  for await (const piece of pcm) {
    const samples = Float32Array.from(pcmToSamples(piece), sample => sample / 32_768)
    // What it returns is its own memory, overwritten by the next call.
    yield encoder.encode([samples]).slice()
    await setImmediate()
  }
  yield encoder.finalize().slice()
}
