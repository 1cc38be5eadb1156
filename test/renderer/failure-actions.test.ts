import { expect, test } from 'vitest'
import { sentenceOf } from '../../app/errors.ts'
import type { FailureCode } from '../../app/failure-values.ts'
import { failures } from '../../app/words/failures.ts'
import { actionsForTurn, actionsWithoutTurn } from '../../renderer/failure-actions.ts'
import { sampleFailures } from '../helpers/failure-samples.ts'

const codes = Object.keys(failures) as FailureCode[]

test('every failed turn can be retried, and one that was not sent for its cost can be sent all the same', () => {
  expect(codes.filter(code => !actionsForTurn(code, false).includes('retry'))).toEqual(['spending_stopped'])
  expect(actionsForTurn('spending_stopped', false)).toEqual(['send-anyway', 'change-limit'])
})

test('what the settings can mend leads there', () => {
  expect(actionsForTurn('key_refused', false)).toEqual(['retry', 'open-settings', 'retry-elsewhere'])
})

test('what another model may answer can be asked of one', () => {
  expect([actionsForTurn('model_retired', false), actionsForTurn('rate_limited', false)]).toEqual([
    ['retry', 'retry-elsewhere'],
    ['retry', 'retry-elsewhere'],
  ])
})

test('a recording can be saved whatever happened to it', () => {
  expect(codes.filter(code => actionsForTurn(code, true).at(-1) !== 'save-recording')).toEqual([])
  expect(codes.filter(code => actionsForTurn(code, false).includes('save-recording'))).toEqual([])
})

test('every sentence that sends to Settings comes with a way there', () => {
  const told = sampleFailures().map(({ values, ...failure }) => ({
    ...failure,
    values: { ...values, ...(values && 'source' in values && { source: 'Settings' }) },
  }))
  const sent = new Set(told.filter(failure => / in Settings\b/.test(sentenceOf(failure))).map(({ code }) => code))
  const ways = new Set<string>(['open-settings', 'retry-elsewhere'])
  expect([...sent].filter(code => !actionsForTurn(code, false).some(action => ways.has(action)))).toEqual([])
})

test('what is no fault of an endpoint offers nothing but another try', () => {
  expect(actionsForTurn('disk_full', false)).toEqual(['retry'])
})

test('a failure without a turn leads to where it is mended, if it is', () => {
  expect(actionsWithoutTurn('microphone_denied')).toEqual(['change-microphone'])
  expect(actionsWithoutTurn('key_refused')).toEqual(['open-settings'])
  expect(actionsWithoutTurn('internal')).toEqual([])
})
