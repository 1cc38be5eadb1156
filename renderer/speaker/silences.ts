import { PEAKS_LIMIT } from '../../app/sound/peaks.ts'

/** What is quieter than this is silence, in dBFS. */
const QUIET_DBFS = -45
/** Shorter pauses belong to speaking. */
const SHORTEST_MS = 600
/** Left around speech, so that no first or last sound of it is cut off. */
const MARGIN_MS = 150
/** Players are not exact: after a jump to an end, a place this near is the end. */
const LEAST_JUMP_MS = 50
/** What the first values of `Peaks` stand for; doubled until there are few enough. */
const FIRST_SPAN_MS = 256 / 24

/** A stretch of a sound, in milliseconds from its beginning. */
export interface Stretch {
  fromMs: number
  toMs: number
}

/**
 * Finds the stretches of a sound that can be jumped over: quiet for longer than 600 ms by its peaks (0 to 255, as `Peaks`
 * gives them), without the 150 ms next to what is not quiet. None in a sound that is quiet all through.
 */
export function findSilences(peaks: readonly number[], durationMs: number): Stretch[] {
  const spanMs = spanOf(peaks.length, durationMs)
  const loudest = 255 * 10 ** (QUIET_DBFS / 20)
  const silences: Stretch[] = []
  for (let i = 0; i < peaks.length; ) {
    const first = i
    while (i < peaks.length && (peaks[i] ?? 0) < loudest) i++
    const [isAtStart, isAtEnd] = [first === 0, i === peaks.length]
    const [quietFrom, quietTo] = [first * spanMs, isAtEnd ? durationMs : i * spanMs]
    if (quietTo - quietFrom > SHORTEST_MS && !(isAtStart && isAtEnd)) {
      silences.push({
        fromMs: isAtStart ? 0 : quietFrom + MARGIN_MS,
        toMs: isAtEnd ? durationMs : quietTo - MARGIN_MS,
      })
    }
    i++
  }
  return silences
}

/** Where playing goes on from a place in a sound: the end of the silence it is in, or that very place when the end is near. */
export function afterSilence(silences: readonly Stretch[], ms: number): number {
  return silences.find(({ fromMs, toMs }) => fromMs <= ms && ms < toMs - LEAST_JUMP_MS)?.toMs ?? ms
}

/** How much of the sound one value stands for: `Peaks` joins values in pairs, and the last may stand for less. */
function spanOf(count: number, durationMs: number): number {
  let spanMs = FIRST_SPAN_MS
  while (durationMs / spanMs >= PEAKS_LIMIT) spanMs *= 2
  return Math.ceil(durationMs / spanMs) === count ? spanMs : durationMs / Math.max(1, count)
}
