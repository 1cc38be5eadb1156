import { expect, test } from 'vitest'
import { words } from '../../app/words.ts'

test('counts agree with their nouns', () => {
  const said = [1, 2].map(turns => words.conversation.deleteWarning(turns))
  expect(said).toEqual([
    '1 question with all recordings and replies will be gone for good.',
    '2 questions with all recordings and replies will be gone for good.',
  ])
})

const kept = { isNamed: false, bytes: 0, isPinned: false, isArchived: false, purgeAt: null }

test('a conversation without words is described by its size', () => {
  const conversation = { id: '', title: '', createdAt: 0, changedAt: 0, draftCount: 0, ...kept }
  const said = [
    words.sidebar.detail({ ...conversation, turnCount: 1, snippet: '' }),
    words.sidebar.detail({ ...conversation, turnCount: 3, snippet: 'Very well.' }),
  ]
  expect(said).toEqual(['1 question', 'Very well.'])
})

test('a silent draft names the microphone when it has a name', () => {
  const said = ['Desk Microphone', ''].map(words.draft.reasons.silent)
  expect(said).toEqual(['No sound from Desk Microphone', 'No sound from the microphone'])
})

test('the countdown begins its last second at one and ends at zero', () => {
  expect([14_001, 1000, 1, 0].map(words.talk.countdown)).toEqual(['15 s left', '1 s left', '1 s left', '0 s left'])
})

test('no word of the catalogue is empty', () => {
  const emptyAt = (value: unknown, path: string): string[] => {
    if (typeof value === 'string') return value.trim() === '' ? [path] : []
    if (typeof value !== 'object' || value === null) return []
    return Object.entries(value).flatMap(([key, inner]) => emptyAt(inner, `${path}.${key}`))
  }
  // A key that is not there needs no words for how it is kept.
  expect(emptyAt(words, 'words')).toEqual(['words.endpoint.keyKept.none'])
})
