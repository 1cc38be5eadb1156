import { appendFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Announce } from '../../app/contract.ts'
import { failWith, toFailure } from '../../app/errors.ts'
import { IMPORT_FILES_LIMIT } from '../../app/library/exchange.ts'
import { diskFailure } from '../files/disk-failure.ts'
import type { Library } from '../library/library.ts'
import { localFile } from './import-file.ts'
import { emptyFolder, makeFolderOfOne } from './job-folders.ts'

/** A piece of a file that a window sends. */
export interface ImportPiece {
  importId: string
  /** Path below what was chosen, `/` between folders. */
  name: string
  /** When the file was last changed, in milliseconds since 1970. */
  changedAt: number
  offset: number
  bytes: Uint8Array
}

/** A file of which pieces have arrived. */
interface Upload {
  path: string
  bytes: number
  changedAt: number
}

/** The files that a window sends, and the import of them. */
interface Job {
  windowId: string
  folder: string
  /** By name. */
  uploads: Map<string, Upload>
  /** A piece being written to the disk; null if there is none. Never rejects. */
  writing: Promise<unknown> | null
  stop: AbortController
  /** Null while files are still arriving. */
  ended: Promise<void> | null
}

/** How many imports a window may have at once. */
const JOBS_PER_WINDOW = 4

/** Imports of windows: files are written to `<data folder>/imports` as they arrive, read from there, and deleted. */
export class Imports {
  readonly #library: Library
  readonly #announce: Announce
  readonly #folder: string
  readonly #jobs = new Map<string, Job>()

  constructor(parts: { library: Library; dataFolder: string; announce: Announce }) {
    this.#library = parts.library
    this.#announce = parts.announce
    this.#folder = join(parts.dataFolder, 'imports')
    emptyFolder(this.#folder)
  }

  /**
   * Writes a piece; the first piece of all begins the import. Throws bad_input for a piece out of order, not_found if the import was
   * stopped, disk_*.
   */
  async append({ importId, name, changedAt, offset, bytes }: ImportPiece, windowId: string): Promise<void> {
    if (offset === 0 && !this.#jobs.has(importId)) this.#begin(importId, windowId)
    const job = this.#ofWindow(importId, windowId)
    if (offset === 0 && !job.uploads.has(name) && job.uploads.size < IMPORT_FILES_LIMIT) {
      job.uploads.set(name, { path: join(job.folder, String(job.uploads.size + 1)), bytes: 0, changedAt })
    }
    const upload = job.uploads.get(name)
    if (!upload || upload.bytes !== offset || job.writing !== null || job.ended !== null) {
      throw failWith('bad_input', { what: { name: 'out_of_order' } })
    }
    const written = appendFile(upload.path, bytes, { mode: 0o600 })
    job.writing = written.catch(() => undefined)
    try {
      await written
      upload.bytes += bytes.byteLength
    } catch (error) {
      await this.#drop(importId)
      throw diskFailure(error, this.#folder)
    } finally {
      job.writing = null
    }
  }

  /** Begins to import the files that have arrived, reported by `importProgressed` and finally `importEnded`. Throws not_found. */
  start(importId: string, windowId: string): void {
    const job = this.#ofWindow(importId, windowId)
    if (job.ended !== null || job.writing !== null) throw failWith('bad_input', { what: { name: 'begun_already' } })
    job.ended = this.#run(importId, job)
  }

  /** Stops an import, and keeps what it has added; or drops one whose files are still arriving. */
  async cancel(importId: string, windowId: string): Promise<void> {
    const job = this.#jobs.get(importId)
    if (job?.windowId === windowId) await this.#end(importId, job)
  }

  /** Drops the files of a window that has gone. What is already being imported goes on. */
  windowClosed(windowId: string): void {
    for (const [id, job] of this.#jobs) if (job.windowId === windowId && job.ended === null) void this.#end(id, job)
  }

  /** Stops and drops all of them. */
  async close(): Promise<void> {
    await Promise.all([...this.#jobs].map(([id, job]) => this.#end(id, job)))
  }

  async #run(importId: string, { uploads, stop }: Job): Promise<void> {
    // Loaded only now, because most users never import.
    const { ImportResult, importFiles } = await import('./import.ts')
    const result = new ImportResult()
    const files = [...uploads].map(([name, { path, bytes, changedAt }]) =>
      localFile(path, name, { size: bytes, mtimeMs: changedAt }),
    )
    const failure = await importFiles(files, result, {
      ...{ library: this.#library, now: Date.now(), signal: stop.signal },
      onConversation: conversation => this.#announce('conversationChanged', { conversation }),
      onProgress: progress => this.#announce('importProgressed', { importId, ...progress }),
    }).then(() => null, toFailure)
    await this.#drop(importId)
    this.#announce('importEnded', { importId, summary: result.summary, failure })
  }

  #begin(importId: string, windowId: string): void {
    const held = [...this.#jobs.values()].filter(job => job.windowId === windowId)
    if (held.length >= JOBS_PER_WINDOW) throw failWith('bad_input', { what: { name: 'full_at_once' } })
    const folder = makeFolderOfOne(this.#folder, importId)
    const stop = new AbortController()
    this.#jobs.set(importId, { windowId, folder, uploads: new Map(), writing: null, stop, ended: null })
  }

  #ofWindow(importId: string, windowId: string): Job {
    const job = this.#jobs.get(importId)
    if (job?.windowId !== windowId) throw failWith('not_found', { what: 'import' })
    return job
  }

  async #end(importId: string, { writing, stop, ended }: Job): Promise<void> {
    stop.abort(failWith('cancelled'))
    await writing
    await ended
    await this.#drop(importId)
  }

  async #drop(importId: string): Promise<void> {
    this.#jobs.delete(importId)
    await rm(join(this.#folder, importId), { recursive: true, force: true }).catch(() => undefined)
  }
}
