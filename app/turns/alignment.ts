import * as v from 'valibot'

/** How many points an alignment has at most: four a second for about eight minutes, fewer per second in longer sound. */
export const ALIGNMENT_LIMIT = 2000
/** Points closer together than this, in milliseconds, add nothing. Doubled whenever there are too many. */
const FIRST_SPACING_MS = 250

const Place = v.pipe(v.number(), v.finite(), v.minValue(0))

/** When words are said: points of a UTF-16 offset in the words and the milliseconds of sound before it. */
export const AlignmentSchema = v.pipe(
  v.array(v.pipe(v.strictTuple([Place, Place]), v.readonly())),
  v.maxLength(ALIGNMENT_LIMIT),
  v.readonly(),
)
/**
 * When words are said. The beginnings of words and sound belong together without a point, and so do their ends. A point that goes back in
 * either is skipped. Two points may share an offset, where words were deleted, or a time, where words were inserted that are not in the
 * sound.
 */
export type Alignment = v.InferOutput<typeof AlignmentSchema>

type Point = Alignment[number]

/** Builds an alignment while a reply arrives, from how much sound had arrived when its words did. */
export class AlignmentBuilder {
  #points: Point[] = []
  #spacingMs = FIRST_SPACING_MS
  #wordsLength = 0

  /** Adds words of `length` UTF-16 units that arrived when `receivedMs` of sound had arrived. */
  addWords(length: number, receivedMs: number): void {
    const lastMs = this.#points.at(-1)?.[1] ?? 0
    if (length > 0 && receivedMs >= lastMs + this.#spacingMs)
      this.#points.push([this.#wordsLength, Math.round(receivedMs)])
    this.#wordsLength += length
    if (this.#points.length > ALIGNMENT_LIMIT) {
      this.#points = thin(this.#points)
      this.#spacingMs *= 2
    }
  }

  /**
   * The alignment with a sound of `durationMs`. Words run further and further ahead of their sound, so the times are stretched until the
   * last words end with the sound. Words that all arrived at once are spread evenly over it.
   */
  alignment(durationMs: number): Alignment {
    const last = this.#points.at(-1)
    if (last === undefined || last[0] === 0) return []
    // The last words go on at the usual pace from the moment they began to arrive.
    const wordsEndMs = (last[1] / last[0]) * this.#wordsLength
    const stretched = this.#points.map(([at, ms]): Point => [at, Math.round((ms / wordsEndMs) * durationMs)])
    return stretched.filter(([at]) => at > 0)
  }
}

/** The milliseconds of sound before the words at `charOffset`, from 0 to `durationMs`; grows with the offset. */
export function msOf(alignment: Alignment, charOffset: number, wordsLength: number, durationMs: number): number {
  return along(knotsOf(alignment, wordsLength, durationMs), charOffset, 0, 1)
}

/** The offset of the character that is said at `ms`, from 0 to `wordsLength`: the inverse of `msOf`. */
export function charAt(alignment: Alignment, ms: number, wordsLength: number, durationMs: number): number {
  // Going there and back, an offset may end up slightly below the whole number it was.
  return Math.floor(along(knotsOf(alignment, wordsLength, durationMs), ms, 1, 0) + 1e-6)
}

/**
 * The alignment of words after they were edited by hand. The parts that are the same at the beginning and end keep their place in the
 * sound; what is between them takes the time of what was there.
 */
export function realign(alignment: Alignment, before: string, after: string, durationMs: number): Alignment {
  if (before === after) return alignment
  const shorter = Math.min(before.length, after.length)
  let head = 0
  while (head < shorter && before[head] === after[head]) head++
  let tail = 0
  while (tail < shorter - head && before.at(-1 - tail) === after.at(-1 - tail)) tail++
  const [tailBefore, tailAfter] = [before.length - tail, after.length - tail]
  const stretch = (tailAfter - head) / (tailBefore - head)
  const edgeMs = (at: number) => Math.round(msOf(alignment, at, before.length, durationMs))
  const realigned: Point[] = [
    ...alignment.filter(([at]) => at <= head),
    [head, edgeMs(head)],
    ...alignment
      .filter(([at]) => at > head && at <= tailBefore)
      .map(([at, ms]): Point => [Math.round(head + (at - head) * stretch), ms]),
    [tailAfter, edgeMs(tailBefore)],
    ...alignment.filter(([at]) => at > tailBefore).map(([at, ms]): Point => [at + after.length - before.length, ms]),
  ]
  const distinct = realigned.filter(([at, ms], i) => at !== realigned[i - 1]?.[0] || ms !== realigned[i - 1]?.[1])
  return distinct.length > ALIGNMENT_LIMIT ? thin(distinct) : distinct
}

function thin(points: readonly Point[]): Point[] {
  return points.filter((_, i) => i % 2 === 0)
}

/** The points together with the beginning and end of words and sound, each not before the one before it. */
function knotsOf(alignment: Alignment, wordsLength: number, durationMs: number): Point[] {
  const end: Point = [Math.max(0, wordsLength), Math.max(0, durationMs)]
  let last: Point = [0, 0]
  const knots = [last]
  for (const point of alignment) {
    if (point[0] < last[0] || point[1] < last[1] || point[0] > end[0] || point[1] > end[1]) continue
    knots.push(point)
    last = point
  }
  return [...knots, end]
}

/** Follows one side of the knots to `at` and returns the other side, interpolating linearly between two knots. */
function along(knots: readonly Point[], at: number, side: 0 | 1, other: 0 | 1): number {
  let from = knots[0] ?? [0, 0]
  for (const to of knots) {
    if (at < to[side]) {
      if (at <= from[side]) return from[other]
      return from[other] + ((at - from[side]) / (to[side] - from[side])) * (to[other] - from[other])
    }
    from = to
  }
  return from[other]
}
