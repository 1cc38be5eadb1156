import { expect, test } from 'vitest'
import { retryDelayMs } from '../../../main/keys/retry-schedule.ts'

test('what fails is tried again after 1, 3 and 10 seconds, and then no more', () => {
  expect([1, 2, 3, 4, 5].map(failures => retryDelayMs(failures))).toEqual([1000, 3000, 10_000, null, null])
})
