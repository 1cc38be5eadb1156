import { Peaks } from '../../../app/sound/peaks.ts'
import { readPcm } from '../../sound/pcm-file.ts'
import { measureSound } from './measure.ts'
import type { SoundMeasures } from './wav-file.ts'

/**
 * Measures a sound file as `measureSound` does, and adds peaks for an MP3, which has to be decoded for that: a second for five minutes.
 * @throws AppError disk_failed for an MP3 without sound in its frames, and what the file system throws
 */
export async function measureWithPeaks(path: string): Promise<SoundMeasures | null> {
  const measures = measureSound(path)
  if (measures?.format !== 'mp3') return measures
  const peaks = new Peaks()
  for await (const piece of readPcm(path)) peaks.add(piece)
  return { ...measures, peaks: peaks.values() }
}
