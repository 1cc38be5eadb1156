import { FlacStream } from './flac-stream.ts'
import { Mp3Stream } from './mp3-decoder.ts'
import { OpusStream } from './opus-stream.ts'
import type { SoundDecoder } from './sound-decoder.ts'

/** A decoder for a sound that comes in pieces; null for formats that Parley has none for. */
export function openSoundDecoder(format: string): SoundDecoder | null {
  switch (format) {
    case 'mp3':
      return new Mp3Stream()
    case 'flac':
      return new FlacStream()
    case 'opus':
      return new OpusStream()
    default:
      return null
  }
}
