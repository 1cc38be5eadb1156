import { expect, test } from 'vitest'
import { readMutated } from '../../helpers/read-mutated.ts'

test('no answer, however mangled, throws anything but a failure to be shown; `npm run fuzz` reads a million of them', () => {
  const { outcomes } = readMutated(8_000, 1)
  // Were nearly all of them unreadable, nothing behind the first letters would be looked at.
  expect([...outcomes.keys()]).toEqual(expect.arrayContaining(['a reply', 'cut_off', 'server_failed', 'reply_empty']))
  expect(outcomes.get('a reply')).toBeGreaterThan(500)
})
