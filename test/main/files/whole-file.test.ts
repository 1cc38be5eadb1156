import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { writeWholeFile } from '../../../main/files/whole-file.ts'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'parley-whole-file-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

test('a file is replaced by the new one, and nothing else is left', async () => {
  await writeFile(join(folder, 'a.json'), 'the old one, which was longer')
  writeWholeFile(join(folder, 'a.json'), 'the new one')
  expect(await readdir(folder)).toEqual(['a.json'])
  expect(await readFile(join(folder, 'a.json'), 'utf8')).toBe('the new one')
})

test('what an earlier crash left half written is no obstacle', async () => {
  await writeFile(join(folder, 'a.json.new'), 'half')
  writeWholeFile(join(folder, 'a.json'), 'whole')
  expect(await readdir(folder)).toEqual(['a.json'])
})

test.skipIf(process.platform === 'win32')('only the owner may read it, even where everybody could before', async () => {
  await writeFile(join(folder, 'a.json'), '', { mode: 0o644 })
  writeWholeFile(join(folder, 'a.json'), 'secret')
  expect((await stat(join(folder, 'a.json'))).mode & 0o777).toBe(0o600)
})

test('a file that cannot be replaced stays, and nothing is left beside it', async () => {
  await mkdir(join(folder, 'a.json'))
  expect(() => writeWholeFile(join(folder, 'a.json'), 'new')).toThrow()
  expect(await readdir(folder)).toEqual(['a.json'])
})
