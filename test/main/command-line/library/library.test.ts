import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { failures } from '../../../../app/words/failures.ts'
import { LibraryFolder, newReply } from '../../../helpers/library-folder.ts'
import { runLibrary } from '../../../helpers/library-process.ts'

let folder: LibraryFolder

beforeEach(() => {
  folder = new LibraryFolder()
})

afterEach(() => folder.remove())

/** Runs a command on the test's library, which is closed. */
function run(...args: string[]) {
  folder.close()
  return runLibrary(...args, '--data', folder.path)
}

test('list gives the conversations of a place, the one that changed last first', async () => {
  const [old, recent, trashed] = ['Old', 'Recent', 'Trashed'].map(text => {
    folder.now += 1000
    return folder.spoken({ text })
  })
  folder.library.trashConversation(trashed?.conversationId ?? '')
  const found = [await run('list', '--json'), await run('list', '--json', '--place', 'trash')]
  expect(
    found.map(({ exitCode, stdout }) => [exitCode, JSON.parse(stdout).map((each: { id: string }) => each.id)]),
  ).toEqual([
    [0, [recent?.conversationId, old?.conversationId]],
    [0, [trashed?.conversationId]],
  ])
})

test('list is a line each for people', async () => {
  const { conversationId } = folder.spoken({ text: 'Hello' })
  const { stdout } = await run('list')
  expect(stdout.split('\t')).toEqual([conversationId, expect.any(String), '1 turn', expect.any(String), 'Hello\n'])
})

test('search tells where something was said, the best first, and with 1 when it never was', async () => {
  const turn = folder.spoken({ text: 'Are golden retrievers gentle?' }, true)
  const found = await run('search', 'gentle', 'from:reply')
  const json = await run('search', 'gentle', '--limit', '1', '--newest', '--json')
  const never = await run('search', 'giraffe')
  expect([
    found.stdout.split('\t'),
    JSON.parse(json.stdout).map((hit: { turnId: string }) => hit.turnId),
    [found, json, never].map(({ exitCode }) => exitCode),
    never.stderr,
  ]).toEqual([
    [turn.conversationId, expect.any(String), 'Reply', '0:00', `${newReply().words}\n`],
    [turn.id],
    [0, 0, 1],
    'Nothing found for “giraffe”.\n',
  ])
})

test('search says what it takes when there is nothing to search for', async () => {
  folder.spoken({}, true)
  const found = [await run('search', ''), await run('search', '?!')]
  expect(found).toEqual(
    ['“” says', '“?!” says'].map(says => ({ exitCode: 2, stdout: '', stderr: expect.stringContaining(says) })),
  )
})

test('show prints a conversation whose id begins so', async () => {
  const turn = folder.spoken({ text: 'Why?' }, true)
  const shown = await run('show', turn.conversationId.slice(0, 6).toUpperCase())
  const json = await run('show', turn.conversationId, '--json')
  expect([shown.exitCode, shown.stdout.includes(newReply().words), JSON.parse(json.stdout).turns]).toEqual([
    0,
    true,
    [turn],
  ])
})

test('rebuild makes the index again from the folders', async () => {
  folder.spoken({}, true)
  folder.loseIndex()
  expect(await run('rebuild')).toEqual({ exitCode: 0, stdout: '1 conversation is in the index.\n', stderr: '' })
})

test('rebuild leaves the index of a newer Parley as it is, and says why', async () => {
  folder.spoken({}, true)
  folder.close()
  const path = join(folder.path, 'library.db')
  const database = new DatabaseSync(path)
  database.exec('PRAGMA user_version = 1000')
  database.close()
  const before = readFileSync(path)
  const { exitCode, stdout, stderr } = await runLibrary('rebuild', '--data', folder.path)
  expect([exitCode, stdout, stderr, readFileSync(path).equals(before)]).toEqual([
    ...[1, '', `${failures.library_newer()}\n`, true],
  ])
})

test('a library that Parley has open is refused, with who has it', async () => {
  folder.spoken()
  expect(await runLibrary('list', '--data', folder.path)).toEqual({
    exitCode: 1,
    stdout: '',
    stderr: `This data folder is already in use by another Parley (process ${process.pid}). Close it there, or choose another folder.\n`,
  })
})

test.each([
  [
    'a folder without a library',
    ['list', '--data', '/nowhere/at/all'],
    'There is no library in /nowhere/at/all. Parley makes one when it is started.\n',
  ],
  ['a conversation that is not there', ['show', 'ffff'], 'There is no conversation whose id begins with “ffff”.\n'],
  ['a place that is not there', ['list', '--place', 'attic'], expect.stringContaining('not “attic”')],
  ['a limit that is none', ['search', 'x', '--limit', 'all'], '--limit wants a number from 1 on, not “all”.\n'],
  ['a command that is not there', ['frobnicate'], expect.stringContaining('“frobnicate”')],
])('%s is said in one sentence and makes nothing', async (_, args, stderr) => {
  folder.spoken()
  folder.close()
  const found = await runLibrary(...args, ...(args.includes('--data') ? [] : ['--data', folder.path]))
  expect(found).toEqual({ exitCode: 2, stdout: '', stderr })
})

test('check says that everything is as it should be, or what is not and how it is mended', async () => {
  const { recording } = folder.spoken()
  const clean = await run('check')
  rmSync(join(folder.path, recording?.file ?? ''))
  const [found, json, mended] = [await run('check'), await run('check', '--json'), await run('check', '--mend')]
  const line = `${recording?.file}: The sound file is gone.`
  expect([clean, found, mended]).toEqual([
    { exitCode: 0, stdout: '', stderr: 'Everything is as it should be.\n' },
    {
      exitCode: 1,
      stdout: `${line} Mending: Its turn stays, without the sound.\n`,
      stderr: 'One thing is not as it should be. library check --mend mends what can be.\n',
    },
    { exitCode: 0, stdout: expect.stringContaining(line), stderr: 'All of it is mended.\n' },
  ])
  expect(JSON.parse(json.stdout)).toMatchObject({ found: [{ file: recording?.file }], left: [{ kind: 'sound' }] })
})
