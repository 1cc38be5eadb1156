import { expect, test } from 'vitest'
import { retryAfterOf } from '../../../../main/endpoint/failure/retry-after.ts'

const NOW = Date.UTC(2026, 10, 23, 12)
for (const [headers, words, ms] of [
  [{ 'retry-after': '7' }, '', 7000],
  [{ 'retry-after': '0.5' }, '', 500],
  [{ 'retry-after': 'Mon, 23 Nov 2026 12:01:00 GMT' }, '', 60_000],
  [{ 'retry-after': 'Mon, 23 Nov 2026 11:00:00 GMT' }, '', 0],
  [{ 'retry-after': 'Mon, 23 Nov 2026 15:00:30 GMT', date: 'Mon, 23 Nov 2026 15:00:00 GMT' }, '', 30_000],
  [{ 'retry-after': 'Mon, 23 Nov 2026 12:01:00 GMT', date: 'today' }, '', 60_000],
  [{ 'retry-after-ms': '1250', 'retry-after': '2' }, '', 1250],
  [{ 'retry-after-ms': 'None', 'retry-after': '2' }, '', 2000],
  [{ 'retry-after': 'later' }, '', null],
  [{ 'retry-after': '' }, '', null],
  [{}, 'Rate limit reached … Please try again in 6m0s. Visit …', 360_000],
  [{}, 'Please try again in 20ms.', 20],
  [{}, 'Please try again in 1h2m3.5s.', 3_723_500],
  [{}, 'No deployments available for selected model, Try again in 5 seconds. Passed model=x', 5000],
  [{ 'retry-after': '3' }, 'Please try again in 20s.', 3000],
  [{}, 'Please try again in a moment.', null],
] as const) {
  test(`to be left alone, by ${JSON.stringify(headers)} “${words}”, is ${ms === null ? 'not asked for' : `${ms} ms`}`, () => {
    expect(retryAfterOf(new Headers(headers), words, NOW)).toBe(ms)
  })
}
