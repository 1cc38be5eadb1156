import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { couldNotRun, fetchElectron, findElectron, missingDisplay } from '../../build/electron-runtime.ts'

test('a desktop window needs a display on Linux, X11 or Wayland, and none to ask for elsewhere', () => {
  const missing = [
    missingDisplay('linux', {}, 1000),
    missingDisplay('linux', { DISPLAY: '', WAYLAND_DISPLAY: '' }, 1000),
    missingDisplay('linux', { DISPLAY: ':0' }, 1000),
    missingDisplay('linux', { WAYLAND_DISPLAY: 'wayland-0' }, 1000),
    missingDisplay('darwin', {}, 501),
    missingDisplay('win32', {}, undefined),
  ]
  expect(missing).toEqual(['there is no display', 'there is no display', null, null, null, null])
})

test('root gets no desktop window on Linux, where the sandbox refuses it', () => {
  expect(missingDisplay('linux', { DISPLAY: ':0' }, 0)).toBe('Electron’s sandbox does not run as root')
  expect(missingDisplay('darwin', {}, 0)).toBeNull()
})

test('missing libraries and an abort by itself count as not able to run, an error of its own or a sent signal do not', () => {
  const ends = [couldNotRun(127, false), couldNotRun(null, false), couldNotRun(null, true), couldNotRun(1, false)]
  expect(ends).toEqual([true, true, false, false])
})

test('a runtime that is not where it is said to be is not found', async () => {
  const empty = await mkdtemp(join(tmpdir(), 'parley-electron-'))
  expect(findElectron({ ELECTRON_OVERRIDE_DIST_PATH: empty })).toBeNull()
  await rm(empty, { recursive: true })
})

test('a place that does not answer is given up on', async () => {
  expect(await fetchElectron({ ELECTRON_MIRROR: 'http://127.0.0.1:1/' })).toBeNull()
})
