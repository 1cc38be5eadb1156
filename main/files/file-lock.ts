import { truncateSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'

/** Long enough for the one of two processes that start at the same moment to win, short enough not to be noticed. */
const WAIT_MS = 500
const SQLITE_BUSY = 5
const SQLITE_NOTADB = 26

/**
 * Takes a file as a lock between processes: SQLite's exclusive lock on it, which the system drops with the process, however that ends, so
 * that no lock is ever stale, and of two that want it at once exactly one gets it. It must be a file of its own: on POSIX, closing any
 * descriptor of a locked file drops the process's locks on it. Throws what SQLite throws when the file cannot be used.
 * @returns what holds it until it is closed; null when another has it, and keeps it for half a second
 */
export function takeFileLock(path: string): DatabaseSync | null {
  const database = new DatabaseSync(path, { timeout: WAIT_MS })
  try {
    // Nothing is ever written under the lock, so that there is nothing to roll back.
    database.exec('PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE')
    return database
  } catch (error) {
    database.close()
    const code = error instanceof Error && 'errcode' in error ? error.errcode : null
    if (code === SQLITE_BUSY) return null
    if (code !== SQLITE_NOTADB) throw error
    // Somebody wrote into the file. It is emptied in place: another process may be waiting on this very file.
    truncateSync(path)
    return takeFileLock(path)
  }
}
