import type * as v from 'valibot'
import { type Failure, FailureSchema, failWith, toFailure } from '../../app/errors.ts'
import { type Reason, type ReasonName, ReasonSchema, reasonValues } from '../../app/failure-reasons.ts'
import { type FailureCode, failureValues } from '../../app/failure-values.ts'
import { type Notice, noticeValues } from '../../app/notices.ts'
import { type Finding, findingValues } from '../../app/profiles/findings.ts'

/** Words that stand for what somebody else said. */
export const SAID = 'what was said'

/** Every failure there is, each with values that fit it: once with every choice of what can be one of several. */
export function sampleFailures(): Failure[] {
  return Object.entries(failureValues).flatMap(([code, { entries }]) =>
    samplesOf(entries).map(values => ({ code: code as FailureCode, message: '', values })),
  )
}

/** Every reason there is, with values that fit it, in the same way. */
export function sampleReasons(): Reason[] {
  return Object.entries(reasonValues).flatMap(([name, { entries }]) =>
    samplesOf(entries).map(values => ({ name: name as ReasonName, ...values }) as Reason),
  )
}

/** Every notice there is, with values that fit it, of one thing and of several. */
export function sampleNotices(): Notice[] {
  return Object.entries(noticeValues).flatMap(([name, { entries }]) =>
    samplesOf(entries).map(values => ({ name, ...values }) as Notice),
  )
}

/** Every finding of a checkup there is, with every choice among its values. */
export function sampleFindings(): Finding[] {
  return Object.entries(findingValues).flatMap(([name, { entries }]) =>
    samplesOf(entries).map(values => ({ name, ...values }) as Finding),
  )
}

function samplesOf(entries: Record<string, v.GenericSchema>): Record<string, unknown>[] {
  const choices = Object.entries(entries).map(([name, schema]) => [name, choicesOf(schema, name)] as const)
  const most = Math.max(1, ...choices.map(([, some]) => some.length))
  return Array.from({ length: most }, (_, at) =>
    Object.fromEntries(choices.map(([name, some]) => [name, some[Math.min(at, some.length - 1)]])),
  )
}

function choicesOf(schema: v.GenericSchema, name: string): unknown[] {
  if (schema === ReasonSchema) return [{ name: 'said', said: SAID }]
  if (schema === FailureSchema) return [toFailure(failWith('cut_off'))]
  if ('options' in schema) return schema.options as unknown[]
  if ('wrapped' in schema) return [...choicesOf(schema.wrapped as v.GenericSchema, name), null]
  if (schema.type === 'boolean') return [true, false]
  if ('item' in schema) return [choicesOf(schema.item as v.GenericSchema, name)]
  if (name === 'day') return ['2027-01-20']
  if (schema.type === 'number') return name === 'count' ? [1, 7] : [7]
  return [`value of ${name}`]
}
