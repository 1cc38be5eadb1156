import { createHash } from 'node:crypto'
import { closeSync, constants, copyFileSync, fsyncSync, lstatSync, openSync, readdirSync } from 'node:fs'
import { chmod, copyFile, open, rename, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { renameSafely } from '../../files/folders.ts'
import { piecesOfFile } from '../../sound/file-pieces.ts'
import { insidePath, isManifestDraft, partPath } from '../paths.ts'
import { readInto, withFile } from '../sounds/sound-bytes.ts'

const PIECE_BYTES = 1024 * 1024

/** A file of a library as it was when looked at. */
export interface LibraryFile {
  /** Relative to the library's folder. */
  path: string
  bytes: number
  /** Differs after every change. */
  stamp: string
}

/**
 * The files of a folder that belong in a copy of the library: all except links, folders, and what is still being written.
 * @param folder relative to the library's folder; '' for the library's folder itself
 * @throws AppError disk_failed, and errors of the file system
 */
export function filesIn(library: string, folder: string): LibraryFile[] {
  const absolute = folder === '' ? library : insidePath(library, folder)
  const entries = readdirSync(absolute, { withFileTypes: true })
  return entries.flatMap(entry => {
    if (!entry.isFile() || isManifestDraft(entry.name)) return []
    const file = fileAt(library, folder === '' ? entry.name : `${folder}/${entry.name}`)
    return file ? [file] : []
  })
}

/** The present state of a file; null when it is not there. Throws errors of the file system. */
export function fileAt(library: string, path: string): LibraryFile | null {
  const found = lstatSync(join(library, path), { throwIfNoEntry: false })
  return found?.isFile() ? { path, bytes: found.size, stamp: `${found.size} ${found.mtimeMs} ${found.ino}` } : null
}

/**
 * Copies a file. When this resolves, the copy is synchronised to the disk under its final name. Where the file system can clone, it takes
 * no extra room. Only the user may read the copy, which keeps the time of the original. Throws errors of the file system.
 */
export async function copySafely(from: string, to: string): Promise<void> {
  const part = partPath(to)
  await copyFile(from, part, constants.COPYFILE_FICLONE)
  await chmod(part, 0o600)
  const { atime, mtime } = await stat(from)
  const file = await open(part, 'r+')
  try {
    // Some file systems keep no times, or let nobody set them.
    await file.utimes(atime, mtime).catch(() => undefined)
    await file.sync()
  } finally {
    await file.close()
  }
  await rename(part, to)
}

/** As `copySafely`, synchronously. */
export function copySafelyNow(from: string, to: string): void {
  const part = partPath(to)
  copyFileSync(from, part, constants.COPYFILE_FICLONE)
  withFile(part, 'r+', fsyncSync)
  renameSafely(part, to)
}

/** SHA-256, in hexadecimal, of a file of so many bytes, read a piece at a time. Throws AppError disk_failed and the signal's reason. */
export async function digestOf(
  path: string,
  bytes: number,
  onBytes: (bytes: number) => void,
  signal: AbortSignal,
): Promise<string> {
  const hash = createHash('sha256')
  for await (const piece of piecesOfFile(path, PIECE_BYTES, 0, bytes)) {
    signal.throwIfAborted()
    hash.update(piece)
    onBytes(piece.byteLength)
  }
  return hash.digest('hex')
}

/** As `digestOf`, synchronously. Throws errors of the file system. */
export function digestNow(path: string): string {
  const hash = createHash('sha256')
  const file = openSync(path, 'r')
  try {
    const buffer = new Uint8Array(PIECE_BYTES)
    for (let at = 0; ; ) {
      const piece = readInto(file, buffer, at)
      hash.update(piece)
      at += piece.byteLength
      if (piece.byteLength < PIECE_BYTES) return hash.digest('hex')
    }
  } finally {
    closeSync(file)
  }
}
