import { closeSync, existsSync, openSync, renameSync } from 'node:fs'
import { basename, join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { failWith } from '../../app/errors.ts'
import { type Disk, sqliteCodeOf } from './disk.ts'
import { migrate } from './migrations.ts'
import { Store } from './store.ts'

/** How long to wait for a backup program that has the file locked. The folder's lock keeps other Parleys out. */
const WAIT_MS = 3000

/**
 * Opens the index of a library, `library.db`, and makes it when there is none. One that cannot be read is kept as
 * `library.db.damaged-<n>` and a new one started. Throws library_newer, busy and disk_*.
 * @returns the rows, and the name of the damaged index if there was one
 */
export function openStore(disk: Disk): { store: Store; damaged: string | null } {
  return disk.useReserve(() => {
    const path = join(disk.folder, 'library.db')
    try {
      return { store: openAt(path, disk), damaged: null }
    } catch (error) {
      if (!isDamage(error)) throw error
      const damaged = setAside(path)
      return { store: openAt(path, disk), damaged }
    }
  })
}

function openAt(path: string, disk: Disk): Store {
  // Made here, because SQLite would let the other users of the machine read it.
  closeSync(openSync(path, 'a', 0o600))
  const database = new DatabaseSync(path, { timeout: WAIT_MS })
  try {
    checkPages(database)
    // Without a synchronous write for each transaction a power cut may lose the last rows, never the order of them;
    // sound files without rows are found again at the next start.
    database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA trusted_schema = OFF')
    migrate(database)
    return prepare(database, disk)
  } catch (error) {
    database.close()
    throw error
  }
}

class Damage extends Error {}

/** Tables that lack, though the version says they are there, are damage; a mistake in a migration is not. */
function prepare(database: DatabaseSync, disk: Disk): Store {
  try {
    return new Store(database, disk)
  } catch (error) {
    throw sqliteCodeOf(error) === SQLITE_ERROR ? new Damage('tables are missing', { cause: error }) : error
  }
}

/** Reads every page: about a millisecond for each megabyte, at every start, so that damage is met here and nowhere later. */
function checkPages(database: DatabaseSync): void {
  const found = database.prepare('PRAGMA quick_check(1)').get()?.quick_check
  if (found !== 'ok') throw new Damage(String(found))
}

const SQLITE_ERROR = 1
/** SQLite's codes for a file that contradicts itself, one that is no database, and one that ends too early. */
const SQLITE_DAMAGE = { corrupt: 11, notDatabase: 26, shortRead: 522 }

function isDamage(error: unknown): boolean {
  if (error instanceof Damage) return true
  const code = sqliteCodeOf(error)
  return code !== null && Object.values(SQLITE_DAMAGE).some(damage => code === damage || (code & 0xff) === damage)
}

/** Moves an index with all that belongs to it to the first free name, and returns that name. */
function setAside(path: string): string {
  let n = 1
  while (existsSync(`${path}.damaged-${n}`)) n++
  const kept = `${path}.damaged-${n}`
  // The index last: as long as it is there, the next start finds it damaged again and goes on here.
  for (const end of ['-wal', '-shm', '']) if (existsSync(path + end)) renameSync(path + end, kept + end)
  if (existsSync(path)) throw failWith('disk_failed', { what: `${path} is damaged and cannot be renamed` })
  return basename(kept)
}
