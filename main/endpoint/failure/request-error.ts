import { AppError, type Failure, sentenceOf, toFailure } from '../../../app/errors.ts'
import { redact } from './redact.ts'

/** How far a request had come when it failed, by what the server may have done with it. */
export type RequestPhase =
  /** Nobody saw the question. */
  | 'connecting'
  /** The question is out, whole or in part, and nobody knows what became of it. */
  | 'sent'
  /** The server answered with a failure, so it did nothing. */
  | 'refused'
  /** A reply had begun: it was worked on, and may be charged for. */
  | 'answering'

/** What decides whether asking again by itself can help. */
export interface RequestCircumstances {
  phase: RequestPhase
  /** How long the server asks to be left alone, in milliseconds; null when it does not say. */
  retryAfterMs: number | null
  /** What the server says itself about asking again (`x-should-retry`); null when it says nothing. */
  isRetryAdvised: boolean | null
}

/** A request that failed: the failure to show, without secrets whatever it was made of, and the circumstances `retryOf` decides by. */
export class RequestError extends AppError implements RequestCircumstances {
  readonly phase: RequestPhase
  readonly retryAfterMs: number | null
  readonly isRetryAdvised: boolean | null

  constructor(failure: AppError, circumstances: RequestCircumstances) {
    super(withoutSecrets(toFailure(failure)))
    this.phase = circumstances.phase
    this.retryAfterMs = circumstances.retryAfterMs
    this.isRetryAdvised = circumstances.isRetryAdvised
  }
}

/**
 * Takes secrets out of a failure's values and sentence. A secret may be recognisable only by the words around it: if the sentence made of the
 * clean values still has one in it, the values are left out, and the redacted sentence is all that is kept.
 */
function withoutSecrets({ values, ...failure }: Failure): Failure {
  const redacted = { ...failure, message: redact(failure.message) }
  const clean = { ...failure, values: values && cleaned(values) }
  const sentence = sentenceOf(clean)
  return redact(sentence) === sentence ? { ...redacted, values: clean.values } : redacted
}

function cleaned<Value>(value: Value): Value {
  if (typeof value === 'string') return redact(value) as Value
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, cleaned(each)])) as Value
}
