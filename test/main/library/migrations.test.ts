import { DatabaseSync } from 'node:sqlite'
import { expect, test } from 'vitest'
import { migrate } from '../../../main/library/migrations.ts'
import { codeOf } from '../../helpers/library-folder.ts'

function versionOf(database: DatabaseSync): unknown {
  return database.prepare('PRAGMA user_version').get()?.user_version
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
    version: 3,
    tables: ['conversations', 'parts', 'replies', 'sounds', 'tombstones', 'transcripts', 'turns', 'wipes'],
  })
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
