import type { RetentionPolicy } from '../../../app/library/retention.ts'

const DAY_MS = 24 * 3600 * 1000
/** Anything dated earlier was made under a wrong clock or is from elsewhere: there was no Parley then. */
const EARLIEST_MS = Date.UTC(2020, 0, 1)
/** If the newest turn is older than this, the clock may as well be wrong. */
const SILENCE_MS = 365 * DAY_MS

/** A turn, as far as retention needs to know it. */
export interface RetainedTurn {
  /** Grows with the time the turn was made at. */
  number: number
  turnId: string
  conversationId: string
  /** Milliseconds since 1970. */
  createdAt: number
  /** How many sounds it has, and their bytes together. */
  sounds: number
  soundBytes: number
  /** Whether either side has words. */
  hasWords: boolean
}

/** What is removed of a turn: its sounds, its words, or the whole turn because nothing would be left. */
export interface RetentionRemoval {
  turn: RetainedTurn
  takes: 'sound' | 'words' | 'turn'
}

/** What is to be removed of some turns. */
export interface RetentionPlan {
  removals: RetentionRemoval[]
  /** How much all sound takes once they are removed. */
  soundBytes: number
  /** Whether younger turns need not be looked at. */
  isDone: boolean
}

/**
 * Decides what to remove of turns. They are passed in from the oldest on, some at a time.
 * @param now milliseconds since 1970
 * @param soundBytes how much all sound outside the trash takes before that
 */
export function planRetention(
  turns: readonly RetainedTurn[],
  policy: RetentionPolicy,
  now: number,
  soundBytes: number,
): RetentionPlan {
  const removals: RetentionRemoval[] = []
  let left = soundBytes
  for (const turn of turns) {
    const isTooMuch = policy.soundBytes !== null && left > policy.soundBytes
    const isSoundPast = isPast(turn, policy.soundDays, now)
    const areWordsPast = isPast(turn, policy.wordsDays, now)
    const isYoung = turn.createdAt >= EARLIEST_MS && !isSoundPast && !areWordsPast
    if (isYoung && !isTooMuch) return { removals, soundBytes: left, isDone: true }
    const losesSound = turn.sounds > 0 && (isSoundPast || isTooMuch)
    const losesWords = turn.hasWords && areWordsPast
    if (losesSound) left -= turn.soundBytes
    if (losesSound || losesWords) removals.push({ turn, takes: whatGoes(turn, losesSound, losesWords) })
  }
  return { removals, soundBytes: left, isDone: false }
}

/**
 * Whether the clock may be wrong: it is more than a year ahead of the newest turn. Then nothing may be removed by age unless the user has
 * seen what would be. A clock that is behind does no harm: it makes everything look younger, so less is removed.
 * @param newestAt when the newest turn was made, if there is one
 */
export function isClockDoubtful(now: number, newestAt: number | null): boolean {
  return newestAt !== null && now - newestAt > SILENCE_MS
}

/** A turn of unknown age is never past its time. */
function isPast({ createdAt }: RetainedTurn, days: number | null, now: number): boolean {
  return days !== null && createdAt >= EARLIEST_MS && createdAt < now - days * DAY_MS
}

function whatGoes(turn: RetainedTurn, losesSound: boolean, losesWords: boolean): RetentionRemoval['takes'] {
  if (turn.sounds > 0 && !losesSound) return 'words'
  return turn.hasWords && !losesWords ? 'sound' : 'turn'
}
