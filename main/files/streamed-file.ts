import { createWriteStream } from 'node:fs'
import { rename, rm, stat } from 'node:fs/promises'
import { dirname } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { AppError, failWith } from '../../app/errors.ts'
import { diskFailure } from './disk-failure.ts'

/** How much is written at a time. */
const PIECE_BYTES = 256 * 1024

/**
 * Writes a large file for the user while its bytes are made. It grows under `<path>.part` and gets its name when all of it is
 * safely on the disk; when anything fails there is neither, and what had the name before still has it.
 * @throws AppError `disk_*`, the signal's reason, and whatever the pieces throw
 */
export async function writeStreamedFile(
  path: string,
  pieces: AsyncIterable<Uint8Array> | NodeJS.ReadableStream,
  signal?: AbortSignal,
): Promise<void> {
  signal?.throwIfAborted()
  // It would only turn out when all is written.
  const isFolder = await stat(path).then(
    found => found.isDirectory(),
    () => false,
  )
  if (isFolder) throw failWith('disk_failed', { what: { name: 'is_folder', path } })
  const part = `${path}.part`
  const file = createWriteStream(part, { mode: 0o600, flush: true, highWaterMark: PIECE_BYTES })
  try {
    await pipeline(pieces, file, signal ? { signal } : {})
    signal?.throwIfAborted()
    await rename(part, path)
  } catch (error) {
    // A file that is still being opened would come into being after it was deleted.
    if (!file.closed) await new Promise<void>(resolve => file.once('close', () => resolve()))
    await rm(part, { force: true })
    throw signal?.aborted ? signal.reason : isOfSystem(error) ? diskFailure(error, dirname(path)) : error
  }
}

function isOfSystem(error: unknown): boolean {
  return !(error instanceof AppError) && error instanceof Error && 'code' in error && 'syscall' in error
}
