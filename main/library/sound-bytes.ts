import { closeSync, fsyncSync, openSync, readSync, renameSync, writeSync } from 'node:fs'
import { dirname } from 'node:path'

/** Opens a file, lets `work` use it, closes it whatever happens. */
export function withFile<T>(path: string, flags: 'r' | 'r+' | 'w', work: (file: number) => T): T {
  const file = openSync(path, flags, 0o600)
  try {
    return work(file)
  } finally {
    closeSync(file)
  }
}

/**
 * Writes all of `bytes` at `position`, however many writes the system makes of it.
 * @param onWritten told after each write how many bytes are in, so that a failure in between loses none
 */
export function writeAll(file: number, bytes: Uint8Array, position: number, onWritten?: (count: number) => void): void {
  for (let at = 0; at < bytes.byteLength; ) {
    at += writeSync(file, bytes, at, bytes.byteLength - at, position + at)
    onWritten?.(at)
  }
}

/** Fills `bytes` from `position` of a file; returns what was filled, which is less only where the file ends. */
export function readInto<B extends ArrayBufferLike>(
  file: number,
  bytes: Uint8Array<B>,
  position: number,
): Uint8Array<B> {
  let count = 0
  while (count < bytes.byteLength) {
    const read = readSync(file, bytes, count, bytes.byteLength - count, position + count)
    if (read === 0) break
    count += read
  }
  return bytes.subarray(0, count)
}

/** Gives a file that is safely on the disk its final name, in place of an older one, and makes the name survive a power cut. */
export function renameSafely(from: string, to: string): void {
  renameSync(from, to)
  syncFolder(dirname(to))
}

/** Codes of systems that cannot or may not do this for a folder; they keep names in their own way, or nobody can help it. */
const CANNOT_SYNC: readonly unknown[] = ['EINVAL', 'ENOTSUP', 'EACCES', 'EPERM']

/** Makes new names in a folder survive a power cut. */
export function syncFolder(folder: string): void {
  // Windows cannot open folders, and keeps names without being asked.
  if (process.platform === 'win32') return
  try {
    withFile(folder, 'r', fsyncSync)
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && CANNOT_SYNC.includes(error.code))) throw error
  }
}
