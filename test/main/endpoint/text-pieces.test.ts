import { expect, test } from 'vitest'
import { textPieces } from '../../../main/endpoint/text-pieces.ts'

test('short words are one piece, and no words are none', () => {
  expect(textPieces(' Hello there. ', 20)).toEqual(['Hello there.'])
  expect(textPieces('  ', 20)).toEqual([])
})

test('long words are cut after sentences, then between words, then anywhere', () => {
  expect(textPieces('One two. Three four. Five', 12)).toEqual(['One two.', 'Three four.', 'Five'])
  expect(textPieces('one two three four', 10)).toEqual(['one two', 'three four'])
  expect(textPieces('abcdefghij', 4)).toEqual(['abcd', 'efgh', 'ij'])
})

test('nothing is lost but spaces, however they are cut', () => {
  const words = 'Yes. They are gentle! Are they? “Often”, he said … und so weiter. 犬は優しい。とても。'.repeat(20)
  for (let length = 1; length < 60; length++) {
    const pieces = textPieces(words, length)
    expect(pieces.join('').replace(/\s/g, '')).toBe(words.replace(/\s/g, ''))
    expect(Math.max(...pieces.map(piece => piece.length))).toBeLessThanOrEqual(length)
  }
})
