import { closeSync, existsSync, openSync, renameSync, rmSync } from 'node:fs'
import { basename, join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { AppError, failWith } from '../../../app/errors.ts'
import { freeBeside } from '../../files/set-aside.ts'
import { type Disk, sqliteCodeOf } from '../disk.ts'
import { readInto, withFile } from '../sounds/sound-bytes.ts'
import { Store } from '../store.ts'
import { isUpToDate, migrate, refuseNewer } from './migrations.ts'

/** The index, in the data folder. */
export const INDEX_NAME = 'library.db'

/** Turns take one to two kilobytes, so pages of SQLite's usual size would be a third empty. */
const PAGE_BYTES = 8192
/** How large SQLite's log grows before it is merged into the database, which takes some ten milliseconds: 32 MB. */
const CHECKPOINT_PAGES = 4000

/** How long to wait for a backup program that has locked the file. Other Parleys are kept out by the folder's lock. */
const WAIT_MS = 3000
/** The version of the tables since which words can be searched. */
const FIRST_WITH_SEARCH = 2

/** An index that was opened. */
export interface OpenedStore {
  store: Store
  /** Whether it is empty: it was missing or damaged, or is made anew on purpose. */
  isNew: boolean
  /** The name under which a damaged index was kept, if there was one. */
  damaged: string | null
  /** Deletes a new index again, once it is closed, so that the next start makes it anew. */
  discard(): void
}

/**
 * Opens the index of a library, `library.db`, or makes it if there is none. One that cannot be read is kept as `library.db.damaged-<n>`,
 * and a new one is begun. Throws library_newer, busy and disk_*.
 * @param rebuilds begins a new one in any case
 */
export function openStore(disk: Disk, rebuilds = false): OpenedStore {
  return disk.useReserve(() => {
    const path = join(disk.folder, INDEX_NAME)
    if (rebuilds) removeIndex(path)
    const discard = () => disk.use(() => removeIndex(path))
    const isNew = !existsSync(path)
    try {
      return { store: openAt(path, disk), isNew, damaged: null, discard }
    } catch (error) {
      if (!isDamage(error)) throw error
      const damaged = setIndexAside(path)
      return { store: openAt(path, disk), isNew: true, damaged, discard }
    }
  })
}

/**
 * Opens an index that is about to be made anew, to save what only it knows; null when it cannot be used. Throws library_newer for an index
 * that this Parley cannot read, busy and disk_*.
 */
export function openStoreToTell(disk: Disk): Store | null {
  try {
    return disk.useReserve(() => openAt(join(disk.folder, INDEX_NAME), disk))
  } catch (error) {
    if (error instanceof AppError && error.code === 'disk_failed') return null
    throw error
  }
}

/** Whether a library has an index, in whatever state. */
export function hasIndex(disk: Disk): boolean {
  return existsSync(join(disk.folder, INDEX_NAME))
}

/**
 * Opens an index to be read only, without migrating it. Throws library_damaged when it cannot be used as it is, library_newer, busy and
 * disk_*.
 */
export function openStoreToCheck(disk: Disk): Store {
  return disk.use(() => {
    const path = join(disk.folder, INDEX_NAME)
    refuseNewer(versionInFile(path))
    const database = new DatabaseSync(path, { timeout: WAIT_MS })
    try {
      checkPages(database)
      if (!isUpToDate(versionOf(database))) throw new Damage('it is of an earlier Parley')
      return prepare(database, disk)
    } catch (error) {
      database.close()
      throw isDamage(error) ? failWith('library_damaged', { kept: INDEX_NAME }) : error
    }
  })
}

/** An index in memory, gone with the process. */
export function openMemoryStore(disk: Disk): Store {
  const database = new DatabaseSync(':memory:')
  // Otherwise SQLite may write temporary files when it sorts.
  database.exec('PRAGMA temp_store = MEMORY')
  migrate(database)
  return new Store(database, disk)
}

function openAt(path: string, disk: Disk): Store {
  refuseNewer(versionInFile(path))
  // Created here, because SQLite would let other users of the machine read it.
  closeSync(openSync(path, 'a', 0o600))
  const database = new DatabaseSync(path, { timeout: WAIT_MS })
  try {
    checkPages(database)
    // Setting it again would write to the file, and an index that turns out to be unusable is kept unchanged.
    if (versionOf(database) < FIRST_WITH_SEARCH) {
      database.exec(`PRAGMA page_size = ${PAGE_BYTES}; PRAGMA auto_vacuum = INCREMENTAL`)
    }
    // Without a synchronous write for each transaction a power cut may lose the last rows, but never their order. The folders supply what
    // is missing at the next start.
    // What is deleted is overwritten, and its room can be given back without copying everything.
    database.exec(`PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA secure_delete = ON;
      PRAGMA temp_store = MEMORY; PRAGMA trusted_schema = OFF; PRAGMA wal_autocheckpoint = ${CHECKPOINT_PAGES}`)
    const before = migrate(database)
    const store = prepare(database, disk)
    if (before > 0 && before < FIRST_WITH_SEARCH) {
      store.indexAllWords()
      // Existing tables only switch to this way of giving space back when everything is copied once.
      database.exec('VACUUM')
    }
    return store
  } catch (error) {
    database.close()
    throw error
  }
}

/** Where a database file has its `user_version`, four bytes (sqlite.org/fileformat.html, section 1.3). */
const VERSION_OFFSET = 60

/** The version of the tables, read from the file itself, so that one that is not for this Parley need not be opened; 0 for no file. */
function versionInFile(path: string): number {
  if (!existsSync(path)) return 0
  const header = withFile(path, 'r', file => readInto(file, new Uint8Array(VERSION_OFFSET + 4), 0))
  const isDatabase = Buffer.from(header).toString('latin1').startsWith('SQLite format 3\0')
  return isDatabase && header.byteLength > VERSION_OFFSET + 3 ? Buffer.from(header).readInt32BE(VERSION_OFFSET) : 0
}

function versionOf(database: DatabaseSync): number {
  return Number(database.prepare('PRAGMA user_version').get()?.user_version)
}

class Damage extends Error {}

/** Missing tables, although the version says they exist, are damage. A mistake in a migration is not. */
function prepare(database: DatabaseSync, disk: Disk): Store {
  try {
    return new Store(database, disk)
  } catch (error) {
    throw sqliteCodeOf(error) === SQLITE_ERROR ? new Damage('tables are missing', { cause: error }) : error
  }
}

/** Reads every page, about a millisecond for each megabyte, at every start. So damage is found here and nowhere later. */
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

/** The index itself goes last. As long as it exists, it is opened with the files that belong to it. */
function removeIndex(path: string): void {
  for (const end of ['-wal', '-shm', '']) rmSync(path + end, { force: true })
}

/** Moves an index with all its files to the first free name, and returns that name. */
function setIndexAside(path: string): string {
  const kept = freeBeside(path, 'damaged')
  // The index itself goes last. As long as it exists, the next start finds it damaged again and continues here.
  for (const end of ['-wal', '-shm', '']) if (existsSync(path + end)) renameSync(path + end, kept + end)
  if (existsSync(path)) throw failWith('disk_failed', { what: { name: 'stays_damaged', path } })
  return basename(kept)
}
