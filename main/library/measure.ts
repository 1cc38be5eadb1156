import { readFileSync, statSync } from 'node:fs'
import { ATTACHMENT_BYTES_LIMIT } from '../../app/contract.ts'
import { readMp3Duration } from '../sound/mp3.ts'
import { measureWav, type SoundMeasures } from './wav-file.ts'

/** Measures a sound file that Parley wrote. Null when it holds no sound that Parley could have written. */
export function measureSound(path: string): SoundMeasures | null {
  return path.endsWith('.mp3') ? measureMp3(path) : measureWav(path)
}

function measureMp3(path: string): SoundMeasures | null {
  const bytes = statSync(path).size
  // Nothing larger was ever accepted, and it is read as a whole.
  if (bytes > ATTACHMENT_BYTES_LIMIT) return null
  const durationMs = readMp3Duration(readFileSync(path))
  return durationMs === null ? null : { format: 'mp3', bytes, durationMs, peaks: [] }
}
