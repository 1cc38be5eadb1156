import type { DatabaseSync } from 'node:sqlite'

/** Runs all of `work` in the database or, if it throws, nothing of it. Within another transaction it becomes a part of that one. */
export function transaction<T>(database: DatabaseSync, work: () => T): T {
  // No savepoint: FTS5 flushes its buffer at each one, and a rebuild would take three times as long.
  if (database.isTransaction) return work()
  database.exec('BEGIN IMMEDIATE')
  try {
    const result = work()
    database.exec('COMMIT')
    return result
  } catch (error) {
    // When the disk is full, SQLite rolls back by itself.
    if (database.isTransaction) database.exec('ROLLBACK')
    throw error
  }
}
