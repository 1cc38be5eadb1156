import { mkdirSync, mkdtempSync, readdirSync, realpathSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openLibraryInForce } from '../../../../main/keeping/library-in-force.ts'
import { prepareMove } from '../../../../main/library/move/move.ts'
import { runLibrary } from '../../../helpers/library-process.ts'
import { recordOne } from '../../../helpers/moving.ts'

let home: string
let data: string
let target: string

beforeEach(async () => {
  home = realpathSync(mkdtempSync(join(tmpdir(), 'parley-move-')))
  data = join(home, 'data')
  target = join(home, 'disk')
  const library = openLibraryInForce(data)
  await recordOne(library)
  library.close()
})

afterEach(() => rmSync(home, { recursive: true, force: true }))

const run = (...args: string[]) => runLibrary(...args, '--data', data)

test('the library is moved, and every command finds it where it is', async () => {
  const moved = await run('move', target)
  const listed = await run('list', '--json')
  expect([moved, JSON.parse(listed.stdout).length, readdirSync(data)]).toEqual([
    ...[{ exitCode: 0, stdout: `The library is in ${target}.\n`, stderr: '' }, 1, ['settings.json']],
  ])
})

test('a move that was cut off goes on without its folder, or is given up', async () => {
  const library = openLibraryInForce(data)
  prepareMove(library, target, data)
  library.close()
  const givenUp = await run('move', '--give-up', '--json')
  const isGone = !readdirSync(home).includes('disk')
  const again = openLibraryInForce(data)
  prepareMove(again, target, data)
  again.close()
  const moved = await run('move', '--json')
  expect([JSON.parse(givenUp.stdout), isGone, JSON.parse(moved.stdout)]).toEqual([
    ...[{ folder: data, left: [], damaged: [] }, true, { folder: target, left: [], damaged: [] }],
  ])
})

test('without a folder, into one that is not empty, and without its disk it is said in one sentence', async () => {
  mkdirSync(join(target, 'Letters'), { recursive: true })
  const none = await run('move')
  const full = await run('move', target)
  await run('move', join(target, 'Parley'))
  rmSync(join(target, 'Parley'), { recursive: true })
  const gone = await run('list')
  expect([none, full, gone].map(({ exitCode, stderr }) => [exitCode, stderr.trim().split('\n').length])).toEqual([
    ...[
      [2, 1],
      [1, 1],
      [1, 1],
    ],
  ])
  expect(gone.stderr).toContain('is not there. Connect the disk')
})
