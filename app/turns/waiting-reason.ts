import { type Failure, sentenceOf } from '../errors.ts'
import type { FailureCode } from '../failure-values.ts'
import { withoutLastSentence } from '../words/sentences.ts'

/** Failures that may pass by themselves. Their sentences end with what one could do, which is done meanwhile. */
const passing: readonly FailureCode[] = ['unreachable', 'timed_out', 'server_failed', 'rate_limited']

/** Why a question waits, without the advice to do what is being done. */
export function waitingReason(failure: Failure): string {
  const sentence = sentenceOf(failure)
  return passing.includes(failure.code) ? withoutLastSentence(sentence) : sentence
}
