import { type FileHandle, open } from 'node:fs/promises'
import { basename } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import zlib from 'node:zlib'
import { type Entry, fromRandomAccessReaderPromise, getFileNameLowLevel, type ZipFile } from 'yauzl'
import { AppError, failWith } from '../../app/errors.ts'
import type { Reason } from '../../app/failure-reasons.ts'
import { foldEntryName, isSafeEntryName } from './entry-name.ts'
import { ZipBytes } from './zip-bytes.ts'

/** A file in a ZIP. */
export interface ZipEntry {
  /** Relative path that stays inside, `/` between folders; no two fold to the same name. */
  name: string
  /** What the ZIP says it unpacks to; it may lie. */
  declaredBytes: number
  /** When it was last changed, in milliseconds since 1970. */
  changedAt: number
}

/** Why something in a ZIP is not among its entries. */
export type ZipSkipReason = 'outside' | 'duplicate' | 'link' | 'encrypted' | 'compression'

/** Something in a ZIP that is left alone. */
export interface ZipSkipped {
  name: string
  why: ZipSkipReason
}

/** How much is taken from a ZIP at most. */
export interface ZipLimits {
  /** Bytes that all entries ever opened unpack to together. */
  bytes: number
  /** Files in it; half a million when left out. */
  entries?: number
}

const ENTRIES_LIMIT = 500_000

/**
 * A ZIP file that anyone may have made: names that lead outside, links and doubles are left out, sizes are counted instead of
 * believed, checksums are checked. Whatever its bytes, only AppErrors are thrown.
 */
export class ZipReader {
  /** What can be opened, in the order of the ZIP; folders are not listed. */
  readonly entries: readonly ZipEntry[]
  /** What was left out, and why. */
  readonly skipped: readonly ZipSkipped[]
  readonly #zip: ZipFile
  readonly #found: ReadonlyMap<ZipEntry, Entry>
  readonly #limitBytes: number
  readonly #fail: Fail
  #bytesRead = 0

  private constructor(zip: ZipFile, { found, skipped }: Listing, limitBytes: number, fail: Fail) {
    this.#zip = zip
    this.#found = found
    this.#limitBytes = limitBytes
    this.#fail = fail
    this.entries = [...found.keys()]
    this.skipped = skipped
  }

  /**
   * Opens a ZIP file and reads its list of contents.
   * @param name of the file as the user knows it
   * @throws AppError import_unreadable, or disk_failed when the file cannot be read at all
   */
  static async open(path: string, limits: ZipLimits, name: string = basename(path)): Promise<ZipReader> {
    const fail = failOf(name)
    const file = await open(path, 'r').catch(error => Promise.reject(fail(error)))
    try {
      const zip = await openZip(file)
      return new ZipReader(zip, await list(zip, limits.entries ?? ENTRIES_LIMIT, fail), limits.bytes, fail)
    } catch (error) {
      await file.close()
      throw fail(error)
    }
  }

  /**
   * The bytes of an entry, unpacked while they are read.
   * @param limitBytes the stream fails with import_unreadable when there are more
   */
  openEntry(entry: ZipEntry, limitBytes: number): Readable {
    return Readable.from(this.#read(entry, limitBytes), { objectMode: false })
  }

  /** Lets go of the file. Streams still being read fail. */
  close(): void {
    this.#zip.close()
  }

  async *#read(entry: ZipEntry, limitBytes: number): AsyncGenerator<Buffer> {
    const found = this.#found.get(entry)
    if (!found) throw new Error(`no entry of this ZIP: ${entry.name}`)
    let bytes = 0
    let checksum = 0
    try {
      for await (const piece of unpacked(this.#zip, found)) {
        bytes += piece.byteLength
        this.#bytesRead += piece.byteLength
        if (bytes > limitBytes)
          throw this.#fail(new Unreadable({ name: 'entry_unpacks_to', file: entry.name, bytes: limitBytes }))
        if (this.#bytesRead > this.#limitBytes)
          throw this.#fail(new Unreadable({ name: 'unpacks_to', bytes: this.#limitBytes }))
        checksum = zlib.crc32(piece, checksum)
        yield piece
      }
      if (checksum !== found.crc32) throw new Error('checksum')
    } catch (error) {
      throw this.#fail(error, entry.name)
    }
  }
}

/** What is wrong with a ZIP. */
class Unreadable extends Error {
  readonly why: Reason

  constructor(why: Reason) {
    super(why.name)
    this.why = why
  }
}

type Fail = (error: unknown, entryName?: string) => AppError

/** Puts whatever went wrong with the file `name` into words. */
function failOf(name: string): Fail {
  return (error, entryName) => {
    if (error instanceof AppError) return error
    if (error instanceof Unreadable) return failWith('import_unreadable', { name, why: error.why })
    const isOfSystem = error instanceof Error && 'syscall' in error && 'code' in error
    if (isOfSystem) return failWith('disk_failed', { what: { name: 'system', path: name, code: String(error.code) } })
    const isList = entryName === undefined
    const why: Reason = isList ? { name: 'list_damaged' } : { name: 'file_damaged', file: entryName }
    return failWith('import_unreadable', { name, why })
  }
}

async function openZip(file: FileHandle): Promise<ZipFile> {
  const stats = await file.stat()
  if (!stats.isFile()) throw new Unreadable({ name: 'not_file' })
  const start = Buffer.alloc(2)
  await file.read(start, 0, 2, 0)
  if (start.toString('latin1') !== 'PK') throw new Unreadable({ name: 'not_zip' })
  const options = { autoClose: false, decodeStrings: false, validateEntrySizes: false }
  try {
    return await fromRandomAccessReaderPromise(new ZipBytes(file, stats.size), stats.size, options)
  } catch {
    throw new Unreadable({ name: 'end_damaged' })
  }
}

interface Listing {
  found: Map<ZipEntry, Entry>
  skipped: ZipSkipped[]
}

async function list(zip: ZipFile, entriesLimit: number, fail: Fail): Promise<Listing> {
  if (zip.entryCount > entriesLimit) throw fail(new Unreadable({ name: 'many_files', limit: entriesLimit }))
  const found = new Map<ZipEntry, Entry>()
  const skipped: ZipSkipped[] = []
  const names = new Set<string>()
  for await (const entry of zip.eachEntry()) {
    const raw = entry.fileNameRaw
    const name = getFileNameLowLevel(entry.generalPurposeBitFlag, raw, entry.extraFields, true)
    if (name.endsWith('/') && entry.compressedSize === 0) continue
    const why = whySkipped(entry, name, names)
    if (why) skipped.push({ name, why })
    else found.set({ name, declaredBytes: entry.uncompressedSize, changedAt: entry.getLastModDate().getTime() }, entry)
    names.add(foldEntryName(name))
  }
  return { found, skipped }
}

/** The kind of file in the upper half of Unix's mode, where a ZIP notes one: a plain file, or a link. */
const [PLAIN, LINK] = [0o10, 0o12]

function whySkipped(entry: Entry, name: string, names: ReadonlySet<string>): ZipSkipReason | null {
  const kind = entry.externalFileAttributes >>> 28
  if (!isSafeEntryName(name)) return 'outside'
  if (names.has(foldEntryName(name))) return 'duplicate'
  if (kind === LINK || (kind !== 0 && kind !== PLAIN)) return 'link'
  if (entry.isEncrypted()) return 'encrypted'
  return entry.canDecodeFileData() ? null : 'compression'
}

async function* unpacked(zip: ZipFile, entry: Entry): AsyncGenerator<Buffer> {
  const packed = await zip.openReadStreamPromise(entry, { decodeFileData: false })
  if (!entry.isCompressed()) {
    yield* packed
    return
  }
  const inflate = zlib.createInflateRaw()
  const done = pipeline(packed, inflate)
  // The loop below throws the same.
  done.catch(() => {})
  yield* inflate
}
