import fc from 'fast-check'
import * as v from 'valibot'
import { describe, expect, test } from 'vitest'
import {
  ALIGNMENT_LIMIT,
  type Alignment,
  AlignmentBuilder,
  AlignmentSchema,
  charAt,
  msOf,
  realign,
} from '../../../app/turns/alignment.ts'

/** The alignment of words that came as `[length, receivedMs]`. */
function built(durationMs: number, ...came: readonly (readonly [number, number])[]): Alignment {
  const builder = new AlignmentBuilder()
  for (const [length, receivedMs] of came) builder.addWords(length, receivedMs)
  return builder.alignment(durationMs)
}

describe('an alignment is built', () => {
  test('from words that come along with their sound', () => {
    expect(built(4000, [10, 0], [10, 1000], [10, 2000], [10, 3000])).toEqual([
      [10, 1000],
      [20, 2000],
      [30, 3000],
    ])
  })

  test('and stretched when the words run ahead of their sound', () => {
    expect(built(8000, [10, 0], [10, 1000], [10, 2000], [10, 3000])).toEqual([
      [10, 2000],
      [20, 4000],
      [30, 6000],
    ])
  })

  test.each([
    ['before the sound', 0],
    ['after the sound', 4000],
  ])('without points from words that all came %s', (_, receivedMs) => {
    expect(built(4000, [10, receivedMs], [10, receivedMs], [20, receivedMs])).toEqual([])
  })

  test('with the first of the words that came between two pieces of sound', () => {
    expect(built(3000, [10, 0], [5, 1000], [5, 1000], [10, 2000])).toEqual([
      [10, 1000],
      [20, 2000],
    ])
  })

  test('with at most four points a second', () => {
    const points = built(10_000, ...Array.from({ length: 1000 }, (_, i) => [1, i * 10] as const))
    expect(points.map(([, ms]) => ms)).toEqual(Array.from({ length: 39 }, (_, i) => (i + 1) * 250))
  })

  test('with few points however long the sound is, all over it', () => {
    const points = built(7_200_000, ...Array.from({ length: 28_800 }, (_, i) => [5, i * 250] as const))
    const gaps = points.map(([, ms], i) => ms - (points[i - 1]?.[1] ?? 0))
    expect({ count: points.length, longest: Math.max(...gaps) }).toEqual({
      count: expect.toSatisfy((count: number) => count <= ALIGNMENT_LIMIT && count > ALIGNMENT_LIMIT / 4),
      longest: expect.toSatisfy((ms: number) => ms <= 8000),
    })
  })

  test('so that it is stored as it is', () => {
    const came = fc.array(fc.tuple(fc.nat(50), fc.nat(2000)), { maxLength: 100 })
    fc.assert(
      fc.property(came, fc.nat(100_000), (deltas, durationMs) => {
        const receivedMs = (count: number) => deltas.slice(0, count + 1).reduce((sum, [, ms]) => sum + ms, 0)
        const points = built(durationMs, ...deltas.map(([length], i) => [length, receivedMs(i)] as const))
        expect(v.parse(AlignmentSchema, JSON.parse(JSON.stringify(points)))).toEqual(points)
      }),
    )
  })
})

test.each([
  ['too many points', Array.from({ length: ALIGNMENT_LIMIT + 1 }, (_, i) => [i, i])],
  ['numbers below zero', [[-1, 5]]],
  ['points of three numbers', [[1, 2, 3]]],
  ['what is no number', [['1', 2]]],
])('an alignment does not have %s', (_, points) => {
  expect(v.is(AlignmentSchema, points)).toBe(false)
})

describe('places', () => {
  const alignment: Alignment = [
    [10, 1000],
    [20, 3000],
  ]

  test('between two points lie on a straight line', () => {
    expect([0, 5, 10, 15, 20, 25, 30].map(at => msOf(alignment, at, 30, 4000))).toEqual([
      ...[0, 500, 1000, 2000, 3000, 3500, 4000],
    ])
  })

  test('are found from the sound too', () => {
    expect([0, 500, 1000, 2000, 3000, 3500, 4000].map(ms => charAt(alignment, ms, 30, 4000))).toEqual([
      ...[0, 5, 10, 15, 20, 25, 30],
    ])
  })

  test('without points are spread evenly', () => {
    expect([msOf([], 10, 40, 2000), charAt([], 500, 40, 2000)]).toEqual([500, 10])
  })

  test('outside are at the beginning or the end', () => {
    const places = [msOf(alignment, -5, 30, 4000), msOf(alignment, 99, 30, 4000)]
    expect([...places, charAt(alignment, -5, 30, 4000), charAt(alignment, 9999, 30, 4000)]).toEqual([0, 4000, 0, 30])
  })

  test('in nothing are nowhere', () => {
    expect([msOf(alignment, 0, 0, 0), charAt(alignment, 0, 0, 0), msOf([], 3, 9, 0)]).toEqual([0, 0, 0])
  })

  /** Any points that the schema lets in, in no order, perhaps behind the end. */
  const anyAlignment = fc.array(fc.tuple(fc.nat(300), fc.nat(30_000)), { maxLength: 30 })

  test('never go backwards and never leave the sound or the words', () => {
    fc.assert(
      fc.property(anyAlignment, fc.nat(300), fc.nat(30_000), (points, wordsLength, durationMs) => {
        const times = Array.from({ length: wordsLength + 1 }, (_, at) => msOf(points, at, wordsLength, durationMs))
        const places = times.map(ms => charAt(points, ms, wordsLength, durationMs))
        expect({
          isMonotone: [times, places].every(row => row.every((value, i) => value >= (row[i - 1] ?? 0))),
          isInSound: times.every(ms => ms >= 0 && ms <= durationMs),
          isInWords: places.every(at => Number.isInteger(at) && at >= 0 && at <= wordsLength),
        }).toEqual({ isMonotone: true, isInSound: true, isInWords: true })
      }),
    )
  })

  test('there and back are the same, while both go on', () => {
    const steps = fc.array(fc.tuple(fc.integer({ min: 1, max: 20 }), fc.integer({ min: 1, max: 500 })), {
      minLength: 1,
    })
    fc.assert(
      fc.property(steps, gaps => {
        const sum = (side: 0 | 1, count: number) => gaps.slice(0, count).reduce((total, gap) => total + gap[side], 0)
        const points = gaps.map((_, i): [number, number] => [sum(0, i + 1), sum(1, i + 1)])
        const [wordsLength, durationMs] = points.at(-1) ?? [0, 0]
        const offsets = Array.from({ length: wordsLength + 1 }, (_, at) => at)
        const again = offsets.map(at =>
          charAt(points, msOf(points, at, wordsLength, durationMs), wordsLength, durationMs),
        )
        expect(again).toEqual(offsets)
      }),
    )
  })

  test('of words that were taken out or put in silently are where the sound goes on', () => {
    const cut: Alignment = [
      [10, 1000],
      [10, 2000],
    ]
    const inserted: Alignment = [
      [10, 1000],
      [15, 1000],
    ]
    expect({
      cut: [msOf(cut, 9, 20, 3000), msOf(cut, 10, 20, 3000), charAt(cut, 1500, 20, 3000)],
      inserted: [msOf(inserted, 12, 20, 2000), msOf(inserted, 15, 20, 2000), charAt(inserted, 1000, 20, 2000)],
    }).toEqual({ cut: [900, 2000, 10], inserted: [1000, 1000, 15] })
  })
})

describe('after an edit', () => {
  const before = 'one two three four'
  const alignment: Alignment = [
    [4, 400],
    [8, 800],
    [14, 1400],
  ]
  const edited = (after: string) => realign(alignment, before, after, 1800)

  test('of nothing all stays', () => {
    expect(edited(before)).toEqual(alignment)
  })

  test.each([
    ['at the end', 'one two three five', 'three', 800],
    ['at the beginning', 'twenty-one two three four', 'two', 400],
    ['that puts words in, those before', 'one two and a half three four', 'two', 400],
    ['that puts words in, those behind', 'one two and a half three four', 'three', 800],
    ['that takes words out', 'one four', 'four', 1400],
    ['that takes the first words out', 'three four', 'three', 800],
    ['that takes the last words out', 'one two', 'two', 400],
  ])('%s, the other words sound where they did', (_, after, word, ms) => {
    expect(msOf(edited(after), after.indexOf(word), after.length, 1800)).toBe(ms)
  })

  test('of everything the pace is kept', () => {
    const after = 'x'.repeat(36)
    expect([8, 16, 28].map(at => msOf(edited(after), at, after.length, 1800))).toEqual([400, 800, 1400])
  })

  test('that leaves nothing, nothing is left to place', () => {
    expect(msOf(edited(''), 0, 0, 1800)).toBe(1800)
  })

  test('there are never too many points', () => {
    const points = Array.from({ length: ALIGNMENT_LIMIT }, (_, i): [number, number] => [i * 2, i * 20])
    const words = 'x'.repeat(ALIGNMENT_LIMIT * 2)
    const after = `${words.slice(0, 1001)}y${words.slice(1002)}`
    expect(v.is(AlignmentSchema, realign(points, words, after, ALIGNMENT_LIMIT * 20))).toBe(true)
  })

  test('words that stayed sound where they did, within the millisecond that is stored', () => {
    const part = (letters: string) => fc.string({ unit: fc.constantFrom(...letters), maxLength: 40 })
    const points = fc.array(fc.tuple(fc.nat(160), fc.nat(16_000)), { maxLength: 20 }).map(places => {
      const [offsets, times] = [0, 1].map(side => places.map(place => place[side] ?? 0).sort((a, b) => a - b))
      return places.map((_, i): [number, number] => [offsets?.[i] ?? 0, times?.[i] ?? 0])
    })
    fc.assert(
      fc.property(points, part('abc'), part('def'), part('ghi'), part('jkl'), (places, head, gone, come, tail) => {
        const [old, edit, durationMs] = [head + gone + tail, head + come + tail, 16_000]
        const moved = realign(places, old, edit, durationMs)
        const was = (at: number) => msOf(places, at, old.length, durationMs)
        const is = (at: number) => msOf(moved, at, edit.length, durationMs)
        const kept = [...head].map((_, at) => Math.abs(is(at) - was(at)))
        const shifted = [...tail].map((_, at) => Math.abs(is(edit.length - 1 - at) - was(old.length - 1 - at)))
        expect(Math.max(0, ...kept, ...shifted)).toBeLessThanOrEqual(0.5 + 1e-6)
      }),
      { numRuns: 500 },
    )
  })
})
