import { closeSync, openSync, readSync } from 'node:fs'
import { stat } from 'node:fs/promises'
import { failWith } from '../../../app/errors.ts'

/** Where a recording is: the path of its file, or its bytes when it is kept in memory alone. */
export type SoundLocation = string | Uint8Array

/** The size of a recording. Throws `not_found` when its file is gone. */
export async function sizeOf(location: SoundLocation): Promise<number> {
  if (typeof location !== 'string') return location.byteLength
  try {
    return (await stat(location)).size
  } catch {
    throw failWith('not_found', { what: 'recording' })
  }
}

/**
 * Reads a recording in slices of `sliceBytes` (the last may be shorter), each only valid until the next is asked for: they share their
 * memory. Reads synchronously: a recording was written moments ago and lies in memory, where waiting for it costs more than
 * reading. Throws `disk_failed` when it cannot be read or has become shorter.
 */
export function* slicesOf(location: SoundLocation, expectedBytes: number, sliceBytes: number): Generator<Buffer> {
  if (typeof location === 'string') yield* slicesOfFile(location, expectedBytes, sliceBytes)
  else yield* slicesOfBytes(location, sliceBytes)
}

function* slicesOfBytes(bytes: Uint8Array, sliceBytes: number): Generator<Buffer> {
  for (let at = 0; at < bytes.byteLength; at += sliceBytes) {
    const slice = bytes.subarray(at, at + sliceBytes)
    yield Buffer.from(slice.buffer, slice.byteOffset, slice.byteLength)
  }
}

function* slicesOfFile(path: string, expectedBytes: number, sliceBytes: number): Generator<Buffer> {
  let file: number | null = null
  try {
    file = openSync(path, 'r')
    const slice = Buffer.allocUnsafe(sliceBytes)
    for (let at = 0; at < expectedBytes; ) {
      const wanted = Math.min(sliceBytes, expectedBytes - at)
      if (readSync(file, slice, 0, wanted, at) < wanted) throw new Error('the file is shorter than it was')
      at += wanted
      yield slice.subarray(0, wanted)
    }
  } catch {
    throw failWith('disk_failed', { what: { name: 'recording_unread' } })
  } finally {
    if (file !== null) closeSync(file)
  }
}
