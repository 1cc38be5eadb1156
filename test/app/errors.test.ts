import { randomUUID } from 'node:crypto'
import * as v from 'valibot'
import { afterEach, describe, expect, test } from 'vitest'
import { AppError, FailureSchema, failWith, sentenceOf, toFailure, unhandled } from '../../app/errors.ts'
import type { FailureCode } from '../../app/failure-values.ts'
import { cascadeSteps, failures } from '../../app/words/failures.ts'
import { speak } from '../../app/words/languages/speak.ts'
import { sampleFailures } from '../helpers/failure-samples.ts'

describe('failing', () => {
  test('with a code makes the finished sentence', () => {
    const error = failWith('timed_out', { host: 'localhost', seconds: 30 })
    expect(error).toBeInstanceOf(AppError)
    expect({ ...toFailure(error), name: error.name }).toEqual({
      code: 'timed_out',
      message: 'localhost did not answer within 30 seconds. Retrying asks the same again.',
      values: { host: 'localhost', seconds: 30 },
      name: 'AppError',
    })
  })

  test('keeps its cause to itself', () => {
    const error = new AppError({ code: 'internal', message: 'It failed.' }, { cause: new Error('secret') })
    expect([error.cause, toFailure(error)]).toEqual([new Error('secret'), { code: 'internal', message: 'It failed.' }])
  })

  test('crosses as data that the schema accepts, whatever the code', () => {
    const codes = Object.keys(failures) as FailureCode[]
    const crossed = codes.map(
      code => v.parse(FailureSchema, toFailure(new AppError({ code, message: 'Sentence.' }))).code,
    )
    expect(crossed).toEqual(codes)
  })

  test('with a code that does not exist is refused by the schema', () => {
    expect(v.is(FailureSchema, { code: 'sneezed', message: 'Sentence.' })).toBe(false)
  })

  test.each(sampleFailures())('$code tells one or more whole sentences', failure => {
    expect(v.parse(FailureSchema, failure)).toEqual(failure)
    expect(sentenceOf(failure)).toMatch(/^[A-Z“v].+([.!?]|what was said|value of \w+)$/s)
  })
})

describe('what a failure tells', () => {
  const refused = { code: 'key_refused', message: 'Then.', values: { host: 'a.example', source: 'Settings' } } as const
  afterEach(() => speak('en', ['en']))

  test('is said in the language spoken when it is shown, its step too', async () => {
    const said = [sentenceOf(refused)]
    await speak('de', ['de'])
    said.push(sentenceOf(refused), sentenceOf({ ...refused, step: 'unheard' }))
    expect(said).toEqual([
      'a.example refused the key. Check it in Settings.',
      failures.key_refused(refused.values),
      cascadeSteps.unheard(failures.key_refused(refused.values)),
    ])
    expect(said[1]).not.toBe(said[0])
  })

  test('is as it was said then, where earlier Parleys kept no more', async () => {
    await speak('de', ['de'])
    expect(sentenceOf({ code: 'cut_off', message: 'It broke.' })).toBe('It broke.')
  })

  test.each([
    ['are missing', undefined],
    ['are of another failure', { seconds: 1 }],
    ['are of another kind', { host: {}, source: 'Settings' }],
  ])('is as it was said then, where its values %s', (_, values) => {
    expect(sentenceOf(v.parse(FailureSchema, { ...refused, values }))).toBe('Then.')
  })

  test('keeps of its values only what its sentence is filled with', () => {
    const crossed = v.parse(FailureSchema, { ...refused, values: { ...refused.values, key: 'sk-test' } })
    expect(crossed).toEqual(refused)
  })
})

describe('anything else that is thrown', () => {
  test('becomes an internal failure with its message', () => {
    expect(toFailure(new TypeError('x is not a function'))).toEqual({
      code: 'internal',
      message: 'Something went wrong inside Parley: x is not a function. What you said is kept.',
      values: { what: { name: 'said', said: 'x is not a function' } },
    })
  })

  test('is told within a sentence, whose full stop is its own', () => {
    expect(toFailure(new TypeError('Permission denied.')).message).toContain('Permission denied. What')
  })

  test.each([undefined, null, 'text', 7, { message: 'an object' }])('%o is not repeated', thrown => {
    expect(toFailure(thrown).message).toBe('Something went wrong inside Parley: unknown. What you said is kept.')
  })

  test('does not repeat a key that a header could not carry', () => {
    const key = `sk-test-${randomUUID()}`
    const thrown = caught(() => new Headers({ authorization: `Bearer ${key}\n${key}` }))
    expect(thrown.message).toContain(key)
    expect(toFailure(thrown).message).not.toContain(key)
  })

  test('does not repeat what could not be parsed', () => {
    const key = `sk-test-${randomUUID().slice(0, 4)}`
    const thrown = [`{"key":"${key}"`, `${key}`, `["${key}", ${key}]`].map(text => caught(() => JSON.parse(text)))
    expect(thrown.some(({ message }) => message.includes(key))).toBe(true)
    expect(thrown.filter(error => toFailure(error).message.includes(key))).toEqual([])
  })
})

test('a case that no switch knows is told', () => {
  expect(unhandled({ name: 'sneezed' } as never).message).toBe('unhandled: {"name":"sneezed"}')
})

function caught(act: () => unknown): Error {
  try {
    act()
  } catch (error) {
    if (error instanceof Error) return error
  }
  throw new Error('it should have thrown')
}
