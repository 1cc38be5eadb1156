import { expect, test, vi } from 'vitest'
import { endingOnce } from '../../../../main/desktop/start/orderly-end.ts'

const LONG_MS = 600_000

test('what is ended several times is closed once, and all wait for it', async () => {
  let closed = 0
  const closing = Promise.withResolvers<void>()
  const end = endingOnce(() => {
    closed += 1
    return closing.promise
  }, LONG_MS)
  const ends = [end(), end(), end()]
  closing.resolve()
  await Promise.all(ends)
  await end()
  expect(closed).toBe(1)
})

test('a failure to close is told and does not stop the end', async () => {
  const told = vi.spyOn(console, 'error').mockImplementation(() => undefined)
  await endingOnce(() => Promise.reject(new Error('the disk is gone')), LONG_MS)()
  expect(told.mock.calls).toEqual([['the disk is gone']])
  told.mockRestore()
})

test('what never closes does not stop the end', async () => {
  await expect(endingOnce(() => new Promise(() => undefined), 1)()).resolves.toBeUndefined()
})
