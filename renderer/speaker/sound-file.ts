import { isUndecoded, type Sound } from '../../app/conversation.ts'
import { main } from '../main-process.ts'
import type { Side } from '../state/conversation.ts'

const mediaTypes: Record<Sound['format'], string> = {
  ...{ wav: 'audio/wav', mp3: 'audio/mpeg', aac: 'audio/aac', flac: 'audio/flac', opus: 'audio/ogg' },
  bin: 'application/octet-stream',
}

/** A stored sound as the browser plays and saves it. */
export interface SoundFile {
  blob: Blob
  format: Sound['format']
}

/** Whether the window can play a stored sound: what Parley does not decode itself, the browser may. */
export function canPlay(sound: Sound): boolean {
  return !isUndecoded(sound) || new Audio().canPlayType(mediaTypes[sound.format]) !== ''
}

/** Reads a stored sound from main, piece by piece. */
export async function readSoundFile(turnId: string, side: Side): Promise<SoundFile> {
  const pieces: Uint8Array<ArrayBuffer>[] = []
  for (let offset = 0; ; ) {
    const { bytes, totalBytes, format } = await main.readSound({ turnId, side, offset })
    pieces.push(new Uint8Array(bytes))
    offset += bytes.byteLength
    if (offset >= totalBytes || bytes.byteLength === 0) {
      return { blob: new Blob(pieces, { type: mediaTypes[format] }), format }
    }
  }
}
