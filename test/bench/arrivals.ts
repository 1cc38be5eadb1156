import { randomNumbers } from './random-numbers.ts'

/** How a reply's sound arrives. Synthetic: made up to be unlike each other, not recorded. */
export interface ArrivalModel {
  name: string
  /** Length of a piece, and how many times as fast as it is heard the server makes it. */
  pieceMs: number
  speed: number
  /** Every piece is late by up to so much, whatever the others are. */
  jitterMs: number
  /** How often a piece, and with it all that follow, is held up, and for how long: from the first to the second, evenly. */
  stalls: number
  stallMs: readonly [number, number]
}

/** The models that start-of-reply policies are compared on. */
export const arrivalModels: readonly ArrivalModel[] = [
  { name: 'A: 2.5 times as fast as heard', pieceMs: 50, speed: 2.5, jitterMs: 10, stalls: 0, stallMs: [0, 0] },
  {
    name: 'B: 1.5 times, 2 % stalls of 300 ms',
    pieceMs: 200,
    speed: 1.5,
    jitterMs: 10,
    stalls: 0.02,
    stallMs: [300, 300],
  },
  { name: 'C: as fast as heard', pieceMs: 50, speed: 1, jitterMs: 25, stalls: 0, stallMs: [0, 0] },
  { name: 'D: 1.15 times, wireless', pieceMs: 100, speed: 1.15, jitterMs: 60, stalls: 0.03, stallMs: [0, 250] },
  { name: 'E: slower than heard, 0.9 times', pieceMs: 100, speed: 0.9, jitterMs: 20, stalls: 0, stallMs: [0, 0] },
]

/** When the pieces of a reply of so many seconds arrive, in milliseconds from the first. The same for the same seed. */
export function arrivalsOf(model: ArrivalModel, seconds: number, seed: number): number[] {
  const random = randomNumbers(seed)
  const [least, most] = model.stallMs
  let heldUp = 0
  let latest = 0
  const times = Array.from({ length: Math.round((seconds * 1000) / model.pieceMs) }, (_, i) => {
    if (random() < model.stalls) heldUp += least + (most - least) * random()
    const at = (i * model.pieceMs) / model.speed + heldUp + random() * model.jitterMs
    latest = Math.max(latest, at)
    return latest
  })
  return times.map(at => at - (times[0] ?? 0))
}
