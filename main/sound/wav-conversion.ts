import { PCM_BYTES_PER_SECOND, SAMPLE_RATE_HZ } from '../../app/pcm.ts'
import { readWavLayout, type WavLayout } from '../../app/wav.ts'
import { openCompressedWav } from './compressed-wav.ts'
import { openLinearWav } from './linear-wav.ts'
import { isUsualRate, pcmFrom } from './pcm-conversion.ts'
import type { WavSound } from './wav-sound.ts'

/** What a file that begins like a WAV turned out to be. */
export type OpenedWav = { kind: 'damaged' } | { kind: 'unknown-encoding' } | OpenSound

/** A WAV file that can be converted. */
export interface OpenSound {
  kind: 'sound'
  durationMs: number
  /** Its pcm in pieces of about a second, each converted when it is asked for: whoever has other things to do can do them in between. */
  pieces(maxMs?: number): Generator<Uint8Array>
  /** All of it at once. */
  toPcm(maxMs?: number): Uint8Array
}

/** True when the bytes begin like a WAV file, whatever follows. */
export function isWav(bytes: Uint8Array): boolean {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(12, bytes.byteLength)).toString('latin1')
  return text.startsWith('RIFF') && text.slice(8) === 'WAVE'
}

/**
 * Opens a WAV file of any usual depth, rate and number of channels, without decoding it; what it returns then does, up to
 * `maxMs`. 16-bit mono at 24 kHz passes through untouched. A file that was cut off, or whose header promises more than there is,
 * gives what it has.
 */
export function openWav(bytes: Uint8Array): OpenedWav {
  const layout = readWavLayout(bytes)
  if (!layout || layout.channels < 1 || !isUsualRate(layout.sampleRateHz)) return { kind: 'damaged' }
  const sound = openLinearWav(bytes, layout) ?? openCompressedWav(bytes, layout)
  if (!sound) return { kind: 'unknown-encoding' }
  const pieces = (maxMs = Infinity) => (isPcm(layout) ? pcmOf(bytes, layout, maxMs) : convert(sound, layout, maxMs))
  return {
    kind: 'sound',
    durationMs: (sound.frames / layout.sampleRateHz) * 1000,
    pieces,
    toPcm: maxMs => Buffer.concat([...pieces(maxMs)]),
  }
}

function isPcm({ formatTag, channels, sampleRateHz, bitsPerSample, blockBytes }: WavLayout): boolean {
  return (
    formatTag === 1 && channels === 1 && sampleRateHz === SAMPLE_RATE_HZ && bitsPerSample === 16 && blockBytes === 2
  )
}

function* pcmOf(bytes: Uint8Array, { dataOffset, dataBytes }: WavLayout, maxMs: number): Generator<Uint8Array> {
  const length = Math.min(Math.floor(dataBytes / 2), Math.round((maxMs / 1000) * SAMPLE_RATE_HZ)) * 2
  const end = dataOffset + length
  for (let at = dataOffset; at < end; at += PCM_BYTES_PER_SECOND) {
    yield bytes.subarray(at, Math.min(at + PCM_BYTES_PER_SECOND, end))
  }
}

function* convert(sound: WavSound, { sampleRateHz }: WavLayout, maxMs: number): Generator<Uint8Array> {
  const conversion = pcmFrom(sampleRateHz)
  let framesLeft = Math.min(sound.frames, Math.round((maxMs / 1000) * sampleRateHz))
  for (const block of sound.blocks()) {
    yield conversion.push(block.subarray(0, framesLeft))
    framesLeft -= Math.min(framesLeft, block.length)
    if (framesLeft === 0) break
  }
  yield conversion.finish()
}
