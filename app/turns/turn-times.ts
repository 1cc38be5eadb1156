import * as v from 'valibot'
import { percentile } from './percentile.ts'

/** When a question was spoken (ms since 1970), by the system's clock, which the window and main share. */
export const TalkedSchema = v.object({
  /** The key or button went down. */
  pressedAt: v.number(),
  /** The first sample of the recording came from the microphone; null when none did. */
  firstSampleAt: v.nullable(v.number()),
  /** The key went up, or the event happened that ends a hands-free recording. */
  releasedAt: v.number(),
})
/** When a question was spoken. */
export type Talked = v.InferOutput<typeof TalkedSchema>

/** Milliseconds from the beginning of the request; null for what did not happen. */
export const ReplyTimesSchema = v.object({
  /** The beginning of the request (ms since 1970); null for replies of earlier Parleys. */
  beganAt: v.optional(v.nullable(v.number()), null),
  sentMs: v.nullable(v.number()),
  headersMs: v.nullable(v.number()),
  firstWordsMs: v.nullable(v.number()),
  firstSoundMs: v.nullable(v.number()),
  /** The first sample left the player of the window that asked; null when the reply was not played as it arrived. */
  soundedMs: v.optional(v.nullable(v.number()), null),
  endMs: v.nullable(v.number()),
})
/** When the steps of a reply happened. */
export type ReplyTimes = v.InferOutput<typeof ReplyTimesSchema>
/** The times of a reply of which nothing is known. */
export const noTimes: ReplyTimes = {
  ...{ beganAt: null, sentMs: null, headersMs: null, firstWordsMs: null, firstSoundMs: null },
  ...{ soundedMs: null, endMs: null },
}

/** The last request of a question that failed before anything of a reply arrived. */
export const AttemptSchema = v.object({
  /** Id of the profile it was asked with; empty when that is not known. */
  profileId: v.string(),
  /** When its steps happened; `endMs` is when it failed. */
  times: ReplyTimesSchema,
})
/** The last request of a question that failed. */
export type Attempt = v.InferOutput<typeof AttemptSchema>

/** The steps of a turn, in order. `sent`: the last byte of the request is out; `firstSound`: it has arrived; `sounded`: it is heard. */
export const steps = [
  'pressed',
  'firstSample',
  'sent',
  'headers',
  'firstWords',
  'firstSound',
  'sounded',
  'end',
] as const
/** A step of a turn. */
export type Step = (typeof steps)[number]
/** When the steps of a turn happened, in milliseconds from the key going up, or from asking if no key was held. */
export type TurnTimes = Record<Step, number | null>

/** What is known of when a turn's question was spoken and its reply made. */
export interface TimedTurn {
  talked: Talked | null
  times: ReplyTimes
}
/** The same, with the profile and whether it failed, at `end`. */
export interface TimedAttempt extends TimedTurn {
  profileId: string
  hasFailed: boolean
}

/** The times of the two processes never differ by more than this, unless the system's clock was set between them. */
const APART_MS = 60_000

/**
 * Puts the times of both processes in one sequence. If the clock was set in between, the turn counts from asking, and when it was heard is
 * not known.
 */
export function turnTimes({ talked, times }: TimedTurn): TurnTimes {
  const apartMs = talked && times.beganAt !== null ? times.beganAt - talked.releasedAt : 0
  const askedMs = Math.abs(apartMs) <= APART_MS ? apartMs : 0
  const heardMs = (times.soundedMs ?? 0) - (times.firstSoundMs ?? 0)
  const fromAsking = (ms: number | null) => (ms === null ? null : ms + askedMs)
  const fromRelease = (at: number | null | undefined) => (talked && at != null ? at - talked.releasedAt : null)
  return {
    pressed: fromRelease(talked?.pressedAt),
    firstSample: fromRelease(talked?.firstSampleAt),
    sent: fromAsking(times.sentMs),
    headers: fromAsking(times.headersMs),
    firstWords: fromAsking(times.firstWordsMs),
    firstSound: fromAsking(times.firstSoundMs),
    sounded: fromAsking(heardMs >= 0 && heardMs <= APART_MS ? times.soundedMs : null),
    end: fromAsking(times.endMs),
  }
}

const Spread = v.nullable(v.object({ p50: v.number(), p95: v.number() }))

/** How long turns took, in milliseconds: the median and the 95th percentile, as `TurnTimes` count. */
const TimesSumSchema = v.object({
  turns: v.number(),
  /** Null for a step that happened in none of them. */
  steps: v.object(Object.fromEntries(steps.map(step => [step, Spread])) as Record<Step, typeof Spread>),
})
/** How long turns took. */
export type TimesSum = v.InferOutput<typeof TimesSumSchema>

/** How long turns with one profile took. Failed turns say nothing about speed, so they are summed up separately. */
export const ProfileTimesSchema = v.object({
  /** Empty when it is not known. */
  profileId: v.string(),
  replied: TimesSumSchema,
  failed: TimesSumSchema,
})
/** How long turns with one profile took. */
export type ProfileTimes = v.InferOutput<typeof ProfileTimesSchema>

/** Sums up turns by profile, in the order in which profiles appear. */
export function sumUpTimes(turns: Iterable<TimedAttempt>): ProfileTimes[] {
  const byProfile = Map.groupBy(turns, ({ profileId }) => profileId)
  return [...byProfile].map(([profileId, timed]) => {
    const { replied = [], failed = [] } = Object.groupBy(timed, ({ hasFailed }) => (hasFailed ? 'failed' : 'replied'))
    return { profileId, replied: sumOf(replied), failed: sumOf(failed) }
  })
}

function sumOf(timed: TimedTurn[]): TimesSum {
  const times = timed.map(turnTimes)
  const spreads = steps.map(step => [step, spreadOf(times.flatMap(one => one[step] ?? []))])
  return { turns: timed.length, steps: Object.fromEntries(spreads) as TimesSum['steps'] }
}

function spreadOf(values: number[]): { p50: number; p95: number } | null {
  return values.length === 0 ? null : { p50: percentile(values, 50), p95: percentile(values, 95) }
}
