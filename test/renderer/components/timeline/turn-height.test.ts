import { expect, test } from 'vitest'
import type { Sound } from '../../../../app/conversation.ts'
import { guessTurnHeight } from '../../../../renderer/components/timeline/turn-height.ts'
import { newReply } from '../../../helpers/library-folder.ts'

const sound: Sound = { file: 'a.wav', format: 'wav', bytes: 44, durationMs: 0, checksum: '', peaks: [] }
const typed = { text: 'Is it a good dog?', recording: null, attachmentName: null, transcript: null, reply: null }

test('a turn is guessed to be as high as what it holds', () => {
  const words = 'because '.repeat(32)
  const heights = [
    typed,
    { ...typed, text: words },
    { ...typed, text: '', recording: sound },
    { ...typed, recording: sound },
    { ...typed, recording: sound, attachmentName: 'dog.wav' },
    { ...typed, reply: newReply({ words: 'Yes.', sound }) },
    { ...typed, reply: newReply({ words, sound }) },
  ].map(guessTurnHeight)
  expect(heights).toEqual([96, 168, 108, 140, 172, 244, 316])
})
