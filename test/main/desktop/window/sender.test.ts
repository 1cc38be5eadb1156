import { expect, test } from 'vitest'
import { trustedWindowId, windowIdOf } from '../../../../main/desktop/window/sender.ts'

const contents = { id: 3 }
const open = new Map([[windowIdOf(contents), {}]])
const page = { parent: null, origin: 'app://bundle' }

test('the page of an open window is known by its window', () => {
  expect(trustedWindowId({ senderFrame: page, sender: contents }, open)).toBe('desktop-3')
})

test.each([
  ['a frame that is gone', { senderFrame: null, sender: contents }],
  ['a frame inside the page', { senderFrame: { ...page, parent: page }, sender: contents }],
  ['another site', { senderFrame: { ...page, origin: 'https://example.com' }, sender: contents }],
  ['another host of our scheme', { senderFrame: { ...page, origin: 'app://other' }, sender: contents }],
  ['a page without an origin', { senderFrame: { ...page, origin: 'null' }, sender: contents }],
  ['contents that are no window of ours', { senderFrame: page, sender: { id: 4 } }],
])('%s is not trusted', (_who, sender) => {
  expect(trustedWindowId(sender, open)).toBeNull()
})

test('a window that was closed is not trusted', () => {
  expect(trustedWindowId({ senderFrame: page, sender: contents }, new Map())).toBeNull()
})
