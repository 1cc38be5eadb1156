import { expect, test } from 'vitest'
import { lastWords, presenceStateOf } from '../../../app/desktop/presence.ts'

test.each([
  ['idle', false, false, 'idle'],
  ['idle', false, true, 'queued'],
  ['idle', true, true, 'failed'],
  ['arming', true, true, 'listening'],
  ['recording', false, false, 'listening'],
  ['locked', false, false, 'listening'],
  ['tail', false, false, 'listening'],
  ['sending', true, true, 'sending'],
  ['speaking', false, true, 'speaking'],
] as const)(
  'while %s, with a failure (%s) and something waiting (%s), Parley is %s',
  (phase, isFailed, isWaiting, state) => {
    expect(presenceStateOf(phase, isFailed, isWaiting)).toBe(state)
  },
)

test('a short reply is shown whole, of a long one the end from the beginning of a word on', () => {
  expect(lastWords('  Patient and gentle. ')).toBe('Patient and gentle.')
  const shown = lastWords(`${'word '.repeat(100)}end`)
  expect(shown).toMatch(/^… word word .* end$/)
  expect(shown.length).toBeLessThanOrEqual(162)
})
