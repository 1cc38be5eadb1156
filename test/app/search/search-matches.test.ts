import { DatabaseSync } from 'node:sqlite'
import fc from 'fast-check'
import { afterAll, describe, expect, test } from 'vitest'
import { excerptOf, findMatches } from '../../../app/search/search-matches.ts'
import { parseQuery, toMatchExpression } from '../../../app/search/search-query.ts'
import { indexText, tokensOf } from '../../../app/search/search-tokens.ts'

const database = new DatabaseSync(':memory:')
database.exec(`CREATE VIRTUAL TABLE turns USING fts5(mine, reply, sides, voice, model, tokenize = 'ascii')`)
const insert = database.prepare("INSERT INTO turns (rowid, mine, reply) VALUES (1, ?, '')")
const highlight = database.prepare("SELECT highlight(turns, 0, '<', '>') AS words FROM turns WHERE turns MATCH ?")
const remove = database.prepare('DELETE FROM turns')
afterAll(() => database.close())

/** The index text with what SQLite finds in it between angle brackets, which no token holds; null when not found. */
function highlightedBySqlite(text: string, expression: string): string | null {
  insert.run(indexText(text))
  try {
    const row = highlight.get(expression)
    return row === undefined ? null : String(row.words)
  } finally {
    remove.run()
  }
}

/** How many tokens come before each bracket of a highlighted index text, and which of them are within brackets. */
function tokensWithin(highlighted: string): number[] {
  let isWithin = false
  const within: number[] = []
  for (const [i, token] of highlighted.split(' ').entries()) {
    if (token.startsWith('<')) isWithin = true
    if (isWithin) within.push(i)
    if (token.endsWith('>')) isWithin = false
  }
  return within
}

/** A text with what is found in it between brackets. */
function marked(text: string, query: string, asYouType = false): string {
  const matches = findMatches(text, parseQuery(query, { asYouType }))
  return mark(text, matches)
}

function mark(text: string, marks: readonly { start: number; end: number }[]): string {
  return marks.reduceRight((rest, { start, end }) => {
    return `${rest.slice(0, start)}[${rest.slice(start, end)}]${rest.slice(end)}`
  }, text)
}

describe('matches', () => {
  test.each([
    ['every place of every word', 'dog cat', 'A dog, a CAT, a dog', 'A [dog], a [CAT], a [dog]'],
    ['phrases only where they stand together', '"big dog"', 'big dog, dog big', '[big dog], dog big'],
    ['overlapping phrases as one', '"a b" "b c"', 'a b c', '[a b c]'],
    ['Chinese characters that touch as one', '北 京', '北京天', '[北京]天'],
    ['letters with their accents, as written', 'creme grosse', 'Cre\u0300me in Größe', '[Cre\u0300me] in [Größe]'],
    ['no beginnings of words', 'retr', 'retriever', 'retriever'],
    ['nothing without words to look for', 'from:me', 'from me', 'from me'],
  ])('are %s', (_, query, text, found) => {
    expect(marked(text, query)).toBe(found)
  })

  test('are words that begin like the last one, as it is typed', () => {
    expect(marked('retriever ret, golden gold', 'gold ret', true)).toBe('[retriever] [ret], golden [gold]')
  })

  test('are exactly what SQLite highlights', () => {
    const letters = fc.constantFrom(
      'a',
      'b',
      'ab',
      'É',
      'ß',
      '日',
      '本',
      'が',
      '한',
      '①',
      ' ',
      ' ',
      '. ',
      "'",
      '\u0301',
    )
    const texts = fc.array(letters, { maxLength: 30 }).map(parts => parts.join(''))
    const queries = fc
      .array(fc.oneof(letters, fc.constant('"')), { minLength: 1, maxLength: 6 })
      .map(parts => parts.join(''))
    const tally = { found: 0, notFound: 0 }
    fc.assert(
      fc.property(texts, queries, fc.boolean(), (text, typed, asYouType) => {
        const query = parseQuery(typed, { asYouType })
        const expression = toMatchExpression(query)
        fc.pre(expression !== null)
        const highlighted = highlightedBySqlite(text, expression ?? '')
        tally[highlighted === null ? 'notFound' : 'found']++
        const matches = findMatches(text, query)
        if (highlighted === null) {
          const isEveryTermFound = query.terms.every(term => findMatches(text, { ...query, terms: [term] }).length > 0)
          expect(isEveryTermFound).toBe(false)
          return
        }
        const tokens = tokensOf(text)
        const bySqlite = tokensWithin(highlighted).map(i => tokens[i])
        const byUs = tokens.filter(({ start, end }) => matches.some(match => start >= match.start && end <= match.end))
        expect(byUs).toEqual(bySqlite)
      }),
      { numRuns: 3000 },
    )
    expect(tally).toEqual({
      found: expect.toSatisfy((n: number) => n > 100),
      notFound: expect.toSatisfy((n: number) => n > 100),
    })
  })
})

/** An excerpt with its marks in brackets and dots where it was cut. */
function excerpt(text: string, query: string, length: number): string {
  const { text: part, marks, isCutBefore, isCutAfter } = excerptOf(text, findMatches(text, parseQuery(query)), length)
  return `${isCutBefore ? '…' : ''}${mark(part, marks)}${isCutAfter ? '…' : ''}`
}

describe('an excerpt', () => {
  const text = 'The golden retriever is a medium-large gun dog.\nIt was bred to retrieve shot waterfowl, such as ducks.'

  test.each([
    [
      'is the whole of a short text',
      'was',
      200,
      'The golden retriever is a medium-large gun dog. It [was] bred to retrieve shot waterfowl, such as ducks.',
    ],
    ['stands around the first match', 'dog ducks', 40, '…medium-large gun [dog]. It was bred to…'],
    ['begins at the beginning when the match is there', 'golden', 30, 'The [golden] retriever is a…'],
    ['ends at the end when the match is there', 'ducks', 30, '…shot waterfowl, such as [ducks].'],
    ['is the beginning when nothing was found', 'cat', 30, 'The golden retriever is a…'],
    ['marks all that was found in it', 'golden is large', 40, 'The [golden] retriever [is] a medium-[large]…'],
  ])('%s', (_, query, length, found) => {
    expect(excerpt(text, query, length)).toBe(found)
  })

  test('of a text without spaces is cut between words too', () => {
    expect(excerpt('我在北京的大学学习中文已经三年了', '学习', 9)).toBe('…的大学[学习]中文已经…')
  })

  test('never parts a character', () => {
    expect(excerpt('👩‍👩‍👧‍👦'.repeat(4), 'x', 30)).toBe(`${'👩‍👩‍👧‍👦'.repeat(2)}…`)
  })

  test('of one long match is cut within it', () => {
    expect(excerpt('a b c d e f g h', '"b c d e f g h"', 6)).toBe('a [b c]…')
  })

  test('is a part of the text with the same matches in it, and about as long as asked', () => {
    const words = fc.array(fc.constantFrom('dog ', 'Größe\n', '北京', 'e\u0301', '🐶', 'word '), { maxLength: 60 })
    fc.assert(
      fc.property(words, fc.integer({ min: 10, max: 80 }), (parts, length) => {
        const whole = parts.join('')
        const matches = findMatches(whole, parseQuery('dog 京'))
        const { text: part, marks } = excerptOf(whole, matches, length)
        const found = marks.map(({ start, end }) => part.slice(start, end))
        expect({
          isPart: whole.replaceAll('\n', ' ').includes(part),
          isShort: part.length <= length + 12,
          isFound: matches.length === 0 || marks.length > 0,
          isSame: found.every(words => /^(dog|京)/.test(words)),
        }).toEqual({ isPart: true, isShort: true, isFound: true, isSame: true })
      }),
    )
  })
})
