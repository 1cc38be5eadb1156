import { accessSync, constants, fsyncSync, mkdirSync, renameSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { failWith } from '../../app/errors.ts'
import { CONVERSATIONS_FOLDER } from './paths.ts'
import { withFile } from './sounds/sound-bytes.ts'

/** Makes a data folder that can be written to, when it is not there. Throws disk_failed, and errors of the file system. */
export function prepareDataFolder(folder: string): void {
  makeFolder(folder)
  accessSync(folder, constants.W_OK | constants.X_OK)
  makeFolder(join(folder, CONVERSATIONS_FOLDER))
}

/**
 * Makes a folder and those above it, for the user's eyes only. It goes step by step, because Node's `recursive` reports a
 * read-only disk as a folder that is missing, and never ends where the system makes none, such as in `/proc`.
 * Throws disk_failed for a file in its place, and errors of the file system.
 */
export function makeFolder(folder: string): void {
  const found = statSync(folder, { throwIfNoEntry: false })
  if (found?.isDirectory()) return
  if (found) throw failWith('disk_failed', { what: { name: 'is_file', path: folder } })
  makeFolder(dirname(folder))
  mkdirSync(folder, { mode: 0o700 })
  syncFolder(dirname(folder))
}

/** Gives a file that is safely on the disk its final name, in place of an older one, and makes the name survive a power cut. */
export function renameSafely(from: string, to: string): void {
  renameSync(from, to)
  syncFolder(dirname(to))
}

/** Codes of systems that cannot or may not sync a folder; they keep names in their own way, or nobody can help it. */
const CANNOT_SYNC: readonly unknown[] = ['EINVAL', 'ENOTSUP', 'EACCES', 'EPERM']

/** Makes the names in a folder survive a power cut. Throws errors of the file system. */
export function syncFolder(folder: string): void {
  // Windows cannot open folders, and keeps names without being asked.
  if (process.platform === 'win32') return
  try {
    withFile(folder, 'r', fsyncSync)
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && CANNOT_SYNC.includes(error.code))) throw error
  }
}
