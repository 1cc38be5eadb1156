import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { toFailure } from '../../../app/errors.ts'
import { failures } from '../../../app/words/failures.ts'
import { lockFolder } from '../../../main/library/lock.ts'
import { LibraryChild } from '../../helpers/library-child.ts'
import { codeOf } from '../../helpers/library-folder.ts'

let folder: string
let children: LibraryChild[]

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'parley-lock-'))
  children = []
})

afterEach(async () => {
  for (const child of children) await child.kill()
  rmSync(folder, { recursive: true, force: true })
})

function start(): LibraryChild {
  const child = new LibraryChild(['hold', folder])
  children.push(child)
  return child
}

function failureOf(work: () => unknown): unknown {
  try {
    return work()
  } catch (error) {
    return toFailure(error)
  }
}

test('a folder can be had, let go and had again', () => {
  lockFolder(folder).release()
  lockFolder(folder).release()
  expect(readFileSync(join(folder, 'library.lock'))).toHaveLength(0)
})

test('a second owner in the same process is refused', () => {
  const lock = lockFolder(folder)
  expect(codeOf(() => lockFolder(folder))).toBe('busy')
  lock.release()
})

test('another process is told which one holds the folder', async () => {
  const child = start()
  await child.said(1)
  expect(failureOf(() => lockFolder(folder))).toMatchObject({
    code: 'busy',
    message: failures.busy({ holder: 'parley', pid: child.pid ?? null }),
  })
})

test('a killed process leaves nothing locked', async () => {
  const child = start()
  await child.said(1)
  await child.kill()
  expect(codeOf(() => lockFolder(folder).release())).toBe('nothing')
})

test('a left-over process id is not believed', () => {
  const lock = lockFolder(folder)
  writeFileSync(join(folder, 'library.pid'), '4194999')
  expect(failureOf(() => lockFolder(folder))).toMatchObject({
    code: 'busy',
    message: failures.busy({ holder: 'parley', pid: null }),
  })
  lock.release()
})

test('of five that start at the same moment, exactly one gets it', async () => {
  const starting = Array.from({ length: 5 }, start)
  await Promise.all(starting.map(child => child.said(1)))
  const answers = starting.map(child => child.lines[0] ?? '')
  expect({
    open: answers.filter(answer => answer === 'open').length,
    busy: answers.filter(answer => answer.includes('"code":"busy"')).length,
  }).toEqual({ open: 1, busy: 4 })
})

test('one that waits its turn gets the folder when the first has ended', async () => {
  const first = start()
  await first.said(1)
  await first.finish()
  const second = start()
  await second.said(1)
  expect(second.lines).toEqual(['open'])
})

test('rubbish in the lock file does not keep anyone out', () => {
  writeFileSync(join(folder, 'library.lock'), 'not a database at all, but long enough to be looked at'.repeat(30))
  const lock = lockFolder(folder)
  expect(codeOf(() => lockFolder(folder))).toBe('busy')
  lock.release()
})
