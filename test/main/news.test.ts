import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Announce } from '../../app/contract.ts'
import { Keeping } from '../../main/keeping/keeping.ts'
import type { Library } from '../../main/library/library.ts'
import { openLibrary } from '../../main/library/open-library.ts'
import { announceWithConversations } from '../../main/news.ts'

let folder: string
let library: Library
let news: unknown[][]
let announce: Announce

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'parley-news-'))
  library = openLibrary(folder)
  news = []
  announce = announceWithConversations(new Keeping(library), (...item) => news.push(item))
})

afterEach(async () => {
  library.close()
  await rm(folder, { recursive: true, force: true })
})

function ask(conversationId: string) {
  const question = { id: randomUUID(), conversationId, text: 'Hello?', microphone: '', attachmentName: null }
  return library.createTurn({ ...question, status: 'sending' })
}

test('a changed turn brings its conversation along', () => {
  const conversationId = randomUUID()
  const turn = ask(conversationId)
  announce('turnChanged', { turn })
  expect(news).toEqual([
    ['turnChanged', { turn }],
    ['conversationChanged', { conversation: library.conversation(conversationId) }],
  ])
})

test('the last turn of a conversation takes it along when it goes', () => {
  const conversationId = randomUUID()
  const [first, last] = [ask(conversationId), ask(conversationId)]
  for (const { id: turnId } of [first, last]) {
    library.deleteTurn(turnId)
    announce('turnDeleted', { turnId, conversationId })
  }
  expect(news.map(([name]) => name)).toEqual([
    'turnDeleted',
    'conversationChanged',
    'turnDeleted',
    'conversationDeleted',
  ])
})

test('a conversation whose turns are all in the trash is no longer listed', () => {
  const turn = library.changeTurn(ask(randomUUID()).id, { status: 'trashed' })
  announce('turnChanged', { turn })
  expect(news.map(([name]) => name)).toEqual(['turnChanged', 'conversationDeleted'])
})

test('other news comes alone', () => {
  announce('replyEnded', { turnId: randomUUID() })
  expect(news.map(([name]) => name)).toEqual(['replyEnded'])
})
