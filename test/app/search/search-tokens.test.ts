import { DatabaseSync } from 'node:sqlite'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { indexText, tokensOf } from '../../../app/search/search-tokens.ts'

const textArbitrary = fc.string({ unit: 'binary', maxLength: 60 })
/** Text of many languages, more likely to hold words than any code points. */
const wordsArbitrary = fc
  .array(
    fc.constantFrom(
      'a',
      'É',
      'ß',
      ' ',
      "'",
      '"',
      '日',
      'が',
      'ก',
      'ิ',
      '한',
      'क',
      'ि',
      '½',
      '\u0301',
      '9',
      '.',
      '\n',
      '𠮷',
    ),
    {
      maxLength: 40,
    },
  )
  .map(letters => letters.join(''))

describe('words are folded', () => {
  test.each([
    ['Crème BRÛLÉE', 'creme brulee'],
    ['Straße, STRASSE, ẞ', 'strasse strasse ss'],
    ['Łódź Øre Đà æther cœur Þór', 'lodz ore da aether coeur thor'],
    ['DİYARBAKIR ılık Istanbul', 'diyarbakir ilik istanbul'],
    ['ΣΊΣΥΦΟΣ σίσυφος', 'σισυφοσ σισυφοσ'],
    ['Ёлка и йод', 'елка и иод'],
    ['مُحَمَّد أحمد', 'محمد احمد'],
    ['שָׁלוֹם', 'שלום'],
    ['ＦＵＬＬ ﬁve x²', 'full five x2'],
    ['⑴ ½', '1 1 2'],
    ['soft\u00ADhyphen zero\u200Bspace', 'softhyphen zero space'],
  ])('%s', (text, folded) => {
    expect(indexText(text)).toBe(folded)
  })

  test('a composed and a decomposed text give the same words', () => {
    fc.assert(
      fc.property(fc.constantFrom('Crème', 'Việt Nam', '한국어', 'パン', 'Ångström', 'й', 'ﷺ', 'Ǖ'), text => {
        expect(indexText(text.normalize('NFD'))).toBe(indexText(text.normalize('NFC')))
      }),
    )
  })
})

describe('words are parted', () => {
  test.each([
    ['at apostrophes and punctuation', "don't rock’n’roll e.g. a_b", 'don t rock n roll e g a b'],
    ['nowhere between letters and digits', 'mp3 24kHz', 'mp3 24khz'],
    ['at each Chinese and Japanese character', '我爱Parley。カタカナー々', '我 爱 parley カ タ カ ナ ー 々'],
    ['at each Thai character with its marks', 'กินข้าว', 'กิ น ข้ า ว'],
    ['at spaces in Korean', '학교에 갑니다', '학교에 갑니다'],
    ['at spaces in Hindi, vowels kept', 'की का', 'की का'],
  ])('%s', (_, text, parted) => {
    expect(indexText(text).normalize('NFC')).toBe(parted.normalize('NFC'))
  })

  test('kana with and without a sound mark are different letters', () => {
    expect(indexText('がか')).toBe('か\u3099 か')
  })

  test('an endless word becomes several', () => {
    expect(tokensOf('x'.repeat(150)).map(({ start, end }) => [start, end])).toEqual([
      [0, 64],
      [64, 128],
      [128, 150],
    ])
  })
})

describe('offsets', () => {
  test('point at the original when folding changes the length', () => {
    const text = 'Größe: ﬃ 𠮷é\u0301!'
    expect(tokensOf(text).map(({ token, start, end }) => [token, text.slice(start, end)])).toEqual([
      ['grosse', 'Größe'],
      ['ffi', 'ﬃ'],
      ['𠮷', '𠮷'],
      ['e', 'é\u0301'],
    ])
  })

  test('are in order, inside the text, and never empty', () => {
    fc.assert(
      fc.property(fc.oneof(textArbitrary, wordsArbitrary), text => {
        const tokens = tokensOf(text)
        const isInPlace = tokens.every(({ start, end }, i) => {
          const before = tokens[i - 1]
          return start < end && end <= text.length && (before === undefined || before.start <= start)
        })
        expect(isInPlace).toBe(true)
      }),
    )
  })

  test('are those of the text as it is indexed, whatever stands between them and however long they are', () => {
    const ascii = fc.string({ unit: 'binary-ascii', maxLength: 200 })
    const long = fc.array(fc.constantFrom('abcdefgh', 'XYZ', '0123456789', 'é', '金', ' ', '-'), { maxLength: 40 })
    fc.assert(
      fc.property(
        fc.oneof(
          textArbitrary,
          wordsArbitrary,
          ascii,
          long.map(parts => parts.join('')),
        ),
        text => {
          const tokens = tokensOf(text).map(({ token }) => token)
          expect(indexText(text)).toBe(tokens.join(' '))
        },
      ),
      { numRuns: 500 },
    )
  })

  test('cut a part that has the same tokens alone', () => {
    fc.assert(
      fc.property(fc.oneof(textArbitrary, wordsArbitrary), fc.nat(), fc.nat(), (text, i, j) => {
        const tokens = tokensOf(text)
        if (tokens.length === 0) return
        const [first = 0, last = 0] = [i % tokens.length, j % tokens.length].sort((a, b) => a - b)
        const run = tokens.slice(first, last + 1)
        const part = text.slice(run[0]?.start, run.at(-1)?.end)
        expect(indexText(part)).toContain(run.map(({ token }) => token).join(' '))
      }),
    )
  })
})

test('no code point makes a token that folding would change again, or that holds ASCII punctuation', () => {
  const wrong: string[] = []
  for (let code = 0; code <= 0x10ffff; code++) {
    const folded = indexText(String.fromCodePoint(code))
    if (folded === '') continue
    if (indexText(folded) !== folded || !/^[^\0-/:-@[-`{-\x7f]+( [^\0-/:-@[-`{-\x7f]+)*$/.test(folded)) {
      wrong.push(code.toString(16))
    }
  }
  expect(wrong).toEqual([])
})

describe('SQLite', () => {
  test('cuts the index text into exactly these tokens', () => {
    const database = new DatabaseSync(':memory:')
    database.exec(`
      CREATE VIRTUAL TABLE texts USING fts5(words, tokenize = 'ascii');
      CREATE VIRTUAL TABLE tokens USING fts5vocab(texts, instance)`)
    const insert = database.prepare('INSERT INTO texts (rowid, words) VALUES (1, ?)')
    const select = database.prepare('SELECT term FROM tokens ORDER BY "offset"')
    const remove = database.prepare('DELETE FROM texts')
    fc.assert(
      fc.property(fc.oneof(textArbitrary, wordsArbitrary), text => {
        insert.run(indexText(text))
        const terms = select.all().map(row => row.term)
        remove.run()
        expect(terms).toEqual(tokensOf(text).map(({ token }) => token))
      }),
      { numRuns: 500 },
    )
    database.close()
  })
})
