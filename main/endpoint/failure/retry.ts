import type { FailureCode } from '../../../app/failure-values.ts'
import { RequestError } from './request-error.ts'

/** How long to wait before something is asked again: after its first failure, its second … */
export const RETRY_WAITS_MS = [2000, 5000, 15_000, 60_000] as const
/** The longest wait for a server that asks to be left alone; who asks for more is asked again by the user alone. */
const LONGEST_WAIT_MS = 60_000

/** How often each failure that may pass by itself is asked again. Nothing else is, unless the server says so. */
const passing: Partial<Record<FailureCode, number>> = {
  // The network comes back when it does.
  unreachable: Number.POSITIVE_INFINITY,
  timed_out: RETRY_WAITS_MS.length,
  server_failed: RETRY_WAITS_MS.length,
  model_unavailable: RETRY_WAITS_MS.length,
  rate_limited: 2,
}

/** Whether a question is asked again without the user, and when. */
export type Retry =
  | { kind: 'never' }
  | {
      kind: 'later'
      /** How long to wait first, in milliseconds. */
      afterMs: number
      /** Whether the server asked for that wait: nothing may end it early. */
      isAskedFor: boolean
      /** The server may have worked on the question already, which then is charged for twice: to be said on the turn. */
      mayCostTwice: boolean
    }

const never: Retry = { kind: 'never' }

/**
 * Decides what follows a question that failed. It is asked again when that can help and cost nothing that was not said: never
 * once a reply had begun, nor without credit, whatever the server advises. Time alone is decided here; a network that returns
 * may end a wait early that no server asked for.
 * @param error what `ask` threw; anything but a `RequestError` never reached the network and is not asked again
 * @param retries how often this question was asked again already
 */
export function retryOf(error: unknown, retries: number): Retry {
  if (!(error instanceof RequestError)) return never
  const { code, phase, retryAfterMs, isRetryAdvised } = error
  if (phase === 'answering' || code === 'quota_used_up' || isRetryAdvised === false) return never
  const most = passing[code] ?? (isRetryAdvised === true ? RETRY_WAITS_MS.length : 0)
  if (retries >= most || (retryAfterMs ?? 0) > LONGEST_WAIT_MS) return never
  const usualMs = RETRY_WAITS_MS[retries] ?? RETRY_WAITS_MS[RETRY_WAITS_MS.length - 1] ?? LONGEST_WAIT_MS
  const isAskedFor = retryAfterMs !== null || code === 'rate_limited'
  return { kind: 'later', afterMs: retryAfterMs ?? usualMs, isAskedFor, mayCostTwice: phase === 'sent' }
}
