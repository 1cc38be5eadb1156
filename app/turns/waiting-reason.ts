import { type Failure, sentenceOf } from '../errors.ts'
import type { FailureCode } from '../failure-values.ts'

/** Failures that may pass by themselves. Their sentences end with what one could do, which is done meanwhile. */
const passing: readonly FailureCode[] = ['unreachable', 'timed_out', 'server_failed', 'rate_limited']

/** What a failure advises: its last sentence, after a full stop of one script or another. */
const advice = /(?: \p{Lu}[^.]*\.|(?<=。)[^。]*。)$/u

/** Why a question waits, without the advice to do what is being done. */
export function waitingReason(failure: Failure): string {
  const sentence = sentenceOf(failure)
  return passing.includes(failure.code) ? sentence.replace(advice, '') : sentence
}
