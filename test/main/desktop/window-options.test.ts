import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { windowOptions } from '../../../main/desktop/window-options.ts'

const options = windowOptions({ preload: '/parley/preload.cjs', isDark: false, isPackaged: true })

test('a page is given the preload, a session of its own and nothing that Electron keeps off by default', () => {
  expect(options.webPreferences).toEqual({
    preload: '/parley/preload.cjs',
    partition: 'persist:ui',
    devTools: false,
    spellcheck: false,
    backgroundThrottling: false,
  })
})

test('what a page is given cannot be changed later', () => {
  expect(Object.isFrozen(options.webPreferences)).toBe(true)
})

test('a window waits for its page, and fits a small screen', () => {
  const { width, height, minWidth, minHeight, show } = options
  expect({ width, height, minWidth, minHeight, show }).toEqual({
    width: 960,
    height: 680,
    minWidth: 360,
    minHeight: 480,
    show: false,
  })
})

test('only a development build has developer tools', () => {
  const { webPreferences } = windowOptions({ preload: '/p.cjs', isDark: true, isPackaged: false })
  expect(webPreferences?.devTools).toBe(true)
})

test('a window is painted as its page will be, in both themes', () => {
  const css = readFileSync(join(import.meta.dirname, '..', '..', '..', 'renderer', 'styles', 'base.css'), 'utf8')
  const ground = /--ground: light-dark\((#\w+), (#\w+)\)/.exec(css)
  const painted = [false, true].map(isDark => windowOptions({ preload: '/p.cjs', isDark, isPackaged: true }))
  expect(painted.map(({ backgroundColor }) => backgroundColor)).toEqual(ground?.slice(1))
})
