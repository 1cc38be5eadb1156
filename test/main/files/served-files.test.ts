import { readFileSync, writeFileSync } from 'node:fs'
import { buffer } from 'node:stream/consumers'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { type ServedFile, ServedFiles } from '../../../main/files/served-files.ts'
import { TestFolder } from '../../helpers/exchange.ts'
import { PATIENCE } from '../../helpers/patience.ts'

const NAME = 'Parley 2026-11-24 Äpfel.zip'
const PATH = `/exports/0a1b/${encodeURIComponent(NAME)}`

let folder: TestFolder
let served: ServedFiles
let fetched: number
beforeEach(() => {
  folder = new TestFolder()
  const path = folder.at('made.zip')
  writeFileSync(path, Buffer.alloc(600_000, 7))
  served = new ServedFiles()
  fetched = 0
  served.offer('0a1b', { path, name: NAME, bytes: 600_000 }, () => {
    fetched++
  })
})
afterEach(() => folder.remove())

const read = (file: ServedFile | null) => buffer(file?.body ?? expect.fail())

test('an offer is fetched once, whole, under its name', async () => {
  const file = served.open(PATH)
  const body = await read(file)
  expect(body.equals(readFileSync(folder.at('made.zip')))).toBe(true)
  expect(file?.headers).toMatchObject({
    'Content-Length': '600000',
    'Content-Disposition': `attachment; filename="Parley 2026-11-24 _pfel.zip"; filename*=UTF-8''Parley%202026-11-24%20%C3%84pfel.zip`,
  })
  await vi.waitFor(() => expect(fetched).toBe(1), PATIENCE)
  expect(served.open(PATH)).toBeNull()
})

test('while it is on its way nobody else gets it, and who gave up can ask again', async () => {
  const first = served.open(PATH)
  expect(served.open(PATH)).toBeNull()
  for await (const _ of first?.body ?? []) break
  expect(fetched).toBe(0)
  const again = await vi.waitFor(() => served.open(PATH) ?? expect.fail(), PATIENCE)
  expect((await read(again)).byteLength).toBe(600_000)
  await vi.waitFor(() => expect(fetched).toBe(1), PATIENCE)
})

test.for([
  '/exports/0a1b',
  '/exports/0a1b/',
  '/exports/0a1b/other.zip',
  `/exports/0a1c/${encodeURIComponent(NAME)}`,
  `${PATH}/more`,
  `/export/0a1b/${encodeURIComponent(NAME)}`,
  '/exports/../made.zip',
])('nothing is at %s', path => {
  expect(served.open(path)).toBeNull()
})

test('who gave up before the first piece can ask again', async () => {
  served.open(PATH)?.body.destroy()
  const again = await vi.waitFor(() => served.open(PATH) ?? expect.fail(), PATIENCE)
  expect((await read(again)).byteLength).toBe(600_000)
})

test('an offer that was taken back is gone', () => {
  served.withdraw('0a1b')
  expect(served.open(PATH)).toBeNull()
})
