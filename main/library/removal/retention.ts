import type { RetentionPolicy } from '../../../app/library/retention.ts'

const DAY_MS = 24 * 3600 * 1000
/** What is dated before this was made under a wrong clock, or is from elsewhere: there was no Parley. */
const EARLIEST_MS = Date.UTC(2020, 0, 1)
/** Nobody having said anything for longer than this, the clock may as well be wrong. */
const SILENCE_MS = 365 * DAY_MS

/** A turn as it is decided of it how long it is kept. */
export interface RetainedTurn {
  /** Its place among all turns, in the order they were made in. */
  number: number
  turnId: string
  conversationId: string
  /** Milliseconds since 1970. */
  createdAt: number
  /** How many sounds it has, and their bytes together. */
  sounds: number
  soundBytes: number
  /** Whether there are words in it, whoever's. */
  hasWords: boolean
}

/** What goes of a turn: its sounds, its words, or all of it because nothing would be left. */
export interface RetentionRemoval {
  turn: RetainedTurn
  takes: 'sound' | 'words' | 'turn'
}

/** What is to go of some turns. */
export interface RetentionPlan {
  removals: RetentionRemoval[]
  /** What all sound takes once they are done. */
  soundBytes: number
  /** Whether nothing of younger turns is to go. */
  isDone: boolean
}

/**
 * Decides what of turns is to go. They come from the oldest on, a part of them at a time.
 * @param now milliseconds since 1970
 * @param soundBytes what all sound outside the trash takes before that
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
 * Whether the clock may be wrong: it is more than a year ahead of the newest turn. Then nothing may go by age unless the user has
 * seen what goes. A clock that is behind needs no care: by it everything is younger than it is, and less goes.
 * @param newestAt when the newest turn was made, if there is one
 */
export function isClockDoubtful(now: number, newestAt: number | null): boolean {
  return newestAt !== null && now - newestAt > SILENCE_MS
}

/** Nothing is past its time of which the age is not known. */
function isPast({ createdAt }: RetainedTurn, days: number | null, now: number): boolean {
  return days !== null && createdAt >= EARLIEST_MS && createdAt < now - days * DAY_MS
}

function whatGoes(turn: RetainedTurn, losesSound: boolean, losesWords: boolean): RetentionRemoval['takes'] {
  if (turn.sounds > 0 && !losesSound) return 'words'
  return turn.hasWords && !losesWords ? 'sound' : 'turn'
}
