import { DatabaseSync } from 'node:sqlite'
import fc from 'fast-check'
import { afterAll, describe, expect, test } from 'vitest'
import { parseQuery, type SearchQuery, saysEnough, toMatchExpression } from '../../../app/search/search-query.ts'
import { indexText, tokensOf } from '../../../app/search/search-tokens.ts'

const database = new DatabaseSync(':memory:')
database.exec(`CREATE VIRTUAL TABLE turns USING fts5(mine, reply, sides, voice, model, tokenize = 'ascii')`)
const insert = database.prepare(`INSERT INTO turns (rowid, mine, reply, sides, voice, model) VALUES (1, ?, ?, ?, ?, ?)`)
const count = database.prepare('SELECT count(*) AS found FROM turns WHERE turns MATCH ?')
const remove = database.prepare('DELETE FROM turns')
afterAll(() => database.close())

/** Whether a turn with these words, answered by a GPT in the voice of Marin, is found. */
function isFound(query: SearchQuery, mine: string, reply = ''): boolean {
  const expression = toMatchExpression(query)
  if (expression === null) return false
  const sides = reply === '' ? 'me' : 'me reply'
  insert.run(indexText(mine), indexText(reply), sides, 'marin', indexText('gpt-audio-mini'))
  try {
    return count.get(expression)?.found === 1
  } finally {
    remove.run()
  }
}

const nothing = { terms: [], from: null, after: null, before: null, voice: null, model: null, complaint: null }
const term = (...tokens: string[]) => ({ tokens, isPrefix: false })
const prefix = (...tokens: string[]) => ({ tokens, isPrefix: true })

describe('a query is read as', () => {
  test.each([
    ['nothing', '  ', {}],
    ['words', 'Golden  Retriever', { terms: [term('golden'), term('retriever')] }],
    ['phrases', '"golden retriever" dog', { terms: [term('golden', 'retriever'), term('dog')] }],
    [
      'phrases in curly quotes',
      '“golden retriever” „ein Hund“',
      { terms: [term('golden', 'retriever'), term('ein', 'hund')] },
    ],
    ['a phrase to the end when its quote is not closed', 'a "b c', { terms: [term('a'), term('b', 'c')] }],
    ['parts of one word next to each other', "don't", { terms: [term('don', 't')] }],
    ['Chinese as characters next to each other', '北京 天', { terms: [term('北', '京'), term('天')] }],
    ['what has no letters as nothing', '?! 👍 ""', {}],
    ['whose words', 'from:me FROM:Reply x', { terms: [term('x')], from: 'reply' }],
    ['whose words, else plainly', 'from:you', { terms: [term('from', 'you')] }],
    ['a voice and a model', 'voice:marin model:"gpt audio"', { voice: 'marin', model: 'gpt audio' }],
    ['plain words without a value', 'voice: x', { terms: [term('voice'), term('x')] }],
    ['plain words for another colon', 'foo:bar notfrom:me', { terms: [term('foo', 'bar'), term('notfrom', 'me')] }],
  ])('%s', (_, text, query) => {
    expect(parseQuery(text)).toEqual({ ...nothing, ...query })
  })

  test.each([
    ['2026-02-03', new Date(2026, 1, 3)],
    ['2026-2-3', new Date(2026, 1, 3)],
    ['2026-11', new Date(2026, 10, 1)],
    ['2026', new Date(2026, 0, 1)],
    ['"2024-02-29"', new Date(2024, 1, 29)],
  ])('the first midnight of %s', (typed, date) => {
    const at = date.getTime()
    expect(parseQuery(`after:${typed} before:${typed}`)).toEqual({ ...nothing, after: at, before: at })
  })

  test.each(['tomorrow', '2026-02-30', '2026-13', '0050', '26', '', '2026-01-01x'])(
    'a complaint for after:%s',
    typed => {
      const complaint = `after:${typed} is not understood. A date is written like 2026-01-31, 2026-01 or 2026.`
      const query = parseQuery(`dog after:"${typed}"`)
      expect({ ...query, complaint: query.complaint?.replaceAll('"', '') }).toEqual({
        ...{ ...nothing, terms: [term('dog')], complaint },
      })
    },
  )
})

describe('as it is typed', () => {
  test.each([
    ['the last word is how a word begins', 'big do', { terms: [term('big'), prefix('do')] }],
    ['and stays so when a space follows', 'do ', { terms: [prefix('do')] }],
    ['one letter is a word', 'd', { terms: [term('d')] }],
    ['one Chinese character is enough', '京', { terms: [prefix('京')] }],
    ['one Korean syllable is enough', '하', { terms: [prefix(indexText('하'))] }],
    ['a letter that follows others is enough', "don't", { terms: [prefix('don', 't')] }],
    ['a phrase is still open until its quote', '"big do', { terms: [prefix('big', 'do')] }],
    ['a closed phrase is meant as it stands', '"big do"', { terms: [term('big', 'do')] }],
    ['a word before a filter is whole', 'do from:me', { terms: [term('do')], from: 'me' }],
    ['a filter that is being typed is not searched for', 'do from:r', { terms: [term('do')] }],
    ['nor is one without a value', 'do voice:', { terms: [term('do')] }],
    ['a date that is being typed is not complained about', 'do after:2026-1-', { terms: [term('do')] }],
    [
      'a word after it makes it a mistake',
      'after:20 do',
      {
        ...{
          terms: [prefix('do')],
          complaint: 'after:20 is not understood. A date is written like 2026-01-31, 2026-01 or 2026.',
        },
      },
    ],
  ])('%s', (_, text, query) => {
    expect(parseQuery(text, { asYouType: true })).toEqual({ ...nothing, ...query })
  })
})

test('a query says enough with a word of two letters, a character that is a word, or a filter', () => {
  const typed = ['', 'g', '"g h"', 'go', 'g 天', 'd\u00e9', 'from:me', 'g after:2026', 'after:soon', '?!']
  expect(typed.filter(text => saysEnough(parseQuery(text, { asYouType: true })))).toEqual([
    '"g h"',
    'go',
    'g 天',
    'd\u00e9',
    'from:me',
    'g after:2026',
  ])
})

describe('SQLite', () => {
  test.each([
    ['dog golden', true],
    ['"golden dog"', false],
    ['"GÓLDEN retriever"', true],
    ['retr', false],
    ['from:me golden', true],
    ['from:reply golden', false],
    ['from:reply hunde golden', false],
    ['golden hunde', true],
    ['from:reply 天安', true],
    ['安天', false],
    ['golden OR cat', false],
    ['from:reply', true],
    ['voice:MAR', true],
    ['voice:rin', false],
    ['marin', false],
    ['reply', false],
    ['golden model:mini', true],
    ['model:gpt-au', true],
    ['model:gpt-mini', false],
    ['golden voice:alloy', false],
  ])('asked %s answers %s', (text, found) => {
    expect(isFound(parseQuery(text), 'A golden retriever is a dog', 'Große Hunde 天安门')).toBe(found)
  })

  test('finds the words that begin like the last one', () => {
    const found = ['golden retr', '"golden retr', '안', 'ret gol', 'g'].map(text =>
      isFound(parseQuery(text, { asYouType: true }), 'A golden retriever 안녕'),
    )
    expect(found).toEqual([true, true, true, false, false])
  })

  test('has nothing to look for when there are only dates', () => {
    expect(toMatchExpression(parseQuery('after:2026 before:2027-02'))).toBeNull()
  })

  test('understands every query', () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc
        .array(
          fc.constantFrom(
            '"',
            'from:me ',
            'voice:',
            'a',
            'é',
            '日',
            '*',
            '(',
            ')',
            ' NOT ',
            ' NEAR(',
            '^',
            '{',
            '-',
            '+',
            ':',
            '\0',
            "'",
            ' ',
          ),
        )
        .map(pieces => pieces.join('')),
    )
    fc.assert(
      fc.property(text, fc.boolean(), (typed, asYouType) => {
        const expression = toMatchExpression(parseQuery(typed, { asYouType }))
        if (expression !== null) count.get(expression)
      }),
      { numRuns: 1000 },
    )
  })

  test('understands a query of a thousand words', () => {
    const text = Array.from({ length: 1000 }, (_, i) => `w${i}`).join(' ')
    expect(isFound(parseQuery(`from:me ${text}`), text)).toBe(true)
  })

  test('finds a text by any part of it, quoted', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', minLength: 1 }), fc.nat(), fc.nat(), (text, i, j) => {
        const tokens = tokensOf(text)
        fc.pre(tokens.length > 0)
        const [first = 0, last = 0] = [i % tokens.length, j % tokens.length].sort((a, b) => a - b)
        const part = tokens.slice(first, last + 1).map(({ token }) => token)
        expect(isFound(parseQuery(`"${part.join(' ')}"`), text)).toBe(true)
      }),
      { numRuns: 500 },
    )
  })

  test('finds a Chinese or Japanese text by any part of it, unquoted', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(...'日本語の文章をが検索する北京天安门'), { minLength: 1, maxLength: 20 }),
        fc.nat(),
        fc.nat(),
        (letters, i, j) => {
          const [first = 0, last = 0] = [i % letters.length, j % letters.length].sort((a, b) => a - b)
          expect(isFound(parseQuery(letters.slice(first, last + 1).join('')), letters.join(''))).toBe(true)
        },
      ),
    )
  })
})
