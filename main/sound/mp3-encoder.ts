import { setImmediate } from 'node:timers/promises'
import { pcmToSamples, SAMPLE_RATE_HZ } from '../../app/pcm.ts'
import type { Mp3Rate } from '../../app/profiles/uploads.ts'
import { readPcm } from './pcm-file.ts'

/** Encodes pcm as it comes. */
export interface PcmEncoder {
  /** What the next pcm, in whole samples, comes to; may be empty. */
  encode(pcm: Uint8Array): Uint8Array
  /** What is left. Nothing may be encoded after that. */
  finish(): Uint8Array
}

/** An encoder for one MP3, 24 kHz mono. */
export async function openMp3Encoder(kbps: Mp3Rate = 64): Promise<PcmEncoder> {
  // LAME in WebAssembly, which is not needed at the start.
  const { createMp3Encoder } = await import('wasm-media-encoders')
  const encoder = await createMp3Encoder()
  encoder.configure({ sampleRate: SAMPLE_RATE_HZ, channels: 1, bitrate: kbps })
  return {
    // What the encoder returns is its own memory, overwritten by the next call.
    encode: pcm => encoder.encode([Float32Array.from(pcmToSamples(pcm), sample => sample / 32_768)]).slice(),
    finish: () => encoder.finalize().slice(),
  }
}

/**
 * Encodes a WAV file that Parley keeps as MP3, in pieces while they are asked for: 64 kbit/s, 24 kHz mono.
 * @throws AppError disk_failed when it cannot be read, and the signal's reason
 */
export function encodeMp3(path: string, signal?: AbortSignal): AsyncGenerator<Uint8Array> {
  return encodePcm(readPcm(path, signal))
}

/** Encodes pcm as MP3, a piece for each that is given, and a last one. */
export async function* encodePcm(
  pcm: Iterable<Uint8Array> | AsyncIterable<Uint8Array>,
  kbps?: Mp3Rate,
): AsyncGenerator<Uint8Array> {
  const encoder = await openMp3Encoder(kbps)
  for await (const piece of pcm) {
    yield encoder.encode(piece)
    await setImmediate()
  }
  yield encoder.finish()
}
