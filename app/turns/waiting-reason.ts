import type { Failure } from '../errors.ts'
import type { FailureCode } from '../words/failures.ts'

/** Failures that may pass by themselves. Their sentences end with what one could do, which is done meanwhile. */
const passing: readonly FailureCode[] = ['unreachable', 'timed_out', 'server_failed', 'rate_limited']

/** What a failure advises: its last sentence, after a full stop of one script or another. */
const advice = /(?: \p{Lu}[^.]*\.|(?<=。)[^。]*。)$/u

/** Why a question waits, without the advice to do what is being done. */
export function waitingReason({ code, message }: Failure): string {
  return passing.includes(code) ? message.replace(advice, '') : message
}
