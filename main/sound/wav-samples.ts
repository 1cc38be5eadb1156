import { stat } from 'node:fs/promises'
import { BYTES_PER_SAMPLE } from '../../app/pcm.ts'
import { readWavLayout, type WavLayout } from '../../app/wav.ts'
import { piecesOfFile, soundUnreadable } from './file-pieces.ts'
import { isUsualRate } from './pcm-conversion.ts'

/** The samples of a 16-bit mono WAV file on the disk, as Parley writes them. */
export interface WavSamples {
  sampleRateHz: number
  /** Sample bytes in all; always whole samples. */
  bytes: number
  /** The bytes in pieces of `pieceBytes`, the last of which may be shorter; can be asked for again. */
  pieces(pieceBytes: number, signal?: AbortSignal): AsyncGenerator<Uint8Array>
}

/** How much of a file is looked through for its samples. */
const HEAD_BYTES = 64 * 1024

/**
 * Reads where the samples of a WAV file are; they themselves are read when they are asked for, and never more than a piece.
 * @throws AppError disk_failed when it cannot be read, or is no 16-bit mono WAV file with samples
 */
export async function openWavSamples(path: string): Promise<WavSamples> {
  const layout = await layoutOf(path)
  if (!layout || !isPlainMono(layout)) throw soundUnreadable(path, null)
  const { dataOffset, sampleRateHz } = layout
  const bytes = layout.dataBytes - (layout.dataBytes % BYTES_PER_SAMPLE)
  return {
    sampleRateHz,
    bytes,
    async *pieces(pieceBytes, signal) {
      let left = bytes
      for await (const piece of piecesOfFile(path, pieceBytes, dataOffset, dataOffset + bytes)) {
        signal?.throwIfAborted()
        yield piece
        left -= piece.byteLength
      }
      if (left > 0) throw soundUnreadable(path, null)
    },
  }
}

async function layoutOf(path: string): Promise<WavLayout | null> {
  for await (const head of piecesOfFile(path, HEAD_BYTES)) return readWavLayout(head, (await stat(path)).size)
  return null
}

/** Whether a WAV file has samples as Parley writes them: 16-bit mono of any usual rate. */
export function isPlainMono({ formatTag, channels, bitsPerSample, sampleRateHz, dataBytes }: WavLayout): boolean {
  const isPlain = formatTag === 1 && channels === 1 && bitsPerSample === 16
  return isPlain && isUsualRate(sampleRateHz) && dataBytes >= BYTES_PER_SAMPLE
}
