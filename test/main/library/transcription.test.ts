import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Transcript } from '../../../app/conversation.ts'
import { LibraryFolder, newTurn } from '../../helpers/library-folder.ts'

const heard: Transcript = {
  words: 'Is a golden retriever a good family dog?',
  alignment: [[5, 300]],
  isEdited: false,
  model: 'whisper-1',
  cost: null,
}
const failed = { name: 'failed', failure: { code: 'server_failed', message: 'It failed.' } } as const

let folder: LibraryFolder

beforeEach(() => {
  folder = new LibraryFolder()
})

afterEach(() => folder.remove())

describe('a recording put into words', () => {
  test('is told by them in the list, where its conversation stays in its place', () => {
    const turn = folder.spoken()
    const { changedAt, title } = folder.library.conversation(turn.conversationId) ?? {}
    folder.now += 60_000
    folder.library.changeTranscription(turn.id, { transcript: heard, transcription: null })
    const after = folder.library.conversation(turn.conversationId)
    expect([title, after?.title, after?.snippet, after?.changedAt]).toEqual([
      'Voice message',
      heard.words,
      heard.words,
      changedAt,
    ])
  })

  test('keeps the words that the user wrote meanwhile', () => {
    const turn = folder.spoken()
    folder.library.changeTranscription(turn.id, { transcription: { name: 'waiting' } })
    const mine = { ...heard, words: 'Mine', isEdited: true }
    folder.library.changeTurn(turn.id, { transcript: mine })
    const kept = folder.library.changeTranscription(turn.id, { transcript: heard, transcription: null })
    expect([kept.transcript, kept.transcription]).toEqual([mine, null])
  })

  test.each([
    ['the index', (at: LibraryFolder) => at.close()],
    ['the folders alone', (at: LibraryFolder) => at.loseIndex()],
  ])('is told again from %s, and so is what waits and what failed', (_, end) => {
    const [done, waiting, broken] = [folder.spoken(), folder.spoken(), folder.spoken()]
    folder.library.changeTranscription(done.id, { transcript: heard })
    folder.library.changeTranscription(waiting.id, { transcription: { name: 'waiting' } })
    folder.library.changeTranscription(broken.id, { transcription: failed })
    end(folder)
    const found = [done, waiting, broken].map(({ id }) => folder.library.turn(id))
    expect(found.map(({ transcript, transcription }) => [transcript, transcription])).toEqual([
      [heard, null],
      [null, { name: 'waiting' }],
      [null, failed],
    ])
  })

  test('is kept as one that waits by every other change', () => {
    const turn = folder.spoken()
    folder.library.changeTranscription(turn.id, { transcription: { name: 'waiting' } })
    folder.library.changeTurn(turn.id, { status: 'answered' })
    expect(folder.library.turn(turn.id).transcription).toEqual({ name: 'waiting' })
  })
})

test('those that wait are told oldest first, without the trash', () => {
  const turns = [1, 2, 3, 4].map(() => {
    folder.now += 1000
    return folder.spoken()
  })
  for (const { id } of turns.toReversed())
    folder.library.changeTranscription(id, { transcription: { name: 'waiting' } })
  const [first, second, third, fourth] = turns
  folder.library.trashTurn(second?.id ?? '', 'deleted')
  folder.library.trashConversation(third?.conversationId ?? '')
  expect(folder.library.waitingTranscriptions()).toEqual([first?.id, fourth?.id])
})

test('those without words are told newest first: what was sent, has no words and does not wait', () => {
  const [first, second, third, edited, broken, waiting] = [1, 2, 3, 4, 5, 6].map(() => {
    folder.now += 1000
    return folder.spoken({}, true)
  })
  folder.spoken()
  folder.library.createTurn(newTurn({ text: 'Typed', status: 'sending' }))
  folder.library.trashTurn(second?.id ?? '', 'deleted')
  folder.library.changeTurn(edited?.id ?? '', { transcript: { ...heard, isEdited: true } })
  folder.library.changeTranscription(broken?.id ?? '', { transcription: failed })
  folder.library.changeTranscription(waiting?.id ?? '', { transcription: { name: 'waiting' } })
  expect(folder.library.wordlessRecordings()).toEqual({
    recordings: [broken, third, first].map(turn => ({ turnId: turn?.id, durationMs: 20 })),
    before: 0,
  })
})

test('of many turns those without words are told some at a time', () => {
  const conversationId = randomUUID()
  const add = (status: 'recording' | 'sending') => folder.library.createTurn(newTurn({ conversationId, status }))
  const first = folder.spoken({ conversationId }, true)
  for (let n = 0; n < 600; n++) add('sending')
  const pages = [folder.library.wordlessRecordings()]
  while (pages.at(-1)?.before !== 0) pages.push(folder.library.wordlessRecordings(pages.at(-1)?.before))
  const found = pages.map(({ recordings }) => recordings.map(({ turnId }) => turnId))
  expect([found[0], found.length > 1, found.flat()]).toEqual([[], true, [first.id]])
})
