import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { RetentionPolicy } from '../../../../app/library/retention.ts'
import { isClockDoubtful, planRetention, type RetainedTurn } from '../../../../main/library/removal/retention.ts'

const DAY = 24 * 3600 * 1000
const NOW = Date.UTC(2026, 10, 23, 12)
const forEver: RetentionPolicy = { soundDays: null, wordsDays: null, soundBytes: null }

function turn(daysAgo: number, change: Partial<RetainedTurn> = {}): RetainedTurn {
  const createdAt = NOW - daysAgo * DAY
  return {
    ...{ number: createdAt, turnId: `${daysAgo} days old`, conversationId: 'c', createdAt },
    ...{ sounds: 2, soundBytes: 100, hasWords: true, ...change },
  }
}

/** What goes, as `turn: what`, and whether that is all. */
function plan(turns: RetainedTurn[], policy: Partial<RetentionPolicy>, soundBytes = 0) {
  const { removals, isDone } = planRetention(turns, { ...forEver, ...policy }, NOW, soundBytes)
  return [...removals.map(({ turn, takes }) => `${turn.turnId}: ${takes}`), isDone ? 'and no more' : 'so far']
}

describe('by age', () => {
  test('what is kept for ever stays', () => {
    expect(plan([turn(4000), turn(1)], {})).toEqual(['and no more'])
  })

  test('sound goes and words stay', () => {
    expect(plan([turn(8), turn(7), turn(6)], { soundDays: 7 })).toEqual(['8 days old: sound', 'and no more'])
  })

  test('words go and sound stays', () => {
    expect(plan([turn(31), turn(29)], { wordsDays: 30 })).toEqual(['31 days old: words', 'and no more'])
  })

  test('what has lost both goes for good, at the later of both times', () => {
    const policy = { soundDays: 7, wordsDays: 30 } as const
    expect(plan([turn(31), turn(29), turn(6)], policy)).toEqual([
      '31 days old: turn',
      '29 days old: sound',
      'and no more',
    ])
  })

  test('a turn goes when nothing is left of it, whatever it lost before', () => {
    const turns = [turn(12, { hasWords: false }), turn(11, { sounds: 0, soundBytes: 0 })]
    expect({ sound: plan(turns, { soundDays: 7 }), words: plan(turns, { wordsDays: 7 }) }).toEqual({
      sound: ['12 days old: turn', 'so far'],
      words: ['11 days old: turn', 'so far'],
    })
  })

  test('what is dated before there was a Parley has no known age and stays', () => {
    const turns = [turn(20_780), turn(9)]
    expect(plan(turns, { soundDays: 7, wordsDays: 7 })).toEqual(['9 days old: turn', 'so far'])
  })
})

describe('by size', () => {
  const four = [turn(4), turn(3), turn(2), turn(1)]

  test('the oldest sound goes first, until the rest fits', () => {
    expect(plan(four, { soundBytes: 250 }, 400)).toEqual(['4 days old: sound', '3 days old: sound', 'and no more'])
  })

  test('what fits exactly stays', () => {
    expect(plan(four, { soundBytes: 400 }, 400)).toEqual(['and no more'])
  })

  test('what goes by age makes room before', () => {
    expect(plan([turn(8), ...four], { soundDays: 7, soundBytes: 400 }, 500)).toEqual([
      '8 days old: sound',
      'and no more',
    ])
  })

  test('sound of which the age is not known goes too', () => {
    expect(plan([turn(20_780), turn(1)], { soundBytes: 100 }, 200)).toEqual(['20780 days old: sound', 'and no more'])
  })
})

test('in parts it is the same plan as at once', () => {
  const days = fc.constantFrom(null, 7 as const, 30 as const, 90 as const)
  const policies = fc.record({ soundDays: days, wordsDays: days, soundBytes: fc.option(fc.nat(3000)) })
  const ages = fc.array(fc.tuple(fc.nat(120), fc.nat(2), fc.boolean()), { maxLength: 40 })
  fc.assert(
    fc.property(policies, ages, fc.integer({ min: 1, max: 9 }), (policy, found, size) => {
      const turns = found
        .map(([age, sounds, hasWords], n) => turn(age, { turnId: `${n}`, sounds, soundBytes: sounds * 50, hasWords }))
        .sort((a, b) => a.createdAt - b.createdAt)
      let soundBytes = turns.reduce((sum, one) => sum + one.soundBytes, 0)
      const whole = planRetention(turns, policy, NOW, soundBytes).removals
      const parts = []
      for (let at = 0, isDone = false; at < turns.length && !isDone; at += size) {
        const part = planRetention(turns.slice(at, at + size), policy, NOW, soundBytes)
        parts.push(...part.removals)
        soundBytes = part.soundBytes
        isDone = part.isDone
      }
      expect(parts).toEqual(whole)
      const isUnder = policy.soundBytes === null || soundBytes <= policy.soundBytes
      expect(isUnder).toBe(true)
    }),
  )
})

test.each([
  ['nothing was ever said', null, false],
  ['the newest was said just now', NOW, false],
  ['the newest was said a year ago', NOW - 365 * DAY, false],
  ['the newest was said longer ago', NOW - 366 * DAY, true],
  ['the clock is behind', NOW + 5000 * DAY, false],
])('the clock is doubted only far ahead: %s', (_, newestAt, isDoubtful) => {
  expect(isClockDoubtful(NOW, newestAt)).toBe(isDoubtful)
})
