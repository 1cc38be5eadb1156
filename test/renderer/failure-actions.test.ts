import { expect, test } from 'vitest'
import { type FailureCode, failures } from '../../app/failures.ts'
import { actionsForTurn, actionsWithoutTurn } from '../../renderer/failure-actions.ts'

const codes = Object.keys(failures) as FailureCode[]

test('every failed turn can be retried, and one that was not sent for its cost can be sent all the same', () => {
  expect(codes.filter(code => !actionsForTurn(code).includes('retry'))).toEqual(['spending_stopped'])
  expect(actionsForTurn('spending_stopped')).toEqual(['send-anyway', 'change-limit'])
})

test('what the settings can mend leads there', () => {
  expect(actionsForTurn('key_refused')).toEqual(['retry', 'open-settings'])
})

test('what only time mends offers nothing but another try', () => {
  expect(actionsForTurn('rate_limited')).toEqual(['retry'])
})

test('a failure without a turn offers what helps and no retry', () => {
  expect(actionsWithoutTurn('microphone_denied')).toEqual(['change-microphone'])
  expect(codes.filter(code => actionsWithoutTurn(code).includes('retry'))).toEqual([])
})
