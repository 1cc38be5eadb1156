/**
 * With what a reply may start, in milliseconds. From 120 on: once that much of it has come. Below: that long after its first sample, which is
 * soon enough for servers that send faster than is played, or at an even pace.
 */
export const STARTS_MS = [0, 60, 120, 180, 240, 300, 450, 600] as const
/** What replies of a server start with that nothing is known of; from here on a start is an amount of sound, before it a time. */
export const FIRST_START_MS = 120
/** The most that waits, also after gaps. */
export const LONGEST_START_MS = 600

/** Of how many replies each start may have failed: three in a hundred. */
const TOLERATED = 0.03
/** How much one reply counts in the shares: about the last thirty do. */
const WEIGHT = 0.03

/** Of a server's replies, the share that would have had a gap with each of `STARTS_MS`. */
export type Gapped = readonly number[]

/** Nothing is known: to start at once counts as risky, and 120 ms as safe until the first gap. */
const unknownGapped: Gapped = STARTS_MS.map(start => (start < FIRST_START_MS ? 4 * TOLERATED : 0.6 * TOLERATED))

/** The smallest start that nearly always was enough; the longest where none was. */
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
 * Watches one reply arrive, and knows of every start whether it would have led to a gap, also of those that were not taken: each
 * reply teaches about all of them.
 */
export class Arrivals {
  readonly #startsAt: (number | null)[] = STARTS_MS.map(() => null)
  #beganAt: number | null = null
  #cameMs = 0
  /** The most by which a piece came later than if all before it had been played from the beginning on. */
  #latestMs = 0

  /** Sound of that length came. @param at any clock, in milliseconds */
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

  /** Of each start, whether it would have led to a gap; null where nothing came. A reply that ended before had none. */
  hadGap(): boolean[] | null {
    return this.#beganAt === null ? null : this.#startsAt.map(startAt => startAt !== null && this.#latestMs > startAt)
  }
}
