import {
  Arrivals,
  addReply,
  FIRST_START_MS,
  type Gapped,
  LONGEST_START_MS,
  startFor,
} from '../../app/sound/reply-start.ts'
import { Random } from './random.ts'

/** How the pieces of replies arrive: one of `pieceMs` of sound every `pieceMs / rate`, with jitter, and stalls now and then. */
interface ArrivalModel {
  says: string
  pieceMs: number
  /** Of real time. */
  rate: number
  jitterMs: number
  /** How often a piece stalls, and for how long. */
  stalls: { share: number; fromMs: number; toMs: number }
}

/** After performance measurements of 2026: synthetic, not recorded traffic. */
export const models = {
  A: {
    says: '2.5× real time',
    pieceMs: 100,
    rate: 2.5,
    jitterMs: 10,
    stalls: { share: 0.0005, fromMs: 150, toMs: 400 },
  },
  B: {
    says: '1.5×, one piece in 50 stalls for 300 ms',
    pieceMs: 200,
    rate: 1.5,
    jitterMs: 5,
    stalls: { share: 0.02, fromMs: 300, toMs: 300 },
  },
  C: { says: 'paced 1.0×', pieceMs: 100, rate: 1, jitterMs: 20, stalls: { share: 0, fromMs: 0, toMs: 0 } },
  D: {
    says: '1.15×, stalls of a radio',
    pieceMs: 100,
    rate: 1.15,
    jitterMs: 15,
    stalls: { share: 0.006, fromMs: 50, toMs: 500 },
  },
  E: { says: '0.9×', pieceMs: 100, rate: 0.9, jitterMs: 10, stalls: { share: 0, fromMs: 0, toMs: 0 } },
} satisfies Record<string, ArrivalModel>

const REPLY_MS = 20_000

/** One reply as it was heard. */
export interface HeardReply {
  /** From the first piece until the first sample goes out. */
  startMs: number
  gaps: number
}

/** Hears replies one after the other, either all with the same start, or with what is learned of those before. */
export function hearReplies(model: ArrivalModel, count: number, fixedMs?: number): HeardReply[] {
  const heard: HeardReply[] = []
  let gapped: Gapped | null = null
  for (let seed = 1; seed <= count; seed++) {
    const arrivals = new Arrivals()
    const pieces = piecesOf(model, new Random(seed * 7919 + Math.round(model.rate * 100)))
    for (const at of pieces) arrivals.add(at, model.pieceMs)
    heard.push(hear(pieces, model.pieceMs, fixedMs ?? startFor(gapped), fixedMs))
    gapped = addReply(gapped, arrivals.hadGap() ?? [])
  }
  return heard
}

/** Milliseconds at which the pieces of a reply arrive, from the first on. */
function piecesOf({ pieceMs, rate, jitterMs, stalls }: ArrivalModel, random: Random): number[] {
  let sentAt = 0
  let latest = 0
  const pieces = Array.from({ length: REPLY_MS / pieceMs }, (_, i) => {
    if (i > 0) sentAt += pieceMs / rate
    if (i > 0 && random.next() < stalls.share) sentAt += stalls.fromMs + random.next() * (stalls.toMs - stalls.fromMs)
    latest = Math.max(latest, sentAt + random.next() * 2 * jitterMs)
    return latest
  })
  const first = pieces[0] ?? 0
  return pieces.map(at => at - first)
}

/** Plays the pieces as `Playout` does; with a fixed start as long after each gap, else with twice as much. */
function hear(pieces: readonly number[], pieceMs: number, start: number, fixedMs?: number): HeardReply {
  const isTime = fixedMs === undefined && start < FIRST_START_MS
  const heard = { startMs: 0, gaps: 0 }
  let needed = isTime ? 1 : start
  let came = 0
  /** Up to when all that came is played, while it plays. */
  let dryAt: number | null = null
  let waiting = 0
  const begin = (at: number) => {
    if (heard.gaps === 0) heard.startMs = at
    return at + waiting
  }
  for (const at of pieces) {
    // What starts by time does so between two pieces.
    if (isTime && dryAt === null && heard.gaps === 0 && at > start) dryAt = begin(start)
    if (dryAt !== null && at > dryAt) {
      heard.gaps++
      needed = fixedMs ?? Math.min(LONGEST_START_MS, 2 * Math.max(FIRST_START_MS, needed))
      dryAt = null
      waiting = 0
    }
    came++
    waiting += pieceMs
    if (dryAt !== null) dryAt += pieceMs
    else if (came === pieces.length || (waiting >= needed && !(isTime && heard.gaps === 0 && at < start)))
      dryAt = begin(at)
  }
  return heard
}
