import { afterEach, beforeEach, expect, test } from 'vitest'
import { searchRequests } from '../../../main/requests/search-requests.ts'
import { LibraryFolder, newReply, newTurn } from '../../helpers/library-folder.ts'

let folder: LibraryFolder

beforeEach(() => {
  folder = new LibraryFolder()
})
afterEach(() => folder.remove())

test('words are found by their beginnings while they are typed, and whole when the best are asked for', async () => {
  const { id } = folder.library.createTurn(newTurn({ status: 'sending', text: 'Weather in Porto' }))
  folder.library.changeTurn(id, { status: 'answered', reply: newReply() })
  const { searchTurns } = searchRequests(folder.library)
  const search = { text: 'from:me port', before: null, limit: 10 }
  const typed = await searchTurns({ ...search, order: 'recency' }, 'window')
  const asked = await searchTurns({ ...search, order: 'rank' }, 'window')
  expect([typed, asked]).toEqual([
    { hits: [expect.objectContaining({ kind: 'turn', turnId: id })], next: null, complaint: null },
    { hits: [], next: null, complaint: null },
  ])
})

test('a date that is none is complained of, and everything else searched for', async () => {
  const { id } = folder.library.createTurn(newTurn({ status: 'sending', text: 'Weather in Porto' }))
  const search = { text: 'porto after:soon', order: 'rank', before: null, limit: 10 } as const
  expect(await searchRequests(folder.library).searchTurns(search, 'window')).toEqual({
    hits: [expect.objectContaining({ kind: 'turn', turnId: id })],
    next: null,
    complaint: expect.stringContaining('after:soon'),
  })
})
