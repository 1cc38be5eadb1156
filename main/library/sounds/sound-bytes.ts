import { closeSync, openSync, readSync, writeSync } from 'node:fs'

/** Opens a file, lets `work` use it, and always closes it. */
export function withFile<T>(path: string, flags: 'r' | 'r+' | 'w' | 'wx', work: (file: number) => T): T {
  const file = openSync(path, flags, 0o600)
  try {
    return work(file)
  } finally {
    closeSync(file)
  }
}

/**
 * Writes all of `bytes` at `position`, in as many writes as the system makes of it.
 * @param onWritten called after each write with how many bytes are written, so that a failure in between loses none
 */
export function writeAll(file: number, bytes: Uint8Array, position: number, onWritten?: (count: number) => void): void {
  for (let at = 0; at < bytes.byteLength; ) {
    at += writeSync(file, bytes, at, bytes.byteLength - at, position + at)
    onWritten?.(at)
  }
}

/** Fills `bytes` from `position` of a file. Returns how many bytes were filled, which is less only at the end of the file. */
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
