import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  addSpent,
  type Month,
  monthOf,
  noSum,
  type Spent,
  standingOf,
  sumOf,
  totalOf,
} from '../../../app/cost/spending.ts'
import { noTokens } from '../../../app/cost/tokens.ts'

const spent = (usd: number, change: Partial<Spent> = {}): Spent => ({
  ...{ profileId: 'a', endpoint: 'A', model: 'm' },
  ...sumOf({ usd, isEstimate: false, source: 'server' }, noTokens),
  ...change,
})
const sum = (months: readonly Month[]) => months.map(month => totalOf(month).usd).reduce((a, b) => a + b, 0)

test('a month is the calendar’s where the user is', () => {
  expect(monthOf(new Date(2026, 10, 30, 23, 59, 59, 999).getTime())).toBe('2026-11')
  expect(monthOf(new Date(2026, 11, 1).getTime())).toBe('2026-12')
})

test('whatever is added, no money is lost, months stay in order, and a model has one line in each', () => {
  const anything = fc.array(
    fc.tuple(fc.integer({ min: 1, max: 12 }), fc.nat(200), fc.constantFrom('a', 'b'), fc.nat(1000)),
    { maxLength: 400 },
  )
  fc.assert(
    fc.property(anything, added => {
      let months: Month[] = []
      for (const [month, model, profileId, usd] of added) {
        months = addSpent(
          months,
          `2026-${String(month).padStart(2, '0')}`,
          spent(usd, { model: `m${model}`, profileId }),
        )
      }
      expect(sum(months)).toBe(added.reduce((total, [, , , usd]) => total + usd, 0))
      expect(months.map(({ month }) => month)).toEqual(
        months
          .map(({ month }) => month)
          .toSorted()
          .toReversed(),
      )
      for (const { spent } of months) {
        expect(new Set(spent.map(line => `${line.profileId} ${line.model}`)).size).toBe(spent.length)
        expect(spent.length).toBeLessThanOrEqual(101)
      }
    }),
    { numRuns: 50 },
  )
})

test('an estimate is told apart from what a server said', () => {
  const months = addSpent(addSpent([], '2026-11', spent(1)), '2026-11', {
    ...spent(0),
    ...sumOf({ usd: 2, isEstimate: true, source: 'table' }, { ...noTokens, audioIn: 5 }),
  })
  expect(totalOf(months[0])).toEqual({
    ...{ usd: 3, estimatedUsd: 2, replies: 2, steps: 0, unpricedReplies: 0 },
    tokens: { ...noTokens, audioIn: 5 },
  })
  expect(totalOf(undefined)).toEqual(noSum)
})

test('four fifths of a limit are near it', () => {
  const standings = [0, 7.99, 8, 9.99, 10, 11].map(usd => standingOf(usd, 10))
  expect(standings).toEqual(['free', 'free', 'near', 'near', 'reached', 'reached'])
  expect([standingOf(1000, null), standingOf(0, 0)]).toEqual(['free', 'reached'])
})
