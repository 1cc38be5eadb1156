import type { Dirent } from 'node:fs'
import { lstat, readdir } from 'node:fs/promises'
import { basename, join, resolve } from 'node:path'
import { failWith } from '../../app/errors.ts'
import type { ZipReader } from '../archive/zip-reader.ts'
import { readFailure } from '../files/disk-failure.ts'
import { piecesOfFile } from '../sound/file-pieces.ts'

/** A file to be imported, on the disk or in a ZIP. */
export interface ImportFile {
  /** Path below what was chosen, with `/` between folders; for messages, and to see which files belong together. */
  name: string
  /** Its size; for a file in a ZIP, what the ZIP claims. */
  bytes: number
  /** When it was last changed, in milliseconds since 1970. */
  changedAt: number
  /** Its bytes, at most `limitBytes`. Throws disk_failed, import_unreadable. */
  open(limitBytes: number): AsyncIterable<Uint8Array>
}

/** A file to be imported that is on the disk. */
export type LocalFile = ImportFile & { path: string }

/** How much is read at a time. */
const PIECE_BYTES = 256 * 1024

/** A file on the disk, to be imported under a name. */
export function localFile(path: string, name: string, stats: { size: number; mtimeMs: number }): LocalFile {
  const open = (limitBytes: number) => piecesOfFile(path, PIECE_BYTES, 0, limitBytes)
  return { name, bytes: stats.size, changedAt: Math.round(stats.mtimeMs), open, path }
}

/**
 * The files that paths stand for: the path itself, or everything in a folder. Links and hidden files are skipped.
 * @throws AppError disk_failed for a path that cannot be read
 */
export async function* findFiles(path: string): AsyncGenerator<LocalFile> {
  const absolute = resolve(path)
  const stats = await lstat(absolute).catch(error => {
    throw readFailure(error, path)
  })
  if (stats.isFile()) yield localFile(absolute, basename(absolute), stats)
  else if (stats.isDirectory()) yield* filesIn(absolute, basename(absolute))
}

/** The files of a ZIP that can be opened. */
export function zipFiles(zip: ZipReader): ImportFile[] {
  return zip.entries.map(entry => ({
    name: entry.name,
    bytes: entry.declaredBytes,
    changedAt: entry.changedAt,
    open: limitBytes => zip.openEntry(entry, limitBytes),
  }))
}

/** The whole of a small file. Throws import_unreadable when it is larger than the limit. */
export async function readSmall(file: ImportFile, limitBytes: number): Promise<Buffer> {
  const pieces: Uint8Array[] = []
  let bytes = 0
  for await (const piece of file.open(limitBytes + 1)) {
    bytes += piece.byteLength
    if (bytes > limitBytes) {
      throw failWith('import_unreadable', { name: file.name, why: { name: 'larger', bytes: limitBytes } })
    }
    pieces.push(piece)
  }
  return Buffer.concat(pieces)
}

async function* filesIn(folder: string, name: string): AsyncGenerator<LocalFile> {
  const entries: Dirent[] = await readdir(folder, { withFileTypes: true }).catch(error => {
    throw readFailure(error, folder)
  })
  for (const entry of entries.filter(entry => !entry.name.startsWith('.'))) {
    const path = join(folder, entry.name)
    if (entry.isFile()) yield localFile(path, `${name}/${entry.name}`, await lstat(path))
    else if (entry.isDirectory()) yield* filesIn(path, `${name}/${entry.name}`)
  }
}
