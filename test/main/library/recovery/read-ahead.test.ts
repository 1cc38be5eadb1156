import { randomUUID } from 'node:crypto'
import { cpSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { failWith } from '../../../../app/errors.ts'
import { failureNotice } from '../../../../app/notices.ts'
import { parseQuery } from '../../../../app/search/search-query.ts'
import { conversationFolder } from '../../../../main/library/paths.ts'
import { readFolder } from '../../../../main/library/recovery/folder-reading.ts'
import { ReadAhead } from '../../../../main/library/recovery/read-ahead.ts'
import { LibraryFolder } from '../../../helpers/library-folder.ts'

/** So many that they are read in a thread. */
const MANY = 300

let folder: LibraryFolder
beforeEach(() => {
  folder = new LibraryFolder()
})
afterEach(() => folder.remove())

/** Folders of conversations, relative to the data folder, each with a question and its answer. The library is closed. */
function manyFolders(): string[] {
  const { recording } = folder.spoken({ text: 'Hello' }, true)
  folder.close()
  const original = dirname(recording?.file ?? '')
  const manifest = readFileSync(join(folder.path, original, 'conversation.json'), 'utf8')
  const copies = Array.from({ length: MANY - 1 }, () => {
    const path = conversationFolder(randomUUID(), folder.now)
    cpSync(join(folder.path, original), join(folder.path, path), { recursive: true })
    const told = manifest.replaceAll(/"id": "[^"]+"/g, () => `"id": "${randomUUID()}"`)
    writeFileSync(join(folder.path, path, 'conversation.json'), told)
    return path
  })
  return [original, ...copies].sort()
}

test('folders that are read ahead are what they are when they are read one by one, whichever are left out', () => {
  const folders = manyFolders()
  const ahead = new ReadAhead(folder.path, folders)
  const wanted = folders.filter((_, n) => n % 7 !== 3)
  expect(wanted.map(path => ahead.next(path))).toEqual(wanted.map(path => readFolder(folder.path, path)))
  ahead.close()
})

test('of a few folders none is read ahead', () => {
  const folders = manyFolders().slice(0, 20)
  const ahead = new ReadAhead(folder.path, folders)
  expect(folders.map(path => ahead.next(path))).toEqual(folders.map(() => null))
  ahead.close()
})

test('a folder that cannot be read is told where it is looked at, and the others are there', () => {
  const folders = manyFolders()
  const [, broken = ''] = folders
  const manifest = join(folder.path, broken, 'conversation.json')
  rmSync(manifest)
  symlinkSync(join(folder.path, 'elsewhere.json'), manifest)
  folder.loseIndex()
  const { library } = folder
  expect(library.notices).toEqual([
    failureNotice(failWith('disk_failed', { what: { name: 'leads_out', path: `${broken}/conversation.json` } })),
  ])
  expect(library.listConversations('recent', null, MANY)).toHaveLength(MANY - 1)
})

test('an index made of many folders has each turn once, though a folder was copied', () => {
  const [original = ''] = manyFolders()
  cpSync(join(folder.path, original), join(folder.path, `${original}-2`), { recursive: true })
  folder.loseIndex()
  const { library } = folder
  const turns = library.listConversations('recent', null, 2 * MANY).flatMap(({ id }) => library.turnsOf(id))
  expect(new Set(turns.map(({ id }) => id)).size).toBe(MANY + 1)
  expect(turns.filter(({ recording, reply }) => recording && reply?.sound && reply.isComplete)).toHaveLength(MANY + 1)
  expect(library.search(parseQuery('hello'), { order: 'recency', before: null, limit: 2 * MANY }).hits).toHaveLength(
    MANY + 1,
  )
})
