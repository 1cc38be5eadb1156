import { hash } from 'node:crypto'
import { readFileSync, statSync } from 'node:fs'
import * as v from 'valibot'
import { type Sound, SoundSchema } from '../../../app/conversation.ts'
import { ATTACHMENT_BYTES_LIMIT } from '../../../app/limits.ts'
import { readWavLayout } from '../../../app/wav.ts'
import { readMp3Duration } from '../../sound/mp3.ts'
import { measureWav, type SoundMeasures } from './wav-file.ts'

/** Measures a sound file that Parley wrote. Null when it holds no sound that Parley could have written. */
export function measureSound(path: string): SoundMeasures | null {
  const ending = /\.(\w+)$/.exec(path)?.[1]
  const format = v.is(SoundSchema.entries.format, ending) ? ending : 'wav'
  if (format === 'wav') return measureWav(path)
  return format === 'mp3' ? measureMp3(path) : measureUndecoded(path, format)
}

/** For a sound that nothing here decodes, only its bytes are known. */
function measureUndecoded(path: string, format: Sound['format']): SoundMeasures | null {
  const bytes = statSync(path).size
  if (bytes === 0 || bytes > ATTACHMENT_BYTES_LIMIT) return null
  return { format, bytes, durationMs: 0, checksum: checksumOf(readFileSync(path)), peaks: [] }
}

function measureMp3(path: string): SoundMeasures | null {
  const bytes = statSync(path).size
  // Larger ones were never accepted, so it is read as a whole.
  if (bytes > ATTACHMENT_BYTES_LIMIT) return null
  const file = readFileSync(path)
  const durationMs = readMp3Duration(file)
  if (durationMs === null) return null
  return { format: 'mp3', bytes, durationMs, checksum: checksumOf(file), peaks: [] }
}

/** Hexadecimal SHA-256 of the samples of a WAV file, or of the whole of any other file. */
export function checksumOf(file: Uint8Array): string {
  const layout = readWavLayout(file)
  return hash('sha256', layout ? file.subarray(layout.dataOffset, layout.dataOffset + layout.dataBytes) : file)
}
