import { createHash } from 'node:crypto'
import { fstatSync, fsyncSync, ftruncateSync } from 'node:fs'
import type { Sound } from '../../../app/conversation.ts'
import { BYTES_PER_SAMPLE, pcmDurationMs, SAMPLE_RATE_HZ } from '../../../app/pcm.ts'
import { Peaks } from '../../../app/sound/peaks.ts'
import { readWavLayout, WAV_HEADER_BYTES, wavHeader } from '../../../app/wav.ts'
import { isPlainMono } from '../../sound/wav-samples.ts'
import { readInto, withFile, writeAll } from './sound-bytes.ts'

/** What a sound file holds: everything of a `Sound` but its place. */
export type SoundMeasures = Omit<Sound, 'file'>

/** How much of a file is read at a time: measuring an hour costs no more memory than measuring a second. */
const PIECE_BYTES = 64 * 1024

/** Measures a WAV file as Parley writes them, 16-bit mono, however long. Null when it is another kind of file or has no samples. */
export function measureWav(path: string): SoundMeasures | null {
  return withFile(path, 'r', file => {
    const bytes = fstatSync(file).size
    const layout = readWavLayout(readInto(file, new Uint8Array(PIECE_BYTES), 0), bytes)
    if (!layout || !isPlainMono(layout)) return null
    const { dataOffset, dataBytes, sampleRateHz } = layout
    return {
      format: 'wav',
      bytes,
      durationMs: pcmDurationMs(dataBytes, sampleRateHz),
      ...readSamples(file, dataOffset, dataBytes),
    }
  })
}

/**
 * Makes a proper WAV file of a part whose writer ended too early: every byte after the header is sound, half a sample at the end
 * is cut off, the header says so. Doing it again changes nothing.
 * @returns the sample bytes it holds; with 0 the file is left as it is
 */
export function repairWav(path: string): number {
  return withFile(path, 'r+', file => {
    const dataBytes = Math.max(0, fstatSync(file).size - WAV_HEADER_BYTES)
    const whole = dataBytes - (dataBytes % BYTES_PER_SAMPLE)
    if (whole === 0) return 0
    ftruncateSync(file, WAV_HEADER_BYTES + whole)
    writeAll(file, wavHeader(whole, SAMPLE_RATE_HZ), 0)
    fsyncSync(file)
    return whole
  })
}

function readSamples(file: number, offset: number, length: number): Pick<Sound, 'checksum' | 'peaks'> {
  const peaks = new Peaks()
  const hash = createHash('sha256')
  // One buffer for all pieces: freed ones would pile up faster than they are collected.
  const piece = new Uint8Array(PIECE_BYTES)
  for (let at = 0; at < length; at += PIECE_BYTES) {
    const bytes = readInto(file, piece.subarray(0, Math.min(PIECE_BYTES, length - at)), offset + at)
    peaks.add(bytes)
    hash.update(bytes)
  }
  return { checksum: hash.digest('hex'), peaks: peaks.values() }
}
