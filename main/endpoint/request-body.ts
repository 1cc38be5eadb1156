import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { failWith } from '../../app/errors.ts'

/** Read at a time: a multiple of three bytes, so that every slice is base64 without padding in between. */
const SLICE_BYTES = 3 * 64 * 1024

/** Stands in a request for the base64 of a sound file, which is read from disk only while the request is being written. */
export class SoundFromDisk {
  readonly path: string

  constructor(path: string) {
    this.path = path
  }
}

/** A JSON request whose length is known before its first byte, and that can be written any number of times. */
export interface RequestBody {
  byteLength: number
  /** The same bytes at every call; memory stays at one slice. Fails with `disk_failed` when a file has changed. */
  open(): AsyncGenerator<Uint8Array<ArrayBuffer>>
}

/**
 * Prepares a request: JSON in which every `SoundFromDisk` becomes the base64 of its file. A ten-minute recording is 38 MB of
 * base64; it never exists as a whole.
 * @throws `not_found` when a sound file is gone
 */
export async function requestBody(request: unknown): Promise<RequestBody> {
  const marker = `sound-${crypto.randomUUID()}`
  const sounds: SoundFromDisk[] = []
  const json = JSON.stringify(request, (_name, value: unknown) => {
    if (!(value instanceof SoundFromDisk)) return value
    sounds.push(value)
    return marker
  })
  const texts = json.split(marker).map(text => new TextEncoder().encode(text))
  const files = await Promise.all(sounds.map(async sound => ({ path: sound.path, bytes: await sizeOf(sound.path) })))
  const textBytes = texts.reduce((sum, text) => sum + text.byteLength, 0)
  return {
    byteLength: files.reduce((sum, file) => sum + Math.ceil(file.bytes / 3) * 4, textBytes),
    async *open() {
      for (const [index, text] of texts.entries()) {
        yield text
        const file = files[index]
        if (file) yield* base64Of(file.path, file.bytes)
      }
    },
  }
}

async function sizeOf(path: string): Promise<number> {
  try {
    return (await stat(path)).size
  } catch {
    throw failWith('not_found', { what: 'The recording' })
  }
}

async function* base64Of(path: string, expectedBytes: number): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  let bytes = 0
  let rest: Buffer = Buffer.alloc(0)
  try {
    for await (const read of createReadStream(path, {
      highWaterMark: SLICE_BYTES,
      end: Math.max(0, expectedBytes - 1),
    })) {
      const slice: Buffer = rest.byteLength === 0 ? read : Buffer.concat([rest, read])
      bytes += read.byteLength
      const whole = slice.byteLength - (slice.byteLength % 3)
      rest = slice.subarray(whole)
      if (whole > 0) yield Buffer.from(slice.toString('base64', 0, whole), 'latin1')
    }
  } catch {
    throw failWith('disk_failed', { what: 'the recording could not be read' })
  }
  if (bytes !== expectedBytes) throw failWith('disk_failed', { what: 'the recording changed while it was being sent' })
  if (rest.byteLength > 0) yield Buffer.from(rest.toString('base64'), 'latin1')
}
