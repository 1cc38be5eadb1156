import { createHash } from 'node:crypto'
import { basename, dirname } from 'node:path'
import type { Sound } from '../../app/conversation.ts'
import type { ExportSound } from '../../app/library/exchange.ts'
import { piecesOfFile } from '../sound/file-pieces.ts'
import { encodeFlac } from '../sound/flac-encoder.ts'
import { encodeMp3 } from '../sound/mp3-encoder.ts'
import type { ExportedSound } from './exported-conversation.ts'

/** How much of a file is read at a time. */
const PIECE_BYTES = 256 * 1024

/** How many times smaller speech gets. */
const SMALLER = { wav: 1, flac: 2, mp3: 6 } as const

/** A sound to be written into an export. */
export interface OutgoingSound {
  /** Name of the file in the export. */
  name: string
  pieces: AsyncIterable<Uint8Array>
  /** About how many times smaller it is than the library's file. */
  smaller: number
  /** How it is described, once all pieces were read. */
  told(): ExportedSound
}

/**
 * A library's sound as it is exported: the file itself or, if asked for and it is a WAV, a smaller one made while it is read.
 * @param path of its file
 */
export function outgoingSound(
  sound: Sound,
  path: string,
  format: Exclude<ExportSound, 'none'>,
  signal?: AbortSignal,
): OutgoingSound {
  const { bytes, durationMs, checksum } = sound
  if (sound.format !== 'wav' || format === 'wav') {
    const name = basename(path)
    return {
      name,
      pieces: piecesOfFile(path, PIECE_BYTES),
      smaller: 1,
      told: () => ({ format: sound.format, bytes, durationMs, checksum, file: name, original: null }),
    }
  }
  const made = format
  const name = basename(path).replace(/\.[^.]+$/, `.${made}`)
  const hash = createHash('sha256')
  let madeBytes = 0
  const encoded = async function* () {
    for await (const piece of made === 'flac' ? encodeFlac(path, signal) : encodeMp3(path, signal)) {
      hash.update(piece)
      madeBytes += piece.byteLength
      yield piece
    }
  }
  return {
    name,
    pieces: encoded(),
    smaller: SMALLER[made],
    told: () => ({
      ...{ bytes: madeBytes, durationMs, checksum: hash.digest('hex'), file: name, format: made },
      original: { format: sound.format, bytes, checksum },
    }),
  }
}

/** How a sound that is left out of an export is described. */
export function leftOut({ format, bytes, durationMs, checksum }: Sound): ExportedSound {
  return { bytes: 0, durationMs, checksum: '', file: null, format, original: { format, bytes, checksum } }
}

/** The same sound with its file name in the export. */
export function soundNamed(sound: Sound, name: string): Sound {
  return { ...sound, file: `${dirname(sound.file)}/${name}` }
}
