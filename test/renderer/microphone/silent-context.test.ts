import { expect, test } from 'vitest'
import { isContextSilent } from '../../../renderer/microphone/silent-context.ts'

const silent = { isOwnRate: true, hasSounded: false, isMuted: false }

test.each([
  ['a context of which nothing or silence came', silent, true],
  ['one of which sound has come', { ...silent, hasSounded: true }, false],
  ['one whose microphone the system mutes', { ...silent, isMuted: true }, false],
  ["one that runs at the device's rate already", { ...silent, isOwnRate: false }, false],
])('%s is replaced or not', (_which, shown, isReplaced) => {
  expect(isContextSilent(shown)).toBe(isReplaced)
})
