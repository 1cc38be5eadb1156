import { expect, test } from 'vitest'
import type { Sound } from '../../../app/conversation.ts'
import { parseQuery } from '../../../app/search/search-query.ts'
import { hitStart } from '../../../renderer/speaker/hit-start.ts'
import { newReply } from '../../helpers/library-folder.ts'

const sound: Sound = { file: 'a.wav', format: 'wav', bytes: 480_044, durationMs: 10_000, checksum: '', peaks: [] }
const turn = {
  ...{ text: '', recording: null, transcript: null },
  reply: newReply({ words: 'Take the tram to Porto.', sound, alignment: [[17, 6000]] }),
}

test.each([
  ['a little before the word that is searched for', 'porto', 5700],
  ['not before its beginning', 'take', 0],
  ['at its beginning when nothing of it is searched for', 'lisbon', 0],
  ['at its beginning when the other side is searched', 'from:me porto', 0],
])('a sound begins %s', (_, query, startMs) => {
  expect(hitStart(turn, 'reply', parseQuery(query))).toBe(startMs)
})

test('a sound begins at its beginning while nothing is searched for', () => {
  expect(hitStart(turn, 'reply', null)).toBe(0)
})
