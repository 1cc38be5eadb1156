import { expect, test } from 'vitest'
import type { Sound, Turn } from '../../../app/conversation.ts'
import { editedWords } from '../../../app/turns/edited-words.ts'
import { newReply } from '../../helpers/library-folder.ts'

const sound: Sound = { file: 'a.wav', format: 'wav', bytes: 96_044, durationMs: 2000, checksum: '', peaks: [] }
const turn: Turn = {
  id: '00000000-0000-4000-8000-000000000001',
  conversationId: '00000000-0000-4000-8000-000000000002',
  position: 1,
  createdAt: 0,
  status: 'answered',
  draftReason: null,
  text: '',
  recording: sound,
  attachmentName: null,
  microphone: 'Desk Microphone',
  missingMs: 0,
  talked: null,
  transcript: null,
  transcription: null,
  reply: newReply({ words: 'They are gentel dogs', alignment: [[9, 1000]], sound }),
  failure: null,
  attempt: null,
  unanswered: 0,
  outbox: null,
  expired: null,
  purgeAt: null,
}

test('corrected words of a reply keep their place in its sound', () => {
  const change = editedWords(turn, 'reply', 'They are gentle dogs')
  const reply = 'reply' in change ? change.reply : null
  expect(reply).toEqual({
    ...turn.reply,
    words: 'They are gentle dogs',
    isEdited: true,
    alignment: expect.arrayContaining([[9, 1000]]),
  })
})

test('words can be written for a recording that nobody transcribed', () => {
  expect(editedWords(turn, 'recording', 'Is it a good dog?')).toEqual({
    transcription: null,
    transcript: { words: 'Is it a good dog?', alignment: [], isEdited: true, model: '', cost: null },
  })
})

test('a transcript that is corrected still says which model heard it', () => {
  const heard = {
    words: 'Is it a good dock?',
    alignment: [[10, 900]] as const,
    isEdited: false,
    model: 'hearing-1',
    cost: null,
  }
  expect(editedWords({ ...turn, transcript: { ...heard } }, 'recording', '')).toEqual({
    transcription: null,
    transcript: { words: '', alignment: [], isEdited: true, model: 'hearing-1', cost: null },
  })
})

test('there are no words to edit where there is neither recording nor reply', () => {
  const typed = { ...turn, recording: null, reply: null, text: 'Hello' }
  const edit = (side: 'recording' | 'reply') => () => editedWords(typed, side, 'x')
  expect(edit('recording')).toThrow('This recording')
  expect(edit('reply')).toThrow('This reply')
})
