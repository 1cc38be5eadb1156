import { AppError } from '../../../app/errors.ts'
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

  constructor({ code, message }: AppError, circumstances: RequestCircumstances) {
    super(code, redact(message))
    this.phase = circumstances.phase
    this.retryAfterMs = circumstances.retryAfterMs
    this.isRetryAdvised = circumstances.isRetryAdvised
  }
}
