/** Any so many samples in a row occur only once, so they tell where they are from. */
const BITS = 18
/** Of every sample, of 32768: about −40 dBFS, because whoever runs the benchmark may hear it. */
const LOUDNESS = 300

/** What became of coded sound on its way. */
export interface Journey {
  /** Samples that never came out. */
  lost: number
  /** Samples that came out more than once, or after later ones. */
  misplaced: number
  /** Time between the first sample and the last in which something else came out, in samples. */
  gap: number
}

/**
 * Noise of which every stretch is told from every other: a maximum-length sequence, by the primitive polynomial
 * x^18 + x^11 + 1.
 * @param length at most 262143 samples
 */
export function codedSound(length: number): Int16Array<ArrayBuffer> {
  const samples = new Int16Array(length)
  let state = 1
  for (let i = 0; i < length; i++) {
    samples[i] = state & 1 ? LOUDNESS : -LOUDNESS
    state = (state >> 1) | (((state ^ (state >> 7)) & 1) << (BITS - 1))
  }
  return samples
}

/** Compares what came out, from the first sounding sample on, with the coded sound that went in. */
export function follow(sent: Int16Array, heard: Float32Array): Journey {
  const places = placesIn(sent)
  const wasHeard = new Uint8Array(sent.length)
  let misplaced = 0
  let next = 0
  let furthest = 0
  let key = 0
  /** Coded samples in a row, and how many of those last ones could be from anywhere yet. */
  let run = 0
  let unplaced = 0
  let lastCoded = 0
  const place = (from: number, count: number) => {
    next = from + count
    misplaced += Math.max(0, Math.min(furthest, next) - from)
    furthest = Math.max(furthest, next)
    wasHeard.fill(1, from, next)
  }
  for (const [at, sample] of heard.entries()) {
    const value = sample * 32_768
    if (Math.abs(value) !== LOUDNESS) {
      run = 0
      unplaced = 0
      continue
    }
    lastCoded = at
    const isAsExpected = unplaced === 0 && value === sent[next]
    if (!isAsExpected && unplaced === 0) run = 0
    key = ((key << 1) | (value > 0 ? 1 : 0)) & (2 ** BITS - 1)
    run++
    if (isAsExpected) {
      place(next, 1)
      continue
    }
    unplaced++
    const end = run >= BITS ? (places[key] ?? -1) : -1
    if (end < 0) continue
    place(end - unplaced + 1, unplaced)
    unplaced = 0
  }
  const distinct = wasHeard.reduce((count, mark) => count + mark, 0)
  return { lost: sent.length - distinct, misplaced, gap: lastCoded + 1 - distinct }
}

/** Where each stretch of `BITS` samples ends, by its signs as a number; −1 for those that do not occur. */
function placesIn(sent: Int16Array): Int32Array {
  const places = new Int32Array(2 ** BITS).fill(-1)
  let key = 0
  for (const [at, sample] of sent.entries()) {
    key = ((key << 1) | (sample > 0 ? 1 : 0)) & (2 ** BITS - 1)
    if (at >= BITS - 1) places[key] = at
  }
  return places
}
