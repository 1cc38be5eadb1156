import { randomUUID } from 'node:crypto'
import { mkdirSync, mkdtempSync, readFileSync, rmdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { Keeping } from '../../../main/keeping/keeping.ts'
import { UnsentMessages } from '../../../main/turns/unsent-messages.ts'
import { codeOf, LibraryFolder } from '../../helpers/library-folder.ts'

let folder: LibraryFolder
let dataFolder: string
let keeping: Keeping
const open = () => new UnsentMessages(dataFolder, keeping)

beforeEach(() => {
  folder = new LibraryFolder()
  dataFolder = mkdtempSync(join(tmpdir(), 'parley-unsent-'))
  keeping = new Keeping(folder.library)
})

afterEach(() => {
  folder.remove()
  rmSync(dataFolder, { recursive: true })
})

test('what was typed is there after a restart, for each conversation and for the one that has not begun', () => {
  const { conversationId } = folder.spoken()
  const unsent = open()
  unsent.keep(null, 'Hello')
  unsent.keep(conversationId, 'And then')
  unsent.keep(conversationId, 'And then?')
  expect(open().list()).toEqual([
    { conversationId: null, text: 'Hello' },
    { conversationId, text: 'And then?' },
  ])
})

test('what the disk refused is kept when it is tried again', () => {
  const unsent = open()
  const path = join(dataFolder, 'unsent.json')
  // A folder in its place cannot be replaced by a file.
  mkdirSync(path)
  const code = codeOf(() => unsent.keep(null, 'Hello'))
  rmdirSync(path)
  unsent.keep(null, 'Hello')
  expect([code, open().list()]).toEqual([expect.stringMatching(/^disk_/), [{ conversationId: null, text: 'Hello' }]])
})

test('what was sent or deleted is forgotten, on the disk too', () => {
  const { conversationId } = folder.spoken()
  const unsent = open()
  unsent.keep(null, 'Hello')
  unsent.keep(conversationId, 'And then?')
  unsent.keep(null, '')
  unsent.forget(conversationId)
  expect([open().list(), readFileSync(join(dataFolder, 'unsent.json'), 'utf8')]).toEqual([[], '{}\n'])
})

test('what was typed for a conversation that is no more is taken from the disk, and only that', () => {
  const [kept, gone] = [folder.spoken(), folder.spoken()]
  const unsent = open()
  for (const id of [null, kept.conversationId, gone.conversationId]) unsent.keep(id, 'Hello')
  folder.library.trashConversation(gone.conversationId)
  folder.now += 365 * 24 * 60 * 60 * 1000
  folder.library.purgeTrash()
  // As at the next start, when nobody tells that it went.
  open().forgetGone()
  expect(readFileSync(join(dataFolder, 'unsent.json'), 'utf8')).not.toContain(gone.conversationId)
  const left = open().list()
  expect(left.map(({ conversationId }) => conversationId)).toEqual([null, kept.conversationId])
})

test('nothing of a private conversation is kept', () => {
  const conversationId = randomUUID()
  keeping.openPrivate(conversationId, 'window')
  const unsent = open()
  unsent.keep(null, 'Hello')
  unsent.keep(conversationId, 'A secret')
  expect(readFileSync(join(dataFolder, 'unsent.json'), 'utf8')).not.toContain('secret')
})

test('a conversation that is no more has no text, and a file that cannot be read is as good as none', () => {
  const unsent = open()
  unsent.keep(randomUUID(), 'For nobody')
  const ofNobody = open().list()
  writeFileSync(join(dataFolder, 'unsent.json'), '{"": 7')
  const ofDamaged = open()
  ofDamaged.keep(null, 'Hello')
  expect([ofNobody, open().list()]).toEqual([[], [{ conversationId: null, text: 'Hello' }]])
})
