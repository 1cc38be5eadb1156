import { createHash } from 'node:crypto'
import { readWavLayout } from '../../../app/wav.ts'
import { piecesOfFile } from '../../sound/file-pieces.ts'

/** How much is read at a time. */
const PIECE_BYTES = 256 * 1024
/** How much of a file is searched for the start of its samples. */
const HEAD_BYTES = 64 * 1024

/**
 * The checksum of a sound file as `Sound` has it, read a piece at a time, so that other work goes on meanwhile.
 * @param bytes size of the file
 * @throws AppError disk_failed when it cannot be read, and the signal's reason
 */
export async function checksumOfFile(path: string, bytes: number, signal?: AbortSignal): Promise<string> {
  const layout = await layoutOf(path, bytes)
  const [start, end] = layout ? [layout.dataOffset, layout.dataOffset + layout.dataBytes] : [0, bytes]
  const hash = createHash('sha256')
  for await (const piece of piecesOfFile(path, PIECE_BYTES, start, end)) {
    signal?.throwIfAborted()
    hash.update(piece)
  }
  return hash.digest('hex')
}

async function layoutOf(path: string, bytes: number) {
  for await (const head of piecesOfFile(path, HEAD_BYTES)) return readWavLayout(head, bytes)
  return null
}
