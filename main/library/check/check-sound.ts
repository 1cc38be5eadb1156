import { createHash } from 'node:crypto'
import { lstatSync } from 'node:fs'
import type { Sound } from '../../../app/conversation.ts'
import { SAMPLE_RATE_HZ } from '../../../app/pcm.ts'
import { readWavLayout, WAV_HEADER_BYTES, wavHeader } from '../../../app/wav.ts'
import { piecesOfFile } from '../../sound/file-pieces.ts'
import { readInto, withFile } from '../sounds/sound-bytes.ts'
import { checksumOfFile } from './checksum.ts'

/** How much is read at a time. */
const PIECE_BYTES = 256 * 1024

/**
 * What is wrong with a sound file.
 * - `missing`: it is gone, or something else is in its place
 * - `size`: it is not as long as the index has it
 * - `header`: the samples are there, what is said of them at its beginning is not true
 * - `differs`: the samples are not those that were kept
 * - `unmeasured`: nobody has worked out what tells whether it is as it was kept
 */
export type SoundFault = 'missing' | 'size' | 'header' | 'differs' | 'unmeasured'

/**
 * Compares a sound file with what the index has of it, to the last byte. Null when all is as it should be.
 * @param path absolute path of the file
 * @throws AppError disk_failed when it cannot be read, and the signal's reason
 */
export async function checkSound(path: string, sound: Sound, signal?: AbortSignal): Promise<SoundFault | null> {
  const found = lstatSync(path, { throwIfNoEntry: false })
  if (!found?.isFile()) return 'missing'
  if (found.size !== sound.bytes) return 'size'
  if (sound.format === 'wav' && !hasTrueHeader(path, found.size)) {
    return sound.checksum === '' || (await samplesAfterHeader(path, signal)) === sound.checksum ? 'header' : 'differs'
  }
  if (sound.checksum === '') return 'unmeasured'
  return (await checksumOfFile(path, found.size, signal)) === sound.checksum ? null : 'differs'
}

/** Whether a WAV file begins as Parley begins those it records, or is another kind that can be read as a whole. */
function hasTrueHeader(path: string, bytes: number): boolean {
  const head = withFile(path, 'r', file => readInto(file, new Uint8Array(PIECE_BYTES), 0))
  const layout = readWavLayout(head, bytes)
  if (!layout) return false
  const ours = wavHeader(bytes - WAV_HEADER_BYTES, layout.sampleRateHz)
  const isOurKind = layout.dataOffset === WAV_HEADER_BYTES && layout.formatTag === 1 && layout.channels === 1
  // A file that was attached may say more of itself before its samples, and have more behind them.
  if (!isOurKind || layout.dataBytes + WAV_HEADER_BYTES < bytes) return layout.dataOffset + layout.dataBytes <= bytes
  return layout.sampleRateHz !== SAMPLE_RATE_HZ || Buffer.from(head.subarray(0, WAV_HEADER_BYTES)).equals(ours)
}

/** The checksum of what follows a header of the length that Parley writes. */
async function samplesAfterHeader(path: string, signal?: AbortSignal): Promise<string> {
  const hash = createHash('sha256')
  for await (const piece of piecesOfFile(path, PIECE_BYTES, WAV_HEADER_BYTES)) {
    signal?.throwIfAborted()
    hash.update(piece)
  }
  return hash.digest('hex')
}
