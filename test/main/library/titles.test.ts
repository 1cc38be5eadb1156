import { describe, expect, test } from 'vitest'
import { snippetFrom, titleFrom } from '../../../main/library/titles.ts'

describe('titles', () => {
  test('short words are the title', () => {
    expect(titleFrom('Is a golden retriever a good family dog?')).toBe('Is a golden retriever a good family dog?')
  })

  test('a conversation without words is a voice message', () => {
    expect(titleFrom(' \n ')).toBe('Voice message')
  })

  test('long words are cut between words', () => {
    const words = 'Tell me about the history of the lighthouse at the end of the long pier'
    expect(titleFrom(words)).toBe('Tell me about the history of the lighthouse at the end of…')
  })

  test('words in a language without spaces are cut after sixty characters', () => {
    expect(titleFrom('金'.repeat(80))).toBe(`${'金'.repeat(60)}…`)
  })

  test('a character of many code units is never cut in two', () => {
    const family = '👩‍👩‍👧‍👦'
    expect(titleFrom(family.repeat(300))).toBe(`${family.repeat(60)}…`)
  })

  test('line breaks and runs of spaces become one space', () => {
    expect(snippetFrom('First line.\n\n  Second\tline. ')).toBe('First line. Second line.')
  })

  test('a conversation without words has no snippet', () => {
    expect(snippetFrom('')).toBe('')
  })
})
