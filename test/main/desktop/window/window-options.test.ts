import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { miniOptions, windowOptions } from '../../../../main/desktop/window/window-options.ts'

const place = { x: 20, y: 30, width: 960, height: 680 }
const parts = { preload: '/parley/preload.cjs', isDark: false, isPackaged: true, place }
const options = windowOptions(parts)

test.each([
  ['window', windowOptions(parts)],
  ['mini window', miniOptions(false, parts)],
])(
  'the page of the %s is given the preload, a session of its own and nothing that Electron keeps off by default',
  (_name, { webPreferences }) => {
    expect(webPreferences).toEqual({
      preload: '/parley/preload.cjs',
      partition: 'persist:ui',
      devTools: false,
      spellcheck: false,
      backgroundThrottling: false,
    })
  },
)

test('what a page is given cannot be changed later', () => {
  expect([options, miniOptions(false, parts)].map(made => Object.isFrozen(made.webPreferences))).toEqual([true, true])
})

test('a window waits for its page where it was, and fits a small screen', () => {
  const { x, y, width, height, minWidth, minHeight, show } = options
  expect({ x, y, width, height, minWidth, minHeight, show }).toEqual({
    x: 20,
    y: 30,
    width: 960,
    height: 680,
    minWidth: 360,
    minHeight: 480,
    show: false,
  })
})

test('only a development build has developer tools', () => {
  const { webPreferences } = windowOptions({ ...parts, isPackaged: false })
  expect(webPreferences?.devTools).toBe(true)
})

test('a window is painted as its page will be, in both themes', () => {
  const css = readFileSync(join(import.meta.dirname, '..', '..', '..', '..', 'renderer', 'styles', 'base.css'), 'utf8')
  const ground = /--ground: light-dark\((#\w+), (#\w+)\)/.exec(css)
  const painted = [false, true].map(isDark => windowOptions({ ...parts, isDark }))
  expect(painted.map(({ backgroundColor }) => backgroundColor)).toEqual(ground?.slice(1))
})

test('the mini window lies above all others, is of one size and never takes the focus', () => {
  const { x, y, width, height, focusable, alwaysOnTop, resizable, skipTaskbar, show } = miniOptions(false, parts)
  expect({ x, y, width, height, focusable, alwaysOnTop, resizable, skipTaskbar, show }).toEqual({
    ...{ x: 20, y: 30, width: 264, height: 72 },
    ...{ focusable: false, alwaysOnTop: true, resizable: false, skipTaskbar: true, show: false },
  })
})

test('a press of the mini window’s button counts while another program is in front, which macOS leaves there for a panel', () => {
  const pressed = [true, false].map(isPanel => miniOptions(isPanel, parts))
  expect(pressed.map(({ type, acceptFirstMouse }) => [type, acceptFirstMouse])).toEqual([
    ['panel', true],
    [undefined, true],
  ])
})
