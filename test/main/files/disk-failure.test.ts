import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { diskFailure, readFailure } from '../../../main/files/disk-failure.ts'

const folder = mkdtempSync(join(tmpdir(), 'parley-disk-failure-'))
afterAll(() => rmSync(folder, { recursive: true }))

const failed = (code: string) => Object.assign(new Error(code), { code })

test('a folder that is gone is said to be, a missing file in one that is there is not', () => {
  const gone = join(folder, 'gone')
  const found = [gone, folder].map(path => diskFailure(failed('ENOENT'), path).message)
  expect(found).toEqual([
    `A file could not be read or written: ${gone} is not there.`,
    `A file could not be read or written: ${folder} (ENOENT).`,
  ])
})

test.for([
  ['ENOENT', 'a.wav is not there'],
  ['ENOTDIR', 'a.wav is not there'],
  ['EISDIR', 'a.wav is a folder'],
  ['EACCES', 'a.wav may not be read'],
  ['EPERM', 'a.wav may not be read'],
  ['EIO', 'a.wav (EIO)'],
])('a named file that cannot be read for %s is told in words', ([code = '', words]) => {
  expect(readFailure(failed(code), 'a.wav').message).toBe(`A file could not be read or written: ${words}.`)
})
