import { ALIGNMENT_LIMIT, type Alignment } from './alignment.ts'

/** A word or a phrase as whoever heard it tells it, and when in the sound it begins. */
export interface TimedWords {
  words: string
  startMs: number
}

/**
 * The alignment of a text whose words, or phrases, came with their times. They are looked for one after the other, because the
 * text has the punctuation that they lack; one that the text does not have, or that would go back in time, is passed over.
 */
export function alignTimedWords(text: string, timed: readonly TimedWords[]): Alignment {
  const points: [number, number][] = []
  let from = 0
  let lastMs = 0
  for (const { words, startMs } of timed) {
    const word = words.trim()
    const at = word === '' ? -1 : text.indexOf(word, from)
    if (at < 0 || !Number.isFinite(startMs) || startMs < lastMs) continue
    points.push([at, Math.round(startMs)])
    from = at + word.length
    lastMs = startMs
  }
  const every = Math.ceil(points.length / ALIGNMENT_LIMIT)
  return points.filter((_, i) => i % every === 0)
}
