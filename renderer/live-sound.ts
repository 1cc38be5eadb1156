import { Peaks } from '../app/sound/peaks.ts'

const FLOOR_DBFS = -60

/**
 * The sounds of this moment, for drawing. They change many times a second, so they are read by animation frames
 * instead of going through signals.
 */
export const liveSound = {
  /** Loudness of the microphone or of the reply being played, 0 (−60 dBFS) to 1. */
  level: 0,
  /** The recording or reply that is growing, by turn. */
  peaks: new Map<string, Peaks>(),
}

/** Maps dBFS to 0–1 so that quiet speech already moves the meter. */
export function levelOf(dbfs: number): number {
  return Math.min(1, Math.max(0, 1 - dbfs / FLOOR_DBFS))
}

/** Notes what has come of the recording or reply of a turn: the loudest of every 256 samples. */
export function noteSound(turnId: string, loudest: readonly number[]): void {
  const peaks = liveSound.peaks.get(turnId) ?? new Peaks()
  liveSound.peaks.set(turnId, peaks)
  peaks.addLoudest(loudest)
}
