/**
 * The possible starts of a reply, in milliseconds. From 120 on: playing starts once that much sound has arrived. Below: so long after its
 * first sample, which suits servers that send faster than sound is played, or evenly.
 */
export const STARTS_MS = [0, 60, 120, 180, 240, 300, 450, 600] as const
/** The start for a server of which nothing is known. From here on a start is an amount of sound, below it a time. */
export const FIRST_START_MS = 120
/** The longest start that is used, even after gaps. */
export const LONGEST_START_MS = 600

/** For how many replies a start may have been too short: three in a hundred. */
const TOLERATED = 0.03
/** The weight of one reply in the shares: about the last thirty count. */
const WEIGHT = 0.03

/** For each of `STARTS_MS`, the share of a server's replies that would have had a gap. */
export type Gapped = readonly number[]

/** Nothing is known: starting at once counts as risky, and 120 ms as safe until the first gap. */
const unknownGapped: Gapped = STARTS_MS.map(start => (start < FIRST_START_MS ? 4 * TOLERATED : 0.6 * TOLERATED))

/** The smallest start that was nearly always enough; the longest if none was. */
export function startFor(gapped: Gapped | null): number {
  const shares = gapped ?? unknownGapped
  return STARTS_MS.find((_, i) => (shares[i] ?? 1) <= TOLERATED) ?? LONGEST_START_MS
}

/** Adds how a reply would have fared with each start. */
export function addReply(gapped: Gapped | null, hadGap: readonly boolean[]): Gapped {
  const shares = gapped ?? unknownGapped
  return STARTS_MS.map((_, i) => {
    const share = shares[i] ?? 0
    return share + ((hadGap[i] ? 1 : 0) - share) * WEIGHT
  })
}

/**
 * Watches a reply arrive, and works out for every start whether it would have led to a gap, not only for the one that was used. So each
 * reply teaches about all of them.
 */
export class Arrivals {
  readonly #startsAt: (number | null)[] = STARTS_MS.map(() => null)
  #beganAt: number | null = null
  #cameMs = 0
  /** The longest delay of a piece, compared with playing everything before it without a start. */
  #latestMs = 0

  /** Sound of that length arrived. @param at any clock, in milliseconds */
  add(at: number, soundMs: number): void {
    this.#beganAt ??= at
    const sinceMs = at - this.#beganAt
    this.#latestMs = Math.max(this.#latestMs, sinceMs - this.#cameMs)
    this.#cameMs += soundMs
    for (const [i, startMs] of STARTS_MS.entries()) {
      if (startMs < FIRST_START_MS) this.#startsAt[i] = startMs
      else if (this.#cameMs >= startMs) this.#startsAt[i] ??= sinceMs
    }
  }

  /** For each start, whether it would have led to a gap; null when nothing arrived. A reply that ended before a start had no gap. */
  hadGap(): boolean[] | null {
    return this.#beganAt === null ? null : this.#startsAt.map(startAt => startAt !== null && this.#latestMs > startAt)
  }
}
