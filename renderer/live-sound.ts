import { pcmToSamples, peakOf, SAMPLE_RATE_HZ } from '../app/pcm.ts'
import { GrowingPeaks } from './growing-peaks.ts'

const FLOOR_DBFS = -60
const SAMPLES_PER_PEAK = SAMPLE_RATE_HZ / 20

/**
 * The sounds of this moment, as numbers for drawing. They change up to a hundred times a second, so they are read by
 * animation frames instead of going through signals.
 */
export const liveSound = {
  /** Loudness of the microphone or of the reply being played, 0 (−60 dBFS) to 1. */
  level: 0,
  /** The recording or reply that is growing, by turn. */
  peaks: new Map<string, GrowingPeaks>(),
}

/** Maps dBFS to 0–1 so that quiet speech already moves the meter. */
export function levelOf(dbfs: number): number {
  return Math.min(1, Math.max(0, 1 - dbfs / FLOOR_DBFS))
}

/** Notes how loud the recording of a turn is now. */
export function notePeak(turnId: string, dbfs: number): void {
  peaksOf(turnId).add(Math.round(255 * Math.min(1, 10 ** (dbfs / 20))))
}

/** Notes samples of a reply as they arrive, in stretches of 50 ms. */
export function noteSamples(turnId: string, pcm: Uint8Array): void {
  const peaks = peaksOf(turnId)
  const samples = pcmToSamples(pcm)
  for (let at = 0; at < samples.length; at += SAMPLES_PER_PEAK) {
    peaks.add(Math.round((255 * peakOf(samples.subarray(at, at + SAMPLES_PER_PEAK))) / 32_768))
  }
}

function peaksOf(turnId: string): GrowingPeaks {
  const known = liveSound.peaks.get(turnId) ?? new GrowingPeaks()
  liveSound.peaks.set(turnId, known)
  return known
}
