import { describe, expect, test } from 'vitest'
import { events, requests } from '../../../../app/contract.ts'
import {
  isForMini,
  mayMiniAsk,
  meansEscape,
  onClose,
  platformName,
  showsMini,
  startsHidden,
} from '../../../../main/desktop/window/window-roles.ts'

describe('the mini window', () => {
  test('may ask for what its own buttons do, and for nothing else', () => {
    const asked = ['getMiniView', 'commandTalk', 'showWindow', 'moveMini', 'hideMini']
    expect(Object.keys(requests).filter(mayMiniAsk).sort()).toEqual(asked.sort())
    expect([null, 7, ['commandTalk'], { toString: () => 'commandTalk' }].map(mayMiniAsk)).not.toContain(true)
  })

  test('hears what it shows, which no other window hears', () => {
    expect(Object.keys(events).filter(isForMini)).toEqual(['miniChanged', 'levelChanged'])
  })

  const talking = { state: 'listening', hasWindow: true, isWindowInFront: false, takesFocus: false } as const
  test.each([
    ['auto', talking, true],
    ['auto', { ...talking, state: 'sending' }, true],
    ['auto', { ...talking, state: 'speaking' }, true],
    ['auto', { ...talking, state: 'idle' }, false],
    ['auto', { ...talking, state: 'queued' }, false],
    ['auto', { ...talking, state: 'failed' }, false],
    ['auto', { ...talking, isWindowInFront: true }, false],
    ['auto', { ...talking, takesFocus: true }, false],
    ['always', { state: 'idle', hasWindow: true, isWindowInFront: true, takesFocus: true }, true],
    ['always', { ...talking, hasWindow: false }, false],
    ['never', talking, false],
  ] as const)('wanted “%s”, with %o: %s', (wanted, now, isShown) => {
    expect(showsMini(wanted, now)).toBe(isShown)
  })
})

test.each([
  ['listening', false, true],
  ['speaking', false, true],
  ['listening', true, false],
  ['speaking', true, false],
  ['idle', false, false],
  ['sending', false, false],
  ['queued', false, false],
  ['failed', false, false],
] as const)(
  'Escape in another program, while Parley is %s and its window in front %s: %s',
  (state, isWindowInFront, isMeant) => {
    expect(meansEscape({ state, isWindowInFront })).toBe(isMeant)
  },
)

test.each([
  [{ isQuitting: false, hasTray: true, staysInTray: true }, 'hide'],
  [{ isQuitting: false, hasTray: false, staysInTray: true }, 'close'],
  [{ isQuitting: false, hasTray: true, staysInTray: false }, 'close'],
  [{ isQuitting: true, hasTray: true, staysInTray: true }, 'close'],
] as const)('closing the window, %o: %s', (now, done) => {
  expect(onClose(now)).toBe(done)
})

test.each([
  [{ isHidden: true, wasOpenedAtLogin: false, hasTray: false }, true],
  [{ isHidden: false, wasOpenedAtLogin: true, hasTray: true }, true],
  [{ isHidden: false, wasOpenedAtLogin: true, hasTray: false }, false],
  [{ isHidden: false, wasOpenedAtLogin: false, hasTray: true }, false],
])('a start that is %o is hidden: %s', (start, isHidden) => {
  expect(startsHidden(start)).toBe(isHidden)
})

test.each([
  ['darwin', 'macos'],
  ['win32', 'windows'],
  ['linux', 'linux'],
  ['freebsd', 'linux'],
] as const)('%s is called %s', (platform, name) => {
  expect(platformName(platform)).toBe(name)
})
