import { existsSync, readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { failures } from '../../../app/failures.ts'
import { openLibrary } from '../../../main/library/open-library.ts'
import { codeOf, LibraryFolder, newReply, newTurn, tellingPcm } from '../../helpers/library-folder.ts'

let folder: LibraryFolder

beforeEach(() => {
  folder = new LibraryFolder()
})

afterEach(() => folder.remove())

const indexPath = () => join(folder.path, 'library.db')

/** Two turns, one answered and one a draft, both with sound. */
function fill(): void {
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
  folder.close()
}

const LIBRARY_DAMAGED = failures.library_damaged({ kept: 'library.db.damaged-1' })
const THREE_FOUND = '3 sound files that the library did not know were added to it.'

/** What can be known of the turns of `fill` from their files. */
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
      database.exec('DROP TABLE replies')
      database.close()
    },
  ],
])('an index that %s is kept aside, and the sound files become turns again', (_, damage) => {
  fill()
  damage()
  const damaged = readFileSync(indexPath())
  const { notices } = folder.library
  expect(notices).toEqual([LIBRARY_DAMAGED, THREE_FOUND])
  expect(turns()).toMatchObject(RESCUED)
  expect(readFileSync(join(folder.path, 'library.db.damaged-1')).equals(damaged)).toBe(true)
})

test('an index that is gone is made anew from the sound files', () => {
  fill()
  folder.loseIndex()
  expect({ notices: folder.library.notices, turns: turns() }).toMatchObject({ notices: [THREE_FOUND], turns: RESCUED })
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

test('a library of a newer Parley is not opened and not changed', () => {
  fill()
  const database = new DatabaseSync(indexPath())
  database.exec('PRAGMA user_version = 1000; PRAGMA wal_checkpoint(TRUNCATE)')
  database.close()
  const before = readFileSync(indexPath())
  expect(codeOf(() => openLibrary(folder.path))).toBe('library_newer')
  expect({ same: readFileSync(indexPath()).equals(before), aside: existsSync(`${indexPath()}.damaged-1`) }).toEqual({
    same: true,
    aside: false,
  })
})

test('a refused library can be opened as soon as the reason is gone', () => {
  fill()
  const setVersion = (version: number) => {
    const database = new DatabaseSync(indexPath())
    database.exec(`PRAGMA user_version = ${version}`)
    database.close()
  }
  setVersion(1000)
  expect(codeOf(() => openLibrary(folder.path))).toBe('library_newer')
  setVersion(1)
  expect(turns()).toHaveLength(2)
})

test('the index can be read by its owner only', () => {
  fill()
  expect(statSync(indexPath()).mode & 0o077).toBe(0)
})
