import { existsSync, mkdtempSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { toFailure } from '../../../app/errors.ts'
import { failures } from '../../../app/words/failures.ts'
import { openLibrary } from '../../../main/library/open-library.ts'
import type { WholeSound } from '../../../main/library/sounds/sounds.ts'
import { codeOf, newReply, newTurn, tellingPcm } from '../../helpers/library-folder.ts'

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
  expect(failureOf('/proc/parley/data')).toMatchObject({
    code: 'disk_failed',
    values: { what: { name: 'makes_no_folder', path: '/proc' } },
  })
})

// Windows does not let a folder go in which files are open.
test.skipIf(process.platform === 'win32')(
  'a folder that goes while the library is in use is not begun anew in its place',
  () => {
    const [path, away] = [join(folder, 'library'), join(folder, 'away')]
    const library = openLibrary(path)
    const { id } = library.createTurn(newTurn({ text: 'Hello', status: 'sending' }))
    library.changeTurn(id, { status: 'replying', reply: newReply() })
    // What a disk does that is pulled out: its files stay open, its folder is not there any more.
    renameSync(path, away)
    const source: WholeSound = { format: 'wav', bytes: tellingPcm(96), durationMs: 4, peaks: [] }
    const codes = [
      codeOf(() => library.createSoundFile(id, 'recording')),
      codeOf(() => library.createSoundFile(id, 'reply')),
      codeOf(() => library.importSound(id, source)),
    ]
    library.close()
    expect([codes, existsSync(path)]).toEqual([['disk_failed', 'disk_failed', 'disk_failed'], false])
  },
)
