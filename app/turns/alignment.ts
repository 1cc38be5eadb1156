import * as v from 'valibot'

/** The most points an alignment has: about eight minutes at four a second, and further apart in what is longer. */
export const ALIGNMENT_LIMIT = 2000
/** Points nearer to each other than this say nothing new, in milliseconds; doubled whenever there are too many. */
const FIRST_SPACING_MS = 250

const Place = v.pipe(v.number(), v.finite(), v.minValue(0))

/** Where words sound: points of a UTF-16 offset in the words and the milliseconds of sound before it. */
export const AlignmentSchema = v.pipe(
  v.array(v.pipe(v.strictTuple([Place, Place]), v.readonly())),
  v.maxLength(ALIGNMENT_LIMIT),
  v.readonly(),
)
/**
 * Where words sound. The beginning and the end of words and sound belong together without saying so; a point that goes
 * back in either is passed over. Two points may share an offset, where words were taken out, or a time, where some were
 * put in that do not sound.
 */
export type Alignment = v.InferOutput<typeof AlignmentSchema>

type Point = Alignment[number]

/** Makes an alignment while a reply arrives, from how much sound had come when its words came. */
export class AlignmentBuilder {
  #points: Point[] = []
  #spacingMs = FIRST_SPACING_MS
  #wordsLength = 0

  /** Adds words of `length` UTF-16 units that came when `receivedMs` of sound had come. */
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
   * The alignment with a sound of `durationMs`. Words run ahead of their sound by more and more, so the times are
   * stretched until the last words end with the sound; words that all came at once are spread evenly over it.
   */
  alignment(durationMs: number): Alignment {
    const last = this.#points.at(-1)
    if (last === undefined || last[0] === 0) return []
    // The last words go on at the usual pace from the moment they began to come.
    const wordsEndMs = (last[1] / last[0]) * this.#wordsLength
    const stretched = this.#points.map(([at, ms]): Point => [at, Math.round((ms / wordsEndMs) * durationMs)])
    return stretched.filter(([at]) => at > 0)
  }
}

/** The milliseconds of sound before the words at `charOffset`, from 0 to `durationMs`; grows with the offset. */
export function msOf(alignment: Alignment, charOffset: number, wordsLength: number, durationMs: number): number {
  return along(knotsOf(alignment, wordsLength, durationMs), charOffset, 0, 1)
}

/** The offset of the character that sounds at `ms`, from 0 to `wordsLength`: what `msOf` is given, from what it gives. */
export function charAt(alignment: Alignment, ms: number, wordsLength: number, durationMs: number): number {
  // Calculated twice, an offset may come out a hair below the whole number it was.
  return Math.floor(along(knotsOf(alignment, wordsLength, durationMs), ms, 1, 0) + 1e-6)
}

/**
 * The alignment of words after they were edited by hand: what they begin and end with alike keeps its place in the
 * sound, and what stands in between takes the time of what stood there.
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

/** The points with the beginning and the end of words and sound, none before the one before it. */
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

/** Goes along one side of the knots to `at` and tells the other side, in a straight line between two knots. */
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
