import { main } from './main-process.ts'
import type { Side } from './state.ts'

const mediaTypes = { wav: 'audio/wav', mp3: 'audio/mpeg' } as const

/** A stored sound as the browser plays and saves it. */
export interface SoundFile {
  blob: Blob
  format: 'wav' | 'mp3'
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
