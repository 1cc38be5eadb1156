import { describe, expect, test } from 'vitest'
import { areMeant, sortFiles } from '../../renderer/brought-files.ts'

const file = (name: string, type = '') => new File([], name, { type })

test.each([
  [['a.wav', 'b.mp3'], { kind: 'sounds', names: ['a.wav', 'b.mp3'] }],
  [['letter.txt'], { kind: 'sounds', names: ['letter.txt'] }],
  [['parley.ZIP', 'a.wav'], { kind: 'exports', names: ['parley.ZIP'] }],
  [['a.zip', 'cook.md'], { kind: 'personas', names: ['cook.md'] }],
  [[], { kind: 'sounds', names: [] }],
])('%j are brought as %j', (names, expected) => {
  const { kind, files } = sortFiles(names.map(name => file(name)))
  expect({ kind, names: files.map(({ name }) => name) }).toEqual(expected)
})

describe('what is pasted is files', () => {
  test.each([
    ['where there is no text', [file('image.png', 'image/png')], false, true],
    ['where the text is the name of a sound', [file('a.wav', 'audio/wav')], true, true],
    ['where the text is the name of a sound without a known ending', [file('a', 'audio/wav')], true, true],
  ])('%s', (_, files, hasText, expected) => expect(areMeant(files, hasText)).toBe(expected))

  test.each([
    ['where a picture of the text is beside it', [file('image.png', 'image/png')], true, false],
    ['where there is text alone', [], true, false],
    ['where there is nothing', [], false, false],
  ])('but not %s', (_, files, hasText, expected) => expect(areMeant(files, hasText)).toBe(expected))
})
