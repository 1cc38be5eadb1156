import { beforeEach, expect, test } from 'vitest'
import { GlobalKey, isPortalSystem } from '../../../main/keys/global-key.ts'
import type { HoldKeyPorts } from '../../../main/keys/hold-key-source.ts'

let told: string[]
let at: number
const presses = new Map<string, () => void>()
let hold: HoldKeyPorts | null
let isTaken: boolean

beforeEach(() => {
  told = []
  at = 0
  presses.clear()
  hold = null
  isTaken = false
})

/** A key on a system whose shortcuts and what sees keys being held note what is asked of them. */
function keyOn(system: 'shortcuts' | 'portal'): GlobalKey {
  return new GlobalKey({
    hasShortcuts: system === 'shortcuts',
    takeShortcut: (accelerator, onPress) => {
      told.push(`take ${accelerator}`)
      if (!isTaken) presses.set(accelerator, onPress)
      return !isTaken
    },
    returnShortcut: accelerator => {
      presses.delete(accelerator)
    },
    openHoldKey: ports => {
      hold = ports
      let isLooking = false
      return {
        start: ({ key }) => {
          isLooking = true
          told.push(`look for ${key}`)
        },
        stop: async () => {
          if (isLooking) told.push('stop looking')
          isLooking = false
        },
      }
    },
    onHookWanted: () => told.push('may it see keys?'),
    command: command => told.push(command),
    onCapability: can => told.push(can.kind === 'hold' ? 'can hold' : `${can.kind}: ${can.obstacle}`),
    now: () => at,
  })
}

/** What the settings say of a key. */
const chosen = (globalKey: string, hooksGlobalKey = false, takesEscape = true) => ({
  ...{ globalKey, hooksGlobalKey, takesEscape },
})

/** Presses whatever was taken, or Escape, if that was. */
function pressAt(ms: number, accelerator = [...presses.keys()].find(name => name !== 'Escape') ?? ''): void {
  at = ms
  presses.get(accelerator)?.()
}

test('a shortcut toggles, because its release is not seen', () => {
  keyOn('shortcuts').choose(chosen('Control+Alt+Space'))
  pressAt(1000)
  pressAt(5000)
  expect(told).toEqual(['take Control+Alt+Space', 'toggle: releases-unseen', 'toggle', 'toggle'])
})

test('a key that repeats while it is held toggles once', () => {
  keyOn('shortcuts').choose(chosen('F13'))
  for (const ms of [1000, 1250, 1280, 1310, 1600, 1901]) pressAt(ms)
  expect(told.slice(2)).toEqual(['toggle', 'toggle'])
})

test.each([
  ['', ['none: not-chosen']],
  ['Space', ['none: not-a-key']],
  ['Fn', ['none: not-a-key']],
])('“%s” takes no key', (text, expected) => {
  keyOn('shortcuts').choose(chosen(text))
  expect(told).toEqual(expected)
})

test('a key that another program has is told of', () => {
  isTaken = true
  keyOn('shortcuts').choose(chosen('Control+Alt+Space'))
  expect(told).toEqual(['take Control+Alt+Space', 'none: taken'])
})

test('another key takes the place of the first, and the same one changes nothing', () => {
  const key = keyOn('shortcuts')
  key.choose(chosen('F13'))
  key.choose(chosen('F13'))
  key.choose(chosen('F14'))
  key.choose(chosen(''))
  pressAt(1000)
  expect(told).toEqual([
    'take F13',
    'toggle: releases-unseen',
    'take F14',
    'toggle: releases-unseen',
    'none: not-chosen',
  ])
})

test('while the session is locked the key does nothing, and what was held is lost', () => {
  const key = keyOn('shortcuts')
  key.choose(chosen('F13'))
  key.lock()
  pressAt(1000)
  key.unlock()
  pressAt(2000)
  expect(told).toEqual(['take F13', 'toggle: releases-unseen', 'lose', 'take F13', 'toggle: releases-unseen', 'toggle'])
})

test('through a portal the key is held, and not looked for while the session is locked', () => {
  const key = keyOn('portal')
  key.choose(chosen('F13'))
  hold?.onCapability({ kind: 'hold', trigger: 'F13' })
  hold?.onMove('hold')
  key.lock()
  key.rearm()
  hold?.onMove('release')
  key.unlock()
  hold?.onMove('hold')
  expect(told).toEqual(['look for F13', 'can hold', 'hold', 'lose', 'stop looking', 'look for F13', 'hold'])
})

test('what a portal cannot do, no shortcut does in its place', () => {
  keyOn('portal').choose(chosen('F13'))
  hold?.onCapability({ kind: 'none', obstacle: 'portal-missing' })
  expect(told).toEqual(['look for F13', 'none: portal-missing'])
})

test('without a key nothing is asked of a portal after sleep', () => {
  const key = keyOn('portal')
  key.choose(chosen(''))
  key.rearm()
  expect(told).toEqual(['none: not-chosen', 'none: not-chosen'])
})

test('no hook is asked unless the user wants it, and none any more afterwards', () => {
  const key = keyOn('shortcuts')
  key.choose(chosen('F13'))
  key.choose(chosen('F13', true))
  hold?.onCapability({ kind: 'hold', trigger: '' })
  pressAt(1000)
  hold?.onMove('hold')
  key.choose(chosen('F13'))
  const toggles = ['take F13', 'toggle: releases-unseen']
  expect(told).toEqual([...toggles, 'may it see keys?', 'look for F13', 'can hold', 'hold', 'stop looking', ...toggles])
})

test('the system asks the user when they switch the hook on, and at no other moment', () => {
  const key = keyOn('shortcuts')
  key.choose(chosen('F13', true))
  key.choose(chosen('F14', true))
  key.rearm()
  key.lock()
  key.unlock()
  expect(told).not.toContain('may it see keys?')
  key.choose(chosen('F14'))
  key.choose(chosen('', true))
  expect(told.filter(what => what === 'may it see keys?')).toHaveLength(1)
})

test('while a hook sees nothing a shortcut toggles, and no longer once it does', () => {
  keyOn('shortcuts').choose(chosen('F13', true))
  hold?.onCapability({ kind: 'none', obstacle: 'hook-failed' })
  pressAt(1000)
  hold?.onCapability({ kind: 'hold', trigger: '' })
  pressAt(2000)
  expect(told).toEqual(['look for F13', 'take F13', 'toggle: hook-failed', 'toggle', 'can hold'])
})

test('a hook that was forbidden is asked again when somebody is back at the window, others are not', () => {
  const key = keyOn('shortcuts')
  key.choose(chosen('F13', true))
  hold?.onCapability({ kind: 'none', obstacle: 'hook-failed' })
  key.lookAgain()
  hold?.onCapability({ kind: 'none', obstacle: 'hook-not-allowed' })
  told = []
  key.lookAgain()
  expect(told).toEqual(['stop looking', 'look for F13'])
})

test('Escape is taken from other programs while it means Parley there, and only then', () => {
  const key = keyOn('shortcuts')
  key.choose(chosen('F13'))
  told = []
  pressAt(1000, 'Escape')
  key.takeEscape(true)
  key.takeEscape(true)
  for (const ms of [2000, 2040, 2300, 3000]) pressAt(ms, 'Escape')
  pressAt(3100)
  key.takeEscape(false)
  pressAt(4000, 'Escape')
  pressAt(5000)
  expect(told).toEqual(['take Escape', 'escape', 'escape', 'toggle', 'toggle'])
})

test('Escape stays taken while the key itself is taken anew, and not while the session is locked', () => {
  const key = keyOn('shortcuts')
  key.choose(chosen('F13', true))
  key.takeEscape(true)
  hold?.onCapability({ kind: 'none', obstacle: 'hook-failed' })
  key.rearm()
  hold?.onCapability({ kind: 'hold', trigger: '' })
  expect([...presses.keys()]).toEqual(['Escape'])
  key.lock()
  expect([...presses.keys()]).toEqual([])
  key.unlock()
  expect([...presses.keys()]).toEqual(['Escape'])
})

test('all that was taken is given back at the end', async () => {
  const key = keyOn('shortcuts')
  key.choose(chosen('F13'))
  key.takeEscape(true)
  expect([...presses.keys()]).toEqual(['F13', 'Escape'])
  await key.close()
  expect([...presses.keys()]).toEqual([])
})

test.each([
  ['it is not wanted', 'shortcuts', chosen('F13', false, false)],
  ['there is no key', 'shortcuts', chosen('')],
  ['the desktop gives keys through its portal', 'portal', chosen('F13')],
] as const)('Escape is left to other programs where %s', (_why, system, choice) => {
  const key = keyOn(system)
  key.takeEscape(true)
  key.choose(choice)
  expect(presses.has('Escape')).toBe(false)
})

test('Escape is given back as soon as it is not wanted any more', () => {
  const key = keyOn('shortcuts')
  key.choose(chosen('F13'))
  key.takeEscape(true)
  told = []
  key.choose(chosen('F13', false, false))
  expect([[...presses.keys()], told]).toEqual([['F13'], []])
  key.choose(chosen('F13'))
  expect(told).toEqual(['take Escape'])
})

test.each([
  ['linux', { XDG_SESSION_TYPE: 'wayland' }, true],
  ['linux', { WAYLAND_DISPLAY: 'wayland-0' }, true],
  ['linux', { XDG_SESSION_TYPE: 'x11', DISPLAY: ':0' }, false],
  ['linux', {}, false],
  ['darwin', { WAYLAND_DISPLAY: 'wayland-0' }, false],
  ['win32', {}, false],
] as const)('on %s with %o the portal is asked: %s', (platform, environment, isPortal) => {
  expect(isPortalSystem(platform, environment)).toBe(isPortal)
})
