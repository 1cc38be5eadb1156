import type { Mp3Rate } from '../../../app/profiles/uploads.ts'
import { type SoundLocation, sizeOf, slicesOf } from './file-slices.ts'
import { asMp3 } from './mp3-upload.ts'
import { SpokenSound } from './spoken-sound.ts'

/**
 * Read at a time: a multiple of three bytes, so that every slice is base64 without padding in between; 64 KB of it, which
 * memory allocators hand out again, while larger blocks come fresh from the system and take four times as long.
 */
const SLICE_BYTES = 3 * 16 * 1024

/** Stands in a request for the base64 of a sound, which is read only while the request is being written. */
export class KeptSound {
  readonly location: SoundLocation
  /** Of a WAV that is sent as MP3, how much there is of it; null for what goes as it is. */
  readonly kbps: Mp3Rate | null
  /** That MP3, where it was made with the recording. */
  readonly encoded: SpokenSound | null

  constructor(location: SoundLocation, kbps: Mp3Rate | null = null, encoded: SpokenSound | null = null) {
    this.location = location
    this.kbps = kbps
    this.encoded = encoded
  }
}

/** A request that can be written any number of times. */
export interface RequestBody {
  /** Known before the first byte; null while the end of it is still being spoken. */
  byteLength: number | null
  /** The same bytes at every call; memory stays at one slice. Fails with `disk_failed` when a file has changed. */
  open(): Generator<Uint8Array>
  /** What comes after that: a recording as it is made, and what closes the request. */
  spoken?: { sound: SpokenSound; tail: Uint8Array }
}

/**
 * Prepares a request: JSON in which every sound becomes its base64. A ten-minute recording is 38 MB of
 * base64; it never exists as a whole. A `SpokenSound` comes last.
 * @throws `not_found` when a sound file is gone
 */
export async function requestBody(request: unknown): Promise<RequestBody> {
  const marker = `sound-${crypto.randomUUID()}`
  const sounds: KeptSound[] = []
  let sound: SpokenSound | null = null
  const json = JSON.stringify(request, (_name, value: unknown) => {
    if (value instanceof KeptSound) sounds.push(value)
    else if (value instanceof SpokenSound) sound = value
    else return value
    return marker
  })
  const texts = json.split(marker).map(text => new TextEncoder().encode(text))
  const spoken = sound && { sound, tail: texts.pop() ?? new Uint8Array() }
  const files = await Promise.all(sounds.map(fileOf))
  const textBytes = texts.reduce((sum, text) => sum + text.byteLength, 0)
  const byteLength = files.reduce((sum, file) => sum + Math.ceil(file.bytes / 3) * 4, textBytes)
  return {
    byteLength: spoken ? null : byteLength,
    *open() {
      for (const [index, text] of texts.entries()) {
        yield text
        const file = files[index]
        if (file) yield* base64Of(file.location, file.bytes)
      }
    },
    ...(spoken ? { spoken } : {}),
  }
}

/** What is read while the request is written. What has to be encoded is in memory by then. */
async function fileOf({
  location: kept,
  kbps,
  encoded,
}: KeptSound): Promise<{ location: SoundLocation; bytes: number }> {
  const bytes = await sizeOf(kept)
  if (kbps === null) return { location: kept, bytes }
  const location = encoded?.gathered() ?? (await asMp3(kept, kbps))
  return { location, bytes: location.byteLength }
}

function* base64Of(location: SoundLocation, bytes: number): Generator<Uint8Array> {
  for (const slice of slicesOf(location, bytes, SLICE_BYTES)) yield Buffer.from(slice.toString('base64'), 'latin1')
}
