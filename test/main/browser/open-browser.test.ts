import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { findOpener } from '../../../main/browser/open-browser.ts'

const URL = 'http://127.0.0.1:1/#token'
let folder: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'parley-opener-'))
  await writeFile(join(folder, 'xdg-open'), '')
  await chmod(join(folder, 'xdg-open'), 0o755)
})

afterAll(() => rm(folder, { recursive: true, force: true }))

test('a Linux desktop opens its browser by xdg-open', () => {
  const opener = { command: join(folder, 'xdg-open'), args: [URL] }
  const path = `${join(folder, 'missing')}:${folder}`
  expect(findOpener(URL, 'linux', { DISPLAY: ':0', PATH: path })).toEqual(opener)
  expect(findOpener(URL, 'linux', { WAYLAND_DISPLAY: 'wayland-0', PATH: path })).toEqual(opener)
})

test('Linux without a display has nothing to open', () => {
  expect(findOpener(URL, 'linux', { PATH: folder })).toBeNull()
})

test('Linux without xdg-open has nothing to open with', () => {
  expect(findOpener(URL, 'linux', { DISPLAY: ':0', PATH: join(folder, 'missing') })).toBeNull()
})

test('macOS and Windows bring their own', () => {
  expect([findOpener(URL, 'darwin', {}), findOpener(URL, 'win32', {})]).toEqual([
    { command: 'open', args: [URL] },
    { command: 'cmd', args: ['/c', 'start', '', URL] },
  ])
})
