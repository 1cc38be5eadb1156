import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { parseQuery } from '../../../../app/search/search-query.ts'
import { LibraryFolder, newReply, newTurn } from '../../../helpers/library-folder.ts'

let folder: LibraryFolder

beforeEach(() => {
  folder = new LibraryFolder()
})

afterEach(() => folder.remove())

/** Files of the data folder in which those letters are. */
function filesWith(letters: string): string[] {
  const entries = readdirSync(folder.path, { recursive: true, withFileTypes: true }).filter(entry => entry.isFile())
  const paths = entries.map(entry => join(entry.parentPath, entry.name))
  // The beginning of a word may be shared with its neighbour in the search, so the rest is looked for.
  return paths.filter(path => readFileSync(path).includes(letters)).map(path => path.slice(folder.path.length + 1))
}

function typed(text: string, conversationId?: string) {
  const turn = folder.library.createTurn(
    newTurn({ text, status: 'sending', ...(conversationId ? { conversationId } : {}) }),
  )
  return folder.library.changeTurn(turn.id, {
    status: 'answered',
    reply: newReply({ words: `About ${text}, quokka.` }),
  })
}

/** Enough that the search has parts of several sizes. */
function fill(): void {
  for (let n = 0; n < 200; n++) typed(`Some other words ${n}`)
}

test.each([
  ['a conversation', (turn: { conversationId: string }) => folder.library.deleteConversation(turn.conversationId)],
  ['a turn', (turn: { id: string }) => folder.library.deleteTurn(turn.id)],
])('%s that is deleted for ever leaves no word in any file, while the library is open', async (_, remove) => {
  fill()
  const secret = typed('Xylophonist')
  const before = filesWith('lophonist')
  typed('And another', secret.conversationId)
  remove(secret)
  expect(before.length).toBeGreaterThan(0)
  await expect.poll(() => filesWith('lophonist')).toEqual([])
})

test('what goes from the trash by itself leaves no word either', async () => {
  fill()
  const secret = typed('Xylophonist')
  folder.library.trashConversation(secret.conversationId)
  folder.now += 31 * 24 * 3600 * 1000
  folder.library.purgeTrash()
  await expect.poll(() => filesWith('lophonist')).toEqual([])
})

test('what goes from the trash at the start leaves no word once the folders were looked at', async () => {
  fill()
  const secret = typed('Xylophonist')
  folder.library.trashTurn(secret.id, 'deleted')
  folder.now += 31 * 24 * 3600 * 1000
  folder.reopen()
  await folder.library.inspect()
  await expect.poll(() => filesWith('lophonist')).toEqual([])
})

test('the room that was taken is given back', async () => {
  const { conversationId } = typed('First')
  for (let n = 0; n < 200; n++) typed(`${'words and more words '.repeat(100)}${n}`, conversationId)
  typed('Another')
  const size = () => statSync(join(folder.path, 'library.db')).size
  const before = size()
  folder.library.deleteConversation(conversationId)
  await expect.poll(size).toBeLessThan(before / 4)
})

test('a turn that is gone is found no more, and those around it are', () => {
  const kept = typed('Golden retrievers')
  folder.library.deleteTurn(typed('Golden hamsters', kept.conversationId).id)
  folder.library.deleteConversation(typed('Golden eagles').conversationId)
  const { hits } = folder.library.search(parseQuery('golden'), { order: 'recency', before: null, limit: 10 })
  expect(hits).toHaveLength(1)
})
