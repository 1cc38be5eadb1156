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
 * - `size`: its length differs from the index
 * - `header`: the samples are there, but the header describes them wrongly
 * - `differs`: the samples are not those that were kept
 * - `unmeasured`: its checksum was never worked out
 */
export type SoundFault = 'missing' | 'size' | 'header' | 'differs' | 'unmeasured'

/**
 * Compares a whole sound file with what the index says of it. Null when nothing is wrong.
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

/** Whether a WAV file begins like those that Parley records, or can be read as a whole if it is another kind. */
function hasTrueHeader(path: string, bytes: number): boolean {
  const head = withFile(path, 'r', file => readInto(file, new Uint8Array(PIECE_BYTES), 0))
  const layout = readWavLayout(head, bytes)
  if (!layout) return false
  const ours = wavHeader(bytes - WAV_HEADER_BYTES, layout.sampleRateHz)
  const isOurKind = layout.dataOffset === WAV_HEADER_BYTES && layout.formatTag === 1 && layout.channels === 1
  // A file that was attached may have more chunks before its samples, and after them.
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
