import type { FailureCode } from '../../app/failure-values.ts'
import { RETRY_WAITS_MS } from '../endpoint/failure/retry.ts'

/** The longest wait that a server can ask for. */
const LONGEST_WAIT_MS = 3600_000

/** Failures that may pass by themselves. */
const passing: readonly FailureCode[] = [
  'unreachable',
  'timed_out',
  'server_failed',
  'model_unavailable',
  'rate_limited',
  'cut_off',
]
/** Failures that every other recording would meet as well. */
const ofEndpoint: readonly FailureCode[] = [
  'transcription_missing',
  'model_unknown',
  'model_without_audio',
  'access_denied',
  'model_retired',
  'model_denied',
  'key_expired',
  'quota_used_up',
  'key_missing',
  'key_refused',
  'proxy_key_refused',
  'key_malformed',
  'tls_untrusted',
  'endpoint_not_https',
  'profile_missing',
  'endpoint_not_url',
  'endpoint_no_scheme',
  'endpoint_socket',
  'endpoint_not_http',
  'endpoint_has_password',
  'endpoint_html',
  'endpoint_redirected',
]

/** What to do when a recording could not be put into words. */
export type NextStep = { kind: 'wait'; ms: number } | { kind: 'give-up' | 'stop' }

/**
 * Decides what follows a failure: to try again after a while, to give this recording up, or to stop asking this endpoint. One that
 * cannot be reached is tried for as long as it takes.
 * @param retries how often this recording was tried again already
 * @param retryAfterMs what the server asked for, if it did
 */
export function stepAfter(code: FailureCode, retries: number, retryAfterMs: number | null): NextStep {
  if (ofEndpoint.includes(code)) return { kind: 'stop' }
  const ms = RETRY_WAITS_MS[retries] ?? (code === 'unreachable' ? RETRY_WAITS_MS[3] : undefined)
  if (!passing.includes(code) || ms === undefined) return { kind: 'give-up' }
  return { kind: 'wait', ms: Math.min(retryAfterMs ?? ms, LONGEST_WAIT_MS) }
}
