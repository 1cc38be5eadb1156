import { count } from './counts.ts'
import type { Failure } from './errors.ts'
import type { FailureCode } from './failures.ts'
import { formatTime } from './format.ts'

/** Nearer than this, a time is told as seconds from now. */
const SOON_MS = 90_000

/** Failures that may pass by themselves. Their sentences end with what one could do, which is done meanwhile. */
const passing: readonly FailureCode[] = ['unreachable', 'timed_out', 'server_failed', 'rate_limited']

/** What is said of questions that wait to be sent, where they are shown. The window does not begin with it. */
export const waitingWords = {
  placeText:
    'Questions that could not be sent yet. They are sent by themselves, those of a conversation in the order they were asked.',
  none: 'Nothing waits to be sent.',
  why: ({ code, message }: Failure) =>
    `Waiting to be sent. ${passing.includes(code) ? message.replace(/ [A-Z][^.]*\.$/, '') : message}`,
  behind: 'Waiting to be sent, after the question before it.',
  waits: 'Waiting to be sent.',
  next: (at: number, now: number) =>
    at - now < SOON_MS ? `Next try in ${Math.max(0, Math.ceil((at - now) / 1000))} s` : `Next try at ${formatTime(at)}`,
  trying: 'Being tried now …',
  unanswered: (n: number) =>
    `It was sent ${n === 1 ? 'once' : count(n, 'time', 'times')} and not answered. That may have been billed.`,
  tryNow: 'Try now',
  keepAsDraft: 'Keep as draft',
  save: 'Save audio',
  delete: 'Delete',
  notify: 'Notify me of the reply',
}
