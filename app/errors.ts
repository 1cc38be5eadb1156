import * as v from 'valibot'
import { type FailureCode, type FailureValues, failureValues } from './failure-values.ts'
import { cascadeSteps, failures } from './words/failures.ts'

type Values<C extends FailureCode> = keyof FailureValues[C] extends never ? [] : [values: FailureValues[C]]

/**
 * What went wrong, as it is stored on a turn and crosses the wire: the code decides actions; code and values make the sentence for people,
 * wherever it is shown.
 */
export const FailureSchema = /* @__PURE__ */ failureSchema()

function failureSchema() {
  return v.pipe(
    v.object({
      code: v.picklist(Object.keys(failureValues) as [FailureCode, ...FailureCode[]]),
      /** The sentence in the language it happened in, for where it cannot be made again. */
      message: v.string(),
      /** What its sentence is filled with; absent in what earlier Parleys kept. */
      values: v.optional(v.record(v.string(), v.unknown())),
      /** Which step it was that failed, of a question that was asked by way of words. */
      step: v.optional(v.literal('unheard')),
    }),
    // Anybody may have written them: those that make no sentence are left out.
    v.transform(({ values, ...failure }): Failure => {
      const fitting = v.safeParse(failureValues[failure.code], values)
      return fitting.success ? { ...failure, values: fitting.output } : failure
    }),
  )
}

/** What went wrong, as data. */
export interface Failure {
  code: FailureCode
  /** The sentence in the language it happened in. What is shown is `sentenceOf`. */
  message: string
  values?: Readonly<Record<string, unknown>> | undefined
  step?: 'unheard' | undefined
}

/**
 * The one error Parley throws on purpose: a failure, with its sentence finished. A `cause` is for debugging and never leaves the process.
 */
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

/** What a failure tells people, in the language being spoken; as it was said then where only that is known. */
export function sentenceOf({ code, message, values, step }: Failure): string {
  if (!values) return message
  const sentence = failures[code] as (values: object) => string
  return step ? cascadeSteps[step](sentence(values)) : sentence(values)
}

/**
 * Turns anything caught into a `Failure`. What is not an `AppError` becomes `internal`, without its stack and without
 * whatever its message quotes: parsers and `Headers` quote the text they choke on, which may be a key. It is told within a sentence, so
 * that its own full stop goes.
 */
export function toFailure(error: unknown): Failure {
  if (error instanceof AppError) {
    const { code, message, values, step } = error
    return { code, message, ...(values && { values }), ...(step && { step }) }
  }
  const what = error instanceof Error ? error.message.replace(/["'`“].*["'`”]/s, '…').replace(/\.$/, '') : 'unknown'
  return toFailure(failWith('internal', { what: { name: 'said', said: what } }))
}

/** Anything caught as an error to pass on, which `toFailure` makes of it. */
export function asAppError(error: unknown): AppError {
  return error instanceof AppError ? error : new AppError(toFailure(error), { cause: error })
}

/** For the `default` of a switch over a union: does not compile when a case is missing. */
export function unhandled(value: never): Error {
  return new Error(`unhandled: ${JSON.stringify(value)}`)
}
