import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { failWith } from '../../app/errors.ts'
import { takeFileLock } from '../files/file-lock.ts'

/** A data folder that belongs to this process. */
export interface FolderLock {
  /** Lets others have the folder. A second call does nothing. */
  release(): void
}

/**
 * Makes a data folder this process's own. Throws busy, naming the holder, when another process has it.
 * The lock is the empty file `library.lock`; `library.pid` only says who has it.
 */
export function lockFolder(folder: string): FolderLock {
  const pidPath = join(folder, 'library.pid')
  const database = takeFileLock(join(folder, 'library.lock'))
  if (!database) throw failWith('busy', { holder: 'parley', pid: holderOf(pidPath) })
  try {
    writeFileSync(pidPath, `${process.pid}\n`)
  } catch {
    // On a full disk the lock still holds, but the file cannot say who has it.
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

/** The process that has the lock; null when that is not known. */
function holderOf(pidPath: string): number | null {
  try {
    const pid = Number.parseInt(readFileSync(pidPath, 'utf8'), 10)
    process.kill(pid, 0)
    return pid
  } catch {
    return null
  }
}
