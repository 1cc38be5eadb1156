import type { OutboxEntry } from '../../app/conversation.ts'
import type { Endpoint } from '../endpoint/endpoint.ts'
import { retryOf } from '../endpoint/failure/retry.ts'

/** A reply that comes this long after its question, or later, is announced and not played by itself. */
const LATE_MS = 120_000
/** The longest that anything waits for its time. Anything due later was recorded under another clock. */
export const LONGEST_WAIT_MS = 60_000

/**
 * The outbox entry of a question that is asked now, in case it has to wait. `asked` is null when nobody can be asked.
 * @param isBeyondLimit whether the user wants it to be sent although the month's limit is reached
 */
export function newEntry(
  asked: Pick<Endpoint, 'baseUrl' | 'profileId'> | null,
  askedAt: number,
  isBeyondLimit: boolean,
): OutboxEntry {
  const untried = { attempts: 0, nextAt: askedAt, notBefore: null, unanswered: 0 }
  return { ...addresseeOf(asked), ...untried, askedAt, isBeyondLimit }
}

/** The endpoint that a question is for. */
export function addresseeOf(
  asked: Pick<Endpoint, 'baseUrl' | 'profileId'> | null,
): Pick<OutboxEntry, 'endpoint' | 'profileId'> {
  return { endpoint: asked?.baseUrl ?? '', profileId: asked?.profileId ?? '' }
}

/** Whether a question may be sent without the user to the endpoint that would answer it now. */
export function isAskedOf(
  entry: OutboxEntry,
  { baseUrl, profileId }: Pick<Endpoint, 'baseUrl' | 'profileId'>,
): boolean {
  return entry.endpoint === '' || (entry.endpoint === baseUrl && entry.profileId === profileId)
}

/** The entry of a question that has failed; null when it is not asked again by itself. `error` is what `ask` threw. */
export function entryAfter(entry: OutboxEntry, error: unknown, now: number): OutboxEntry | null {
  const retry = retryOf(error, entry.attempts)
  if (retry.kind === 'never') return null
  const nextAt = now + retry.afterMs
  return {
    ...entry,
    attempts: entry.attempts + 1,
    nextAt,
    notBefore: retry.isAskedFor ? nextAt : null,
    unanswered: entry.unanswered + Number(retry.mayCostTwice),
  }
}

/** How long a question waits until it is tried, in milliseconds; null while the user has to decide. */
export function waitOf({ nextAt }: OutboxEntry, now: number): number | null {
  if (nextAt === null) return null
  return nextAt - now > LONGEST_WAIT_MS ? 0 : Math.max(0, nextAt - now)
}

/** The earliest time at which a question may be tried without the user: now, unless its server asked to be left alone for longer. */
export function soonestOf({ notBefore }: OutboxEntry, now: number): number {
  return notBefore !== null && notBefore - now <= LONGEST_WAIT_MS ? Math.max(now, notBefore) : now
}

/** Whether a reply that begins now comes late to a question that had to wait, so that nobody expects to hear it any more. */
export function isLate({ askedAt }: OutboxEntry, now: number, startedAt: number): boolean {
  return now - askedAt > LATE_MS || askedAt < startedAt
}
