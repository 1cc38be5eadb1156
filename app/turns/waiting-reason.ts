import { type Failure, sentenceOf } from '../errors.ts'
import type { FailureCode } from '../failure-values.ts'
import { withoutLastSentence } from '../words/sentences.ts'

/** Failures that may pass by themselves. Their sentences end with advice that Parley follows meanwhile. */
const passing: readonly FailureCode[] = ['unreachable', 'timed_out', 'server_failed', 'rate_limited']

/** Why a question waits, without advice that Parley already follows. */
export function waitingReason(failure: Failure): string {
  const sentence = sentenceOf(failure)
  return passing.includes(failure.code) ? withoutLastSentence(sentence) : sentence
}
