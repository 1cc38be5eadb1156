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

/** Reads up to `length` bytes from `position`: fewer only where the file ends. */
export function readUpTo(file: number, position: number, length: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(length)
  let count = 0
  while (count < length) {
    const read = readSync(file, bytes, count, length - count, position + count)
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

/** Makes new names in a folder survive a power cut. */
export function syncFolder(folder: string): void {
  // Windows cannot open folders, and keeps names without being asked.
  if (process.platform === 'win32') return
  withFile(folder, 'r', descriptor => {
    try {
      fsyncSync(descriptor)
    } catch (error) {
      // Some network file systems cannot; they keep names in their own way.
      if (!(error instanceof Error && 'code' in error && error.code === 'EINVAL')) throw error
    }
  })
}
