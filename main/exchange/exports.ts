import { rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Announce } from '../../app/contract.ts'
import type { Conversation } from '../../app/conversation.ts'
import { failWith, toFailure } from '../../app/errors.ts'
import type { ExportOptions } from '../../app/library/exchange.ts'
import type { ServedFiles } from '../files/served-files.ts'
import type { Library } from '../library/library.ts'
import { emptyFolder, makeFolderOfOne } from './job-folders.ts'

/** An export that a window asked for: being made, or waiting to be fetched. */
interface Job {
  windowId: string
  stop: AbortController
  ended: Promise<void>
}

/** What `Exports` works with. */
interface Work {
  exporting: typeof import('./export.ts')
  conversations: readonly Conversation[]
  options: ExportOptions
}

/** How many exports a window may have under way or not yet fetched. */
const JOBS_PER_WINDOW = 4

/** Exports for windows: made in `<data folder>/exports`, offered as downloads, deleted once they were fetched. */
export class Exports {
  readonly #library: Library
  readonly #announce: Announce
  readonly #served: ServedFiles
  readonly #folder: string
  readonly #jobs = new Map<string, Job>()
  #writing = 0

  constructor(parts: { library: Library; dataFolder: string; announce: Announce; served: ServedFiles }) {
    this.#library = parts.library
    this.#announce = parts.announce
    this.#served = parts.served
    this.#folder = join(parts.dataFolder, 'exports')
    emptyFolder(this.#folder)
  }

  /** Whether any export is being made. */
  get isWriting(): boolean {
    return this.#writing > 0
  }

  /** Begins an export, reported by `exportProgressed` and finally `exportEnded`. Throws not_found and bad_input. */
  async start(exportId: string, options: ExportOptions, windowId: string): Promise<void> {
    const held = [...this.#jobs.values()].filter(job => job.windowId === windowId)
    if (held.length >= JOBS_PER_WINDOW) throw failWith('bad_input', { what: { name: 'full_at_once' } })
    if (this.#jobs.has(exportId)) throw failWith('bad_input', { what: { name: 'begun_already' } })
    // Registered before anything is loaded, so that it can already be stopped.
    const job: Job = { windowId, stop: new AbortController(), ended: Promise.resolve() }
    this.#jobs.set(exportId, job)
    try {
      // Loaded only now, because most users never export.
      const exporting = await import('./export.ts')
      if (job.stop.signal.aborted) return
      const conversations = exporting.conversationsToExport(this.#library, options)
      job.ended = this.#write(exportId, job, { exporting, conversations, options })
    } catch (error) {
      this.#jobs.delete(exportId)
      throw error
    }
  }

  /** Stops an export, or drops one that was not fetched. Its files are deleted. */
  async cancel(exportId: string, windowId: string): Promise<void> {
    const job = this.#jobs.get(exportId)
    if (job?.windowId === windowId) await this.#end(exportId, job)
  }

  /** Stops and drops the exports of a window that has gone. */
  windowClosed(windowId: string): void {
    for (const [id, job] of this.#jobs) if (job.windowId === windowId) void this.#end(id, job)
  }

  /** Stops and drops all of them. */
  async close(): Promise<void> {
    await Promise.all([...this.#jobs].map(([id, job]) => this.#end(id, job)))
  }

  /** Makes the file, offers it, and reports how that ended. */
  async #write(exportId: string, { stop }: Job, { exporting, conversations, options }: Work): Promise<void> {
    this.#writing++
    try {
      const now = Date.now()
      const name = exporting.nameOfExport(conversations, options, now)
      const path = join(makeFolderOfOne(this.#folder, exportId), name)
      await exporting.writeExport(conversations, path, {
        ...{ library: this.#library, options, now, signal: stop.signal },
        onProgress: progress => this.#announce('exportProgressed', { exportId, ...progress }),
      })
      const { size } = await stat(path)
      stop.signal.throwIfAborted()
      this.#served.offer(exportId, { path, name, bytes: size }, () => void this.#drop(exportId))
      this.#announce('exportEnded', { exportId, file: { name, bytes: size }, failure: null })
    } catch (error) {
      await this.#drop(exportId)
      this.#announce('exportEnded', { exportId, file: null, failure: toFailure(error) })
    } finally {
      this.#writing--
    }
  }

  async #end(exportId: string, { stop, ended }: Job): Promise<void> {
    stop.abort(failWith('cancelled'))
    await ended
    await this.#drop(exportId)
  }

  async #drop(exportId: string): Promise<void> {
    this.#jobs.delete(exportId)
    this.#served.withdraw(exportId)
    // If the file is still being read and cannot be deleted, the next start deletes it.
    await rm(join(this.#folder, exportId), { recursive: true, force: true }).catch(() => undefined)
  }
}
