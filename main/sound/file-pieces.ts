import { type FileHandle, open } from 'node:fs/promises'
import { basename } from 'node:path'
import { AppError, failWith } from '../../app/errors.ts'

/**
 * Reads a sound file, or a part of it, in pieces of `pieceBytes`, the last of which may be shorter. Only one at a time, so that the caller
 * decides how much is in memory.
 * @param start,end offsets in the file; when it ends before `end`, so do the pieces
 * @throws AppError disk_failed with what the system says
 */
export async function* piecesOfFile(
  path: string,
  pieceBytes: number,
  start = 0,
  end = Infinity,
): AsyncGenerator<Uint8Array> {
  let file: FileHandle | null = null
  try {
    file = await open(path, 'r')
    for (let at = start; at < end; ) {
      const piece = await readFully(file, at, Math.min(pieceBytes, end - at))
      if (piece.byteLength === 0) return
      yield piece
      at += piece.byteLength
    }
  } catch (error) {
    throw isOfSystem(error) ? soundUnreadable(path, error.code) : error
  } finally {
    await file?.close()
  }
}

/** The failure of a sound file that cannot be used, and why. */
export function soundUnreadable(path: string, why: string | null): AppError {
  return failWith('disk_failed', {
    what:
      why === null ? { name: 'no_sound', path: basename(path) } : { name: 'system', path: basename(path), code: why },
  })
}

async function readFully(file: FileHandle, position: number, length: number): Promise<Uint8Array> {
  const bytes = new Uint8Array(length)
  let count = 0
  while (count < length) {
    const { bytesRead } = await file.read(bytes, count, length - count, position + count)
    if (bytesRead === 0) break
    count += bytesRead
  }
  return bytes.subarray(0, count)
}

function isOfSystem(error: unknown): error is Error & { code: string } {
  return error instanceof Error && !(error instanceof AppError) && 'syscall' in error && 'code' in error
}
