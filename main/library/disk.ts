import { randomBytes } from 'node:crypto'
import { existsSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { AppError, failWith } from '../../app/errors.ts'
import { diskFailure } from '../files/disk-failure.ts'
import { withFile, writeAll } from './sounds/sound-bytes.ts'

/** Room for some dozens of rows and headers, which finishing a recording takes on a full disk. */
const RESERVE_BYTES = 512 * 1024

/**
 * The disk a library is on. Turns its errors into `AppError`, and keeps some room in reserve (`library.reserve`), so that a recording that
 * has filled the disk can still be finished and recorded in the index.
 */
export class Disk {
  readonly folder: string
  /** Whether nothing on it may be changed. */
  isReadOnly = false
  readonly #reservePath: string

  /** @param folder the data folder */
  constructor(folder: string) {
    this.folder = folder
    this.#reservePath = join(folder, 'library.reserve')
  }

  /** Does something with files or the database. Errors come out as an `AppError`, mostly disk_*. */
  use<T>(work: () => T): T {
    try {
      return work()
    } catch (error) {
      throw toAppError(error, this.folder)
    }
  }

  /** As `use`, for asynchronous work. */
  async useLong<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work()
    } catch (error) {
      throw toAppError(error, this.folder)
    }
  }

  /** As `use`; when the disk is full, gives up the reserve and runs `work` once more, so `work` must be repeatable. */
  useReserve<T>(work: () => T): T {
    try {
      return this.use(work)
    } catch (error) {
      if (!(error instanceof AppError && error.code === 'disk_full' && this.#giveUpReserve())) throw error
      return this.use(work)
    }
  }

  /** Sets the reserve aside if it is not there. A disk without room for it is no failure. */
  fillReserve(): void {
    try {
      this.needReserve()
    } catch (error) {
      if (!(error instanceof AppError)) throw error
    }
  }

  /** Sets the reserve aside if it is not there. Throws disk_full when there is no room for it, and other disk_*. */
  needReserve(): void {
    if (existsSync(this.#reservePath)) return
    try {
      this.use(() => writeReserve(this.#reservePath))
    } catch (error) {
      this.#giveUpReserve()
      throw error
    }
  }

  /** Whether there was any. */
  #giveUpReserve(): boolean {
    if (!existsSync(this.#reservePath)) return false
    rmSync(this.#reservePath, { force: true })
    return !existsSync(this.#reservePath)
  }
}

function writeReserve(path: string): void {
  // Random bytes, because some file systems store zeros without using room.
  const bytes = randomBytes(RESERVE_BYTES)
  withFile(path, 'wx', file => writeAll(file, bytes, 0))
}

/** SQLite's result code behind an error (sqlite.org/rescode.html), extended bits included; null for other errors. */
export function sqliteCodeOf(error: unknown): number | null {
  const isSqlite = error instanceof Error && 'errcode' in error && typeof error.errcode === 'number'
  return isSqlite ? Number(error.errcode) : null
}

const SQLITE = { busy: 5, locked: 6, readOnly: 8, full: 13 }
/** An input/output error while the shared-memory file grows: the disk is full. */
const SQLITE_IOERR_SHMSIZE = 4874

function toAppError(error: unknown, folder: string): AppError {
  const code = sqliteCodeOf(error)
  if (code === null) {
    // A file that the file system or a quota does not let grow further.
    if (error instanceof Error && 'code' in error && error.code === 'EFBIG') return failWith('disk_full', { folder })
    return diskFailure(error, folder)
  }
  const primary = code & 0xff
  if (primary === SQLITE.full || code === SQLITE_IOERR_SHMSIZE) return failWith('disk_full', { folder })
  if (primary === SQLITE.readOnly) return failWith('disk_read_only', { folder })
  if (primary === SQLITE.busy || primary === SQLITE.locked) return failWith('busy', { holder: 'other', pid: null })
  return failWith('disk_failed', { what: { name: 'index', code: String(code) } })
}
