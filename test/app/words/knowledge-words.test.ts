import { expect, test } from 'vitest'
import { nothingKnown } from '../../../app/profiles/knowledge.ts'
import { formatSeconds } from '../../../app/words/format.ts'
import { knowledgeWords } from '../../../app/words/knowledge-words.ts'

test('a profile says how recordings reach its server, and why not otherwise', () => {
  const lines = (uploads: Partial<(typeof nothingKnown)['uploads']>) =>
    knowledgeWords.list({ ...nothingKnown, uploads: { ...nothingKnown.uploads, ...uploads } })
  expect(lines({})).toEqual([])
  expect(lines({ wav: 'taken' })).toEqual(['Takes recordings while you speak, as WAV.'])
  expect(lines({ wav: 'too-large', mp3: 'taken' })).toEqual([
    'Does not take recordings while you speak as WAV: it takes no request of that size.',
    'Takes recordings while you speak, as MP3.',
  ])
  const [, limit] = lines({ wav: 'taken', longestMs: 24_000 })
  expect(limit).toContain(`those over ${formatSeconds(24_000)} are sent when they are whole`)
})
