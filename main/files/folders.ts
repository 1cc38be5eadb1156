import { closeSync, fsyncSync, mkdirSync, openSync, renameSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import { failWith } from '../../app/errors.ts'

/**
 * Makes a folder and those above it, for the user's eyes only. It goes step by step, because Node's `recursive` reports a
 * read-only disk as a folder that is missing, and never ends where the system makes none, such as in `/proc`.
 * Throws disk_failed for a file in its place, for such a system and for a drive that is not there, and errors of the file system.
 */
export function makeFolder(folder: string): void {
  const found = statSync(folder, { throwIfNoEntry: false })
  if (found?.isDirectory()) return
  if (found) throw failWith('disk_failed', { what: { name: 'is_file', path: folder } })
  const above = dirname(folder)
  // A drive of Windows that is not connected.
  if (above === folder) throw failWith('disk_failed', { what: { name: 'not_there', path: folder } })
  makeFolder(above)
  try {
    makeSubfolder(folder)
  } catch (error) {
    const makesNoFolder = error instanceof Error && 'code' in error && error.code === 'ENOENT'
    if (makesNoFolder) throw failWith('disk_failed', { what: { name: 'makes_no_folder', path: above } })
    throw error
  }
}

/**
 * Makes a folder in one that is there, for the user's eyes only. Where the one above is missing, the disk it was on may have gone: nothing is
 * begun in its place then. Throws errors of the file system, which for that is ENOENT.
 */
export function makeSubfolder(folder: string): void {
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory()) return
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
    const opened = openSync(folder, 'r')
    try {
      fsyncSync(opened)
    } finally {
      closeSync(opened)
    }
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && CANNOT_SYNC.includes(error.code))) throw error
  }
}
