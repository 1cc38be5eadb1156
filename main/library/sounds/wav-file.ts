import { createHash } from 'node:crypto'
import { fstatSync, fsyncSync, ftruncateSync } from 'node:fs'
import type { Sound } from '../../../app/conversation.ts'
import { BYTES_PER_SAMPLE, pcmDurationMs, SAMPLE_RATE_HZ } from '../../../app/pcm.ts'
import { Peaks } from '../../../app/sound/peaks.ts'
import { readWavLayout, WAV_HEADER_BYTES, wavHeader } from '../../../app/wav.ts'
import { isPlainMono } from '../../sound/wav-samples.ts'
import { readInto, withFile, writeAll } from './sound-bytes.ts'

/** What is measured of a sound file: everything of a `Sound` except its path. */
export type SoundMeasures = Omit<Sound, 'file'>

/** How much of a file is read at a time, so that measuring an hour takes no more memory than measuring a second. */
const PIECE_BYTES = 64 * 1024

/** Measures a WAV file as Parley writes them, 16-bit mono, of any length. Null when it is another kind of file or has no samples. */
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
 * Makes a proper WAV file of a part whose writer ended too early: the header is set to count every byte after it as sound, without half a
 * sample at the end. Can be repeated without effect.
 * @returns how many bytes of samples it holds; if 0, the file is left unchanged
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
  // One buffer for all pieces, because freed ones would pile up faster than they are collected.
  const piece = new Uint8Array(PIECE_BYTES)
  for (let at = 0; at < length; at += PIECE_BYTES) {
    const bytes = readInto(file, piece.subarray(0, Math.min(PIECE_BYTES, length - at)), offset + at)
    peaks.add(bytes)
    hash.update(bytes)
  }
  return { checksum: hash.digest('hex'), peaks: peaks.values() }
}
