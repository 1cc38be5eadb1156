import fc from 'fast-check'
import * as v from 'valibot'
import { expect, test } from 'vitest'
import { ALIGNMENT_LIMIT, AlignmentSchema, msOf } from '../../../app/turns/alignment.ts'
import { alignTimedWords } from '../../../app/turns/timed-words.ts'

const timed = (...words: [string, number][]) => words.map(([word, startMs]) => ({ words: word, startMs }))

test('words stand where the text has them, with the punctuation that they lack', () => {
  const text = '“Yes,” she said. Yes!'
  expect(alignTimedWords(text, timed(['Yes', 200], ['she', 500], ['said', 700.4], ['Yes', 1500]))).toEqual([
    [1, 200],
    [7, 500],
    [11, 700],
    [17, 1500],
  ])
})

test('phrases do too, however they are spaced', () => {
  expect(alignTimedWords('One. Two.', timed([' One.', 0], [' Two.', 900]))).toEqual([
    [0, 0],
    [5, 900],
  ])
})

test.each([
  ['words that the text does not have', timed(['One', 100], ['nine', 200], ['Two', 300])],
  ['times that go back', timed(['One', 100], ['Two', 50], ['Two', 300])],
  ['times that are none', timed(['One', 100], ['Two', Number.NaN], ['Two', 300])],
  ['words that are empty', timed(['One', 100], [' ', 200], ['Two', 300])],
])('%s are passed over', (_, words) => {
  expect(alignTimedWords('One. Two.', words)).toEqual([
    [0, 100],
    [5, 300],
  ])
})

test('a text of any length keeps as many points as an alignment may have', () => {
  const words = Array.from({ length: 5000 }, (_, i) => ({ words: `w${i}`, startMs: i * 300 }))
  const text = words.map(word => word.words).join(' ')
  const alignment = alignTimedWords(text, words)
  expect(alignment.length <= ALIGNMENT_LIMIT && v.is(AlignmentSchema, alignment)).toBe(true)
  expect(msOf(alignment, text.indexOf('w3000'), text.length, 5000 * 300)).toBeCloseTo(3000 * 300, -3)
})

test('whatever a server says of times becomes an alignment that never goes back', () => {
  const word = fc.record({ words: fc.string({ maxLength: 4 }), startMs: fc.oneof(fc.double(), fc.nat(5000)) })
  fc.assert(
    fc.property(fc.string(), fc.array(word), (text, words) => {
      const alignment = alignTimedWords(text, words)
      const isOrdered = alignment.every(([at, ms], i) => {
        const [atBefore, msBefore] = alignment[i - 1] ?? [0, 0]
        return at >= atBefore && ms >= msBefore && at <= text.length
      })
      expect(isOrdered && v.is(AlignmentSchema, alignment)).toBe(true)
    }),
  )
})
