import type { DatabaseSync } from 'node:sqlite'

/** Does all of `work` in the database or, when it throws, nothing of it. Within another transaction it is a part of that one. */
export function transaction<T>(database: DatabaseSync, work: () => T): T {
  // No savepoint: at each one FTS5 writes out what it gathers, and a rebuild would take three times as long.
  if (database.isTransaction) return work()
  database.exec('BEGIN IMMEDIATE')
  try {
    const result = work()
    database.exec('COMMIT')
    return result
  } catch (error) {
    // A full disk makes SQLite roll back by itself.
    if (database.isTransaction) database.exec('ROLLBACK')
    throw error
  }
}
