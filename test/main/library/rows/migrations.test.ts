import { rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { expect, test } from 'vitest'
import type { Turn } from '../../../../app/conversation.ts'
import { parseQuery } from '../../../../app/search/search-query.ts'
import { migrate } from '../../../../main/library/rows/migrations.ts'
import { writeFirstIndex } from '../../../helpers/first-index.ts'
import { codeOf, LibraryFolder, newReply, newTurn } from '../../../helpers/library-folder.ts'

function versionOf(database: DatabaseSync): unknown {
  return database.prepare('PRAGMA user_version').get()?.user_version
}

/** As the first Parley knew it, which knew no checksums. */
function unchecked({ recording, reply, ...turn }: Turn): unknown {
  const without = (sound: Turn['recording']) => sound && { ...sound, checksum: '' }
  return { ...turn, recording: without(recording), reply: reply && { ...reply, sound: without(reply.sound) } }
}

function schemaOf(database: DatabaseSync): unknown[] {
  return database.prepare('SELECT name, sql FROM sqlite_schema ORDER BY name').all()
}

test('an empty database gets all tables', () => {
  const database = new DatabaseSync(':memory:')
  migrate(database)
  const tables = database
    .prepare("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'turn_search%' ORDER BY name")
    .all()
  expect({ version: versionOf(database), tables: tables.map(row => row.name) }).toEqual({
    version: 2,
    tables: ['conversations', 'parts', 'tombstones', 'turns', 'wipes'],
  })
})

test('an index of the first Parley is brought up to date with nothing lost, and its words are found', () => {
  const data = new LibraryFolder()
  const spoken = data.spoken({}, true)
  // The first Parley knew no profiles and no costs.
  data.library.changeTurn(spoken.id, { reply: newReply({ profileId: '', account: '', cost: null }) })
  const inIt = { conversationId: spoken.conversationId }
  const typed = data.library.createTurn(newTurn({ ...inIt, status: 'sending', text: 'Does it bark?' }))
  data.library.changeTurn(typed.id, { status: 'failed', failure: { code: 'cut_off', message: 'It was cut off.' } })
  const discarded = data.spoken(inIt)
  data.library.trashTurn(discarded.id, 'discarded')
  const before = [spoken, typed, discarded].map(({ id }) => data.library.turn(id))
  data.close()
  data.loseIndex()
  const folder = dirname(before[0]?.recording?.file ?? '')
  rmSync(join(data.path, folder, 'conversation.json'))
  writeFirstIndex(data.path, folder, before)
  expect([spoken, typed, discarded].map(({ id }) => unchecked(data.library.turn(id)))).toEqual(before.map(unchecked))
  expect(data.library.search(parseQuery('bark'), { order: 'recency', before: null, limit: 9 }).hits).toHaveLength(1)
  expect(data.library.diskUse()).toMatchObject({ conversations: 1, turns: 2 })
  data.remove()
})

test('every table but those of the search is strict', () => {
  const database = new DatabaseSync(':memory:')
  migrate(database)
  const lax = database.prepare("SELECT name FROM pragma_table_list WHERE schema = 'main' AND strict = 0").all()
  expect(lax.map(row => row.name).filter(name => !String(name).startsWith('turn_search'))).toEqual(['sqlite_schema'])
})

test('a database that is up to date is left as it is', () => {
  const database = new DatabaseSync(':memory:')
  migrate(database)
  const before = schemaOf(database)
  migrate(database)
  expect(schemaOf(database)).toEqual(before)
})

test('a database of a newer Parley is refused and left as it is', () => {
  const database = new DatabaseSync(':memory:')
  database.exec('PRAGMA user_version = 1000')
  expect({ code: codeOf(() => migrate(database)), schema: schemaOf(database), version: versionOf(database) }).toEqual({
    code: 'library_newer',
    schema: [],
    version: 1000,
  })
})

test('a step that fails leaves nothing of itself', () => {
  const database = new DatabaseSync(':memory:')
  database.exec('CREATE TABLE tombstones (somebody_elses TEXT)')
  expect(() => migrate(database)).toThrow('tombstones')
  expect({ version: versionOf(database), tables: schemaOf(database).length }).toEqual({ version: 0, tables: 1 })
})
