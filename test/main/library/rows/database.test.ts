import { hash } from 'node:crypto'
import { cpSync, readdirSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Turn } from '../../../../app/conversation.ts'
import { failWith } from '../../../../app/errors.ts'
import { failureNotice } from '../../../../app/notices.ts'
import { WAV_HEADER_BYTES } from '../../../../app/wav.ts'
import { openLibrary } from '../../../../main/library/open-library.ts'
import { codeOf, LibraryFolder, newReply, newTurn, tellingPcm } from '../../../helpers/library-folder.ts'

let folder: LibraryFolder

beforeEach(() => {
  folder = new LibraryFolder()
})

afterEach(() => folder.remove())

const indexPath = () => join(folder.path, 'library.db')

/** Two turns, one answered and one a draft, both with sound. Returns them without the drawings, which are made again later. */
function fill(): Turn[] {
  const { library } = folder
  const first = library.createTurn(newTurn())
  for (const side of ['recording', 'reply'] as const) {
    const file = library.createSoundFile(first.id, side)
    file.append(tellingPcm(side === 'reply' ? 960 : 1920))
    file.finish()
  }
  library.changeTurn(first.id, { status: 'answered', reply: newReply() })
  const second = library.createTurn(newTurn({ conversationId: first.conversationId }))
  const file = library.createSoundFile(second.id, 'recording')
  file.append(tellingPcm(4800))
  file.finish()
  library.changeTurn(second.id, { status: 'draft', draftReason: 'silent' })
  const told = turns().map(withoutPeaks)
  folder.close()
  return told
}

/** A turn as its conversation's own file tells it: all but the drawings. */
function withoutPeaks({ recording, reply, ...turn }: Turn): Turn {
  return {
    ...turn,
    recording: recording && { ...recording, peaks: [] },
    reply: reply && { ...reply, sound: reply.sound && { ...reply.sound, peaks: [] } },
  }
}

/** Takes every conversation's own file away, as if an earlier Parley had written the library. */
function loseManifests(): void {
  const conversations = join(folder.path, 'conversations')
  for (const name of readdirSync(conversations)) rmSync(join(conversations, name, 'conversation.json'))
}

const LIBRARY_DAMAGED = failureNotice(failWith('library_damaged', { kept: 'library.db.damaged-1' }))
const THREE_FOUND = { name: 'sounds_added', count: 3 }

/** What can be known of the turns of `fill` from the names of their files alone. */
const RESCUED = [
  {
    status: 'answered',
    position: 1,
    recording: { file: expect.stringMatching(/0001-you\.wav$/), bytes: 1964, durationMs: 40 },
    reply: { words: '', isComplete: true, sound: { file: expect.stringMatching(/0001-reply\.wav$/), durationMs: 20 } },
  },
  { status: 'draft', draftReason: 'recovered', position: 2, recording: { durationMs: 100 }, reply: null },
]

function turns() {
  return folder.library.listConversations().flatMap(conversation => folder.library.turnsOf(conversation.id))
}

test.each([
  ['is something else altogether', () => writeFileSync(indexPath(), 'The quick brown fox. '.repeat(500))],
  ['was cut off', () => truncateSync(indexPath(), Math.floor(statSync(indexPath()).size / 2))],
  [
    'has a page overwritten',
    () => {
      const bytes = readFileSync(indexPath())
      writeFileSync(indexPath(), bytes.fill(0xa5, 4096 * 2, 4096 * 5))
    },
  ],
  [
    'lost a table',
    () => {
      const database = new DatabaseSync(indexPath())
      database.exec('DROP TABLE turns')
      database.close()
    },
  ],
])('an index that %s is kept aside, and made again from the folders', (_, damage) => {
  const told = fill()
  damage()
  const damaged = readFileSync(indexPath())
  const { notices } = folder.library
  expect({ notices, turns: turns() }).toEqual({ notices: [LIBRARY_DAMAGED], turns: told })
  expect(readFileSync(join(folder.path, 'library.db.damaged-1')).equals(damaged)).toBe(true)
})

test('an index that is gone is made again from the folders, and that is no news', () => {
  const told = fill()
  folder.loseIndex()
  expect({ notices: folder.library.notices, turns: turns() }).toEqual({ notices: [], turns: told })
})

test('turns in the trash are there again as well when the index was gone, for as long as they were to stay', () => {
  const { id } = folder.spoken({}, true)
  const trashed = folder.library.trashTurn(id, 'deleted')
  folder.loseIndex()
  expect({ notices: folder.library.notices, turn: withoutPeaks(folder.library.turn(id)) }).toEqual({
    notices: [],
    turn: withoutPeaks(trashed),
  })
})

test('without the conversations’ own files, the sound files become turns again', () => {
  fill()
  folder.loseIndex()
  loseManifests()
  expect({ notices: folder.library.notices, turns: turns() }).toMatchObject({ notices: [THREE_FOUND], turns: RESCUED })
})

test('a conversation of which only an empty folder is left is none', () => {
  const turn = folder.library.createTurn(newTurn())
  folder.library.createSoundFile(turn.id, 'recording')
  folder.loseIndex()
  loseManifests()
  expect([folder.library.notices, readdirSync(join(folder.path, 'conversations'))]).toEqual([[], []])
})

test('a reply that is asked for again is there when the index is lost while it arrives', () => {
  const { id } = folder.spoken({}, true)
  folder.library.changeTurn(id, { status: 'sending', reply: null })
  folder.library.createSoundFile(id, 'reply').append(tellingPcm(4800))
  const copy = new LibraryFolder()
  cpSync(folder.path, copy.path, { recursive: true })
  copy.loseIndex()
  expect(copy.library.turn(id).reply?.sound?.bytes).toBe(WAV_HEADER_BYTES + 4800)
  copy.remove()
})

test('what the folders had not been told yet when Parley was killed is not lost when the index is made anew', () => {
  const turn = folder.library.createTurn(newTurn({ text: 'Just said', status: 'sending' }))
  const copy = new LibraryFolder()
  cpSync(folder.path, copy.path, { recursive: true })
  const library = openLibrary(copy.path, { rebuilds: true })
  expect(library.turn(turn.id).text).toBe('Just said')
  library.close()
  copy.remove()
})

test('a typed question that was deleted for ever does not come back when the index is lost at once', () => {
  const { id, conversationId } = folder.library.createTurn(newTurn({ text: 'Forget it', status: 'sending' }))
  folder.library.createTurn(newTurn({ conversationId, text: 'And this?', status: 'sending' }))
  folder.reopen().deleteTurn(id)
  const copy = new LibraryFolder()
  cpSync(folder.path, copy.path, { recursive: true })
  copy.loseIndex()
  expect(copy.library.turnsOf(conversationId).map(({ text }) => text)).toEqual(['And this?'])
  copy.remove()
})

test('drafts of a conversation’s own file that a kill left behind go at the next start', () => {
  fill()
  const [name = ''] = readdirSync(join(folder.path, 'conversations'))
  const inFolder = () => readdirSync(join(folder.path, 'conversations', name)).sort()
  const before = inFolder()
  for (const end of ['.new', '.7.new'])
    writeFileSync(join(folder.path, 'conversations', name, `conversation.json${end}`), '{')
  folder.reopen()
  expect(inFolder()).toEqual(before)
})

test('a rescued library goes on like any other', () => {
  fill()
  writeFileSync(indexPath(), 'rubbish'.repeat(1000))
  const [conversation] = folder.library.listConversations()
  const turn = folder.library.createTurn(newTurn({ conversationId: conversation?.id ?? '', text: 'And now?' }))
  const before = turns()
  folder.reopen()
  expect({ notices: folder.library.notices, position: turn.position, turns: turns().slice(0, 2) }).toEqual({
    notices: [],
    position: 3,
    turns: before.slice(0, 2),
  })
})

test('a second damaged index does not replace the first', () => {
  for (let n = 0; n < 2; n++) {
    folder.reopen()
    folder.close()
    writeFileSync(indexPath(), `rubbish ${n} `.repeat(1000))
  }
  folder.reopen()
  const kept = [1, 2].map(n => readFileSync(join(folder.path, `library.db.damaged-${n}`), 'utf8').slice(0, 9))
  expect(kept).toEqual(['rubbish 0', 'rubbish 1'])
})

/** Makes the index one of another version. */
function setVersion(version: number): void {
  const database = new DatabaseSync(indexPath())
  database.exec(`PRAGMA user_version = ${version}; PRAGMA wal_checkpoint(TRUNCATE)`)
  database.close()
}

/** Every file of the data folder with the hash of what is in it. */
function bytesOfAll(): [string, string][] {
  const entries = readdirSync(folder.path, { recursive: true, withFileTypes: true })
  const paths = entries.filter(entry => entry.isFile()).map(entry => join(entry.parentPath, entry.name))
  return paths.sort().map(path => [path, hash('sha256', readFileSync(path))])
}

test('a library of a newer Parley can be read, is not changed, and says so', () => {
  const told = fill()
  setVersion(1000)
  const before = bytesOfAll()
  const { notices } = folder.library
  const found = turns()
  const codes = [
    codeOf(() => folder.library.createTurn(newTurn())),
    codeOf(() => folder.library.changeTurn(told[0]?.id ?? '', { text: 'Changed' })),
    codeOf(() => folder.library.createSoundFile(told[1]?.id ?? '', 'reply')),
    codeOf(() => folder.library.deleteConversation(told[0]?.conversationId ?? '')),
  ]
  folder.close()
  expect({ notices, found, codes, after: bytesOfAll() }).toEqual({
    notices: [failureNotice(failWith('library_newer'))],
    found: told,
    codes: Array(4).fill('library_newer'),
    after: before,
  })
})

test('a library that could only be read can be changed as soon as the reason is gone', () => {
  const told = fill()
  setVersion(1000)
  folder.reopen()
  folder.close()
  setVersion(2)
  expect(folder.library.changeTurn(told[1]?.id ?? '', { text: 'Changed' }).text).toBe('Changed')
})

test('the index can be read by its owner only', () => {
  fill()
  expect(statSync(indexPath()).mode & 0o077).toBe(0)
})
