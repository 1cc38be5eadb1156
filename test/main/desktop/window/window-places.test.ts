import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { KeptWindowPlaces } from '../../../../main/desktop/window/window-places.ts'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'parley-places-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const window = { x: 10, y: 20, width: 900, height: 600, isMaximized: true }
const mini = { fromLeft: true, fromTop: false, across: 12, down: 30 }

test('where the windows were is there after a restart, each by itself', () => {
  const places = new KeptWindowPlaces(folder)
  expect(places.current).toEqual({ window: null, mini: null })
  places.keep({ window })
  places.keep({ mini })
  expect(new KeptWindowPlaces(folder).current).toEqual({ window, mini })
})

test.each([
  '',
  'no JSON',
  '[]',
  '{"window":{"x":"left"}}',
  '{"window":{"x":1e99,"y":0,"width":1,"height":1,"isMaximized":false}}',
])('a file that says %j counts as none', text => {
  writeFileSync(join(folder, 'window.json'), text)
  expect(new KeptWindowPlaces(folder).current).toEqual({ window: null, mini: null })
})

test('a folder that cannot be written hinders nothing', () => {
  const places = new KeptWindowPlaces(join(folder, 'gone'))
  places.keep({ window })
  expect(places.current.window).toEqual(window)
  expect(readdirSync(folder)).toEqual([])
})
