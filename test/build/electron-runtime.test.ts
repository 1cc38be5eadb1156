import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { fetchElectron, findElectron, missingDisplay } from '../../build/electron-runtime.ts'

test('a desktop window needs a display on Linux, X11 or Wayland, and none to ask for elsewhere', () => {
  const missing = [
    missingDisplay('linux', {}),
    missingDisplay('linux', { DISPLAY: '', WAYLAND_DISPLAY: '' }),
    missingDisplay('linux', { DISPLAY: ':0' }),
    missingDisplay('linux', { WAYLAND_DISPLAY: 'wayland-0' }),
    missingDisplay('darwin', {}),
    missingDisplay('win32', {}),
  ]
  expect(missing).toEqual(['there is no display', 'there is no display', null, null, null, null])
})

test('a runtime that is not where it is said to be is not found', async () => {
  const empty = await mkdtemp(join(tmpdir(), 'parley-electron-'))
  expect(findElectron({ ELECTRON_OVERRIDE_DIST_PATH: empty })).toBeNull()
  await rm(empty, { recursive: true })
})

test('a place that does not answer is given up on', async () => {
  expect(await fetchElectron({ ELECTRON_MIRROR: 'http://127.0.0.1:1/' })).toBe(false)
})
