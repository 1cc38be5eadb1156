import * as v from 'valibot'
import { type FailureCode, type FailureValues, failureValues } from './failure-values.ts'
import { cascadeSteps, failures } from './words/failures.ts'

type Values<C extends FailureCode> = keyof FailureValues[C] extends never ? [] : [values: FailureValues[C]]

/**
 * What went wrong, as it is kept on a turn and sent over the wire. The code decides what can be done; code and values make the sentence,
 * wherever it is shown.
 */
export const FailureSchema = /* @__PURE__ */ failureSchema()

function failureSchema() {
  return v.pipe(
    v.object({
      code: v.picklist(Object.keys(failureValues) as [FailureCode, ...FailureCode[]]),
      /** The sentence in the language in use when it happened, for when it cannot be made again. */
      message: v.string(),
      /** The values for its sentence; missing in what earlier Parleys kept. */
      values: v.optional(v.record(v.string(), v.unknown())),
      /** The step that failed, for a question that was asked by way of words. */
      step: v.optional(v.literal('unheard')),
    }),
    // Values from a file may be anything. Those that make no sentence are left out.
    v.transform(({ values, ...failure }): Failure => {
      const fitting = v.safeParse(failureValues[failure.code], values)
      return fitting.success ? { ...failure, values: fitting.output } : failure
    }),
  )
}

/** What went wrong, as data. */
export interface Failure {
  code: FailureCode
  /** The sentence in the language in use when it happened. What is shown is `sentenceOf`. */
  message: string
  values?: Readonly<Record<string, unknown>> | undefined
  step?: 'unheard' | undefined
}

/** The only error that Parley throws on purpose: a failure with its sentence. Its `cause` is for debugging and never leaves the process. */
export class AppError extends Error {
  readonly code: FailureCode
  readonly values: Failure['values']
  readonly step: Failure['step']

  constructor({ code, message, values, step }: Failure, options?: ErrorOptions) {
    super(message, options)
    this.name = 'AppError'
    this.code = code
    this.values = values
    this.step = step
  }
}

/** Makes the error for a code, its sentence filled with values. */
export function failWith<C extends FailureCode>(code: C, ...[values]: Values<C>): AppError {
  const failure = { code, message: '', values: { ...values } }
  return new AppError({ ...failure, message: sentenceOf(failure) })
}

/** A failure's sentence in the language in use; in the one it happened in, if only that is known. */
export function sentenceOf({ code, message, values, step }: Failure): string {
  if (!values) return message
  const sentence = failures[code] as (values: object) => string
  return step ? cascadeSteps[step](sentence(values)) : sentence(values)
}

/**
 * Turns anything caught into a `Failure`. What is not an `AppError` becomes `internal`, without its stack and without anything that its
 * message quotes: parsers and `Headers` quote the text they fail on, which may be a key. The message becomes part of a sentence, so its own
 * full stop is removed.
 */
export function toFailure(error: unknown): Failure {
  if (error instanceof AppError) {
    const { code, message, values, step } = error
    return { code, message, ...(values && { values }), ...(step && { step }) }
  }
  const what = error instanceof Error ? error.message.replace(/["'`“].*["'`”]/s, '…').replace(/\.$/, '') : 'unknown'
  return toFailure(failWith('internal', { what: { name: 'said', said: what } }))
}

/** Turns anything caught into an error to pass on, through `toFailure`. */
export function asAppError(error: unknown): AppError {
  return error instanceof AppError ? error : new AppError(toFailure(error), { cause: error })
}

/** For the `default` of a switch over a union: it does not compile when a case is missing. */
export function unhandled(value: never): Error {
  return new Error(`unhandled: ${JSON.stringify(value)}`)
}
