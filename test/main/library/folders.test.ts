import { existsSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { toFailure } from '../../../app/errors.ts'
import { failures } from '../../../app/words/failures.ts'
import { openLibrary } from '../../../main/library/open-library.ts'

let folder: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'parley-folders-'))
})

afterEach(() => rmSync(folder, { recursive: true }))

function failureOf(path: string): unknown {
  try {
    openLibrary(path).close()
    return null
  } catch (error) {
    return toFailure(error)
  }
}

test('folders that are not there are made, for the user alone', () => {
  const deep = join(folder, 'one', 'two')
  expect(failureOf(deep)).toBe(null)
  // Windows keeps a user's folders private in its own way, and has no such bits.
  if (process.platform !== 'win32') expect(statSync(deep).mode & 0o777).toBe(0o700)
})

test('a file in place of the folder, or of one above it, is named', () => {
  const file = join(folder, 'letter')
  writeFileSync(file, '')
  const failure = { code: 'disk_failed', message: failures.disk_failed({ what: { name: 'is_file', path: file } }) }
  expect([file, join(file, 'below'), join(file, 'far', 'below')].map(failureOf)).toMatchObject([
    failure,
    failure,
    failure,
  ])
})

test.skipIf(!existsSync('/proc/self'))('a place where no folder can be made is told instead of tried for ever', () => {
  expect(failureOf('/proc/parley/data')).toMatchObject({ code: 'disk_failed' })
})
