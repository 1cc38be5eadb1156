import { expect, test } from 'vitest'
import type { Conversation } from '../../app/conversation.ts'
import { holdAhead, isAhead, outdate, takeAhead } from '../../renderer/actions/pages-ahead.ts'

const [first, second, third] = ['first', 'second', 'third'].map(title => ({
  ...{ id: crypto.randomUUID(), title, isNamed: false, createdAt: 1, changedAt: 1, turnCount: 1, draftCount: 0 },
  ...{ snippet: '', bytes: 0, isPinned: false, isArchived: false, purgeAt: null },
})) as [Conversation, Conversation, Conversation]

const notAsked = () => Promise.reject(new Error('nobody was to be asked'))

test('a page that is held is taken once, and then another is fetched', async () => {
  holdAhead('recent', Promise.resolve([first, second]))
  const held = await takeAhead('recent', notAsked)
  const fetched = await takeAhead('recent', () => Promise.resolve([third]))
  expect([held.conversations, fetched.conversations]).toEqual([[first, second], [third]])
})

test('what has changed since a page was asked for is not shown as it was, but the next page still follows the whole one', async () => {
  holdAhead('archived', Promise.resolve([first, second, third]))
  outdate([second.id, third.id])
  expect(await takeAhead('archived', notAsked)).toEqual({ fetched: [first, second, third], conversations: [first] })
})

test('a page that could not be fetched ahead is fetched when it is needed', async () => {
  holdAhead('trash', Promise.reject(new Error('connection lost')))
  await Promise.resolve()
  const isHeld = isAhead('trash')
  const { conversations } = await takeAhead('trash', () => Promise.resolve([first]))
  expect([isHeld, conversations]).toEqual([false, [first]])
})
