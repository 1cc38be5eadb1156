import * as v from 'valibot'
import { type FailureCode, failures } from './words/failures.ts'

type Values<C extends FailureCode> = Parameters<(typeof failures)[C]> extends [infer V] ? [values: V] : []

/** What went wrong, as it is stored on a turn and crosses the wire: the code decides actions, the message is for people. */
export const FailureSchema = v.object({
  code: v.picklist(Object.keys(failures) as [FailureCode, ...FailureCode[]]),
  message: v.string(),
})
/** What went wrong, as data. */
export type Failure = v.InferOutput<typeof FailureSchema>

/**
 * The one error Parley throws on purpose: a code of the `failures` table and the finished sentence.
 * A `cause` is for debugging and never leaves the process.
 */
export class AppError extends Error {
  readonly code: FailureCode

  constructor(code: FailureCode, message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = 'AppError'
    this.code = code
  }
}

/** Makes the error for a code, its sentence filled with values. */
export function failWith<C extends FailureCode>(code: C, ...[values]: Values<C>): AppError {
  const sentence = failures[code] as (values: unknown) => string
  return new AppError(code, sentence(values))
}

/**
 * Turns anything caught into a `Failure`. What is not an `AppError` becomes `internal`, without its stack and without
 * whatever its message quotes: parsers and `Headers` quote the text they choke on, which may be a key.
 */
export function toFailure(error: unknown): Failure {
  if (error instanceof AppError) return { code: error.code, message: error.message }
  const what = error instanceof Error ? error.message.replace(/["'`“].*["'`”]/s, '…') : 'unknown'
  return { code: 'internal', message: failures.internal({ what }) }
}

/** For the `default` of a switch over a union: does not compile when a case is missing. */
export function unhandled(value: never): Error {
  return new Error(`unhandled: ${JSON.stringify(value)}`)
}
