import { createRequire } from 'node:module'
import { expect, test } from 'vitest'
import { type HookEvent, HookedKey, keyCode } from '../../../main/keys/hooked-key.ts'

const space = 0x39
const none = { ctrlKey: false, altKey: false, shiftKey: false, metaKey: false }
const withBoth = { ...none, ctrlKey: true, altKey: true }

/** What the events mean for Control+Alt+Space. */
function moves(...events: HookEvent[]) {
  const key = new HookedKey({ key: 'Space', modifiers: ['Control', 'Alt'] })
  return events.map((event, at) => key.move(event, at))
}

const down = (held = withBoth, keycode = space) => ({ type: 4, keycode, ...held })
const up = (held = withBoth, keycode = space) => ({ type: 5, keycode, ...held })

test('going down and coming up are told', () => {
  expect(moves(down(), up(), down(), up())).toEqual(['down', 'up', 'down', 'up'])
})

test('a key that repeats goes down once', () => {
  expect(moves(down(), down(), down(), up(), up())).toEqual(['down', null, null, 'up', null])
})

test('a press too late to be a repeat is a new one: the release between them was missed', () => {
  const key = new HookedKey({ key: 'Space', modifiers: ['Control', 'Alt'] })
  const slowest = [0, 1800, 2300, 2800].map(at => key.move(down(), at))
  expect(slowest).toEqual(['down', null, null, null])
  expect([key.move(down(none), 5000), key.move(down(), 8000), key.move(up(), 8400)]).toEqual([null, 'down', 'up'])
})

test('a modifier may come up first', () => {
  expect(moves(down(), up(withBoth, 0x1d), up(none))).toEqual(['down', null, 'up'])
})

test.each([
  ['no modifier', down(none)],
  ['one of two', down({ ...none, ctrlKey: true })],
  ['one too many', down({ ...withBoth, shiftKey: true })],
  ['another key', down(withBoth, 0x1e)],
  ['a release of what was not pressed', up()],
  ['a mouse', { type: 7, ...withBoth }],
])('%s is nothing', (_what, event) => {
  expect(moves(event)).toEqual([null])
})

test('keys are called as uiohook-napi calls them', ({ skip }) => {
  let library: { UiohookKey: Record<string, number> }
  try {
    library = createRequire(import.meta.url)('uiohook-napi')
  } catch {
    return skip('uiohook-napi is not installed')
  }
  const names = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789', 'Space', 'Insert', 'Home', 'End', 'PageUp', 'PageDown']
  for (let i = 1; i <= 24; i++) names.push(`F${i}`)
  const ours = Object.fromEntries(names.map(name => [name, keyCode(name)]))
  expect(ours).toEqual(Object.fromEntries(names.map(name => [name, library.UiohookKey[name]])))
  expect(keyCode('Fn')).toBe(null)
})
