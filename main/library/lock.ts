import { readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { failWith } from '../../app/errors.ts'
import { sqliteCodeOf } from './disk.ts'

/** Long enough for the one of two processes that start at the same moment to win, short enough not to be noticed. */
const WAIT_MS = 500
const SQLITE_BUSY = 5
const SQLITE_NOTADB = 26

/** A data folder that belongs to this process. */
export interface FolderLock {
  /** Lets others have the folder. A second call does nothing. */
  release(): void
}

/**
 * Makes a data folder this process's own; throws busy, naming the holder, when another has it.
 *
 * The lock is SQLite's exclusive lock on the empty file `library.lock`: the system drops it with the process, however that ends,
 * so no lock is ever stale, and of two that start at once exactly one gets it. `library.pid` only says who it is.
 * It must stay another file: on POSIX, closing any descriptor of a locked file drops the process's locks on it.
 */
export function lockFolder(folder: string): FolderLock {
  const pidPath = join(folder, 'library.pid')
  const database = takeLock(join(folder, 'library.lock'))
  if (!database) throw failWith('busy', { holder: nameHolder(pidPath) })
  try {
    writeFileSync(pidPath, `${process.pid}\n`)
  } catch {
    // A full disk: the lock holds all the same, it only cannot be said whose it is.
  }
  return {
    release() {
      if (!database.isOpen) return
      try {
        rmSync(pidPath, { force: true })
      } finally {
        database.close()
      }
    },
  }
}

/** Null when another connection has the lock. */
function takeLock(path: string): DatabaseSync | null {
  const database = new DatabaseSync(path, { timeout: WAIT_MS })
  try {
    // Nothing is ever written under the lock, so that there is nothing to roll back.
    database.exec('PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE')
    return database
  } catch (error) {
    database.close()
    if (sqliteCodeOf(error) === SQLITE_BUSY) return null
    if (sqliteCodeOf(error) !== SQLITE_NOTADB) throw error
    // Somebody wrote into the file. It is emptied in place: another process may be waiting on this very file.
    truncateSync(path)
    return takeLock(path)
  }
}

function nameHolder(pidPath: string): string {
  try {
    const pid = Number.parseInt(readFileSync(pidPath, 'utf8'), 10)
    process.kill(pid, 0)
    return `another Parley (process ${pid})`
  } catch {
    return 'another Parley'
  }
}
