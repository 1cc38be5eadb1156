import { renameSync, rmSync, statSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { dirname } from 'node:path'
import { AppError, toFailure } from '../../../app/errors.ts'
import { makeSubfolder } from '../../files/folders.ts'
import { writeWholeFile } from '../../files/whole-file.ts'
import type { Disk } from '../disk.ts'
import { insidePath, MANIFEST_NAME, manifestDraft } from '../paths.ts'
import type { Store } from '../store.ts'
import { type ComposedManifest, composeManifest } from './compose-manifest.ts'

/** How long changes are gathered before a `conversation.json` is written anew. */
const GATHER_MS = 500
/** How long to wait after one could not be written. */
const RETRY_MS = 10_000
/** Composing these files takes at most one part in so many of the time. */
const SHARE = 50
/** How long closing may take. What is not written by then is written at the next start. */
const CLOSE_MS = 2000

/**
 * Keeps the `conversation.json` of every conversation up to date. A change and the note that the file must follow are one transaction in
 * the index. The file follows within about a second, or at the next start if Parley ends before.
 */
export class ManifestWriter {
  readonly #store: Store
  readonly #disk: Disk
  readonly #leftAlone = new Set<string>()
  #timer: NodeJS.Timeout | null = null
  #writing: Promise<void> | null = null
  #isClosed = false
  #waitMs = GATHER_MS

  constructor(store: Store, disk: Disk) {
    this.#store = store
    this.#disk = disk
  }

  /** Something has changed: files that lag behind are written soon. */
  schedule(): void {
    if (this.#timer || this.#isClosed) return
    this.#timer = setTimeout(() => void this.#begin(), this.#waitMs).unref()
  }

  /** Writes files that lag behind now, giving way to everything else. What fails is tried again later. */
  async catchUp(): Promise<void> {
    // A run that is under way may have passed what changed since.
    await this.#writing
    await this.#begin()
  }

  /** Never writes into that folder (relative to the data folder), because a newer Parley has written there. */
  leaveAlone(folder: string): void {
    this.#leftAlone.add(folder)
  }

  /** Writes the files of conversations in which something is about to be deleted, so that they no longer describe it. Throws disk_*. */
  writeBuried(): void {
    const folders = new Set(this.#store.files.tombstones().map(path => path.split('/').slice(0, 2).join('/')))
    this.writeThese(new Set([...folders].flatMap(folder => this.#store.conversationIn(folder)?.id ?? [])))
  }

  /** Writes the files of those conversations, if they lag behind. Throws disk_*. */
  writeThese(ids: ReadonlySet<string>): void {
    if (ids.size === 0) return
    for (const id of this.#lagging()) if (ids.has(id)) this.write(id)
  }

  /** Writes a conversation's `conversation.json` at once. Throws not_found and disk_*. */
  write(id: string): void {
    this.#disk.useReserve(() => {
      const { path, text, revision } = composeManifest(this.#store, this.#disk, id)
      makeSubfolder(dirname(path))
      writeWholeFile(path, text)
      this.#note(id, path, revision)
    })
  }

  /** From now on writes nothing by itself. */
  stop(): void {
    this.#isClosed = true
    if (this.#timer) clearTimeout(this.#timer)
  }

  /** Writes what it can of what lags behind within the time limit, and nothing afterwards. The rest stays marked in the index. */
  close(): void {
    this.stop()
    const until = performance.now() + CLOSE_MS
    let left: string[] = []
    ignoringDisk(() => {
      left = this.#lagging()
    })
    for (const id of left) {
      if (performance.now() > until) return
      ignoringDisk(() => this.write(id))
    }
  }

  #begin(): Promise<void> {
    this.#writing ??= this.#writeChanged().finally(() => {
      this.#writing = null
    })
    return this.#writing
  }

  /** Writes files that lag behind, and tries those that fail again after a while. Never rejects: nobody waits for it. */
  async #writeChanged(): Promise<void> {
    const failures = new Set<string>()
    let spentMs = 0
    let isBehind = true
    try {
      spentMs = await this.#writeEach(failures)
      isBehind = !this.#isClosed && this.#lagging().length > 0
    } catch (error) {
      // The index itself cannot be read. Whoever next needs something from the library gets the error.
      failures.add(toFailure(error).message)
    }
    for (const failure of failures) console.error(failure)
    this.#waitMs = failures.size > 0 ? RETRY_MS : Math.max(GATHER_MS, spentMs * SHARE)
    if (this.#timer) clearTimeout(this.#timer)
    this.#timer = null
    if (isBehind) this.schedule()
  }

  /**
   * Writes one file after the other, giving way to everything else, because a recording may be under way. One that fails does not stop the
   * others.
   * @param failures takes what went wrong, in sentences
   * @returns how many milliseconds composing took
   */
  async #writeEach(failures: Set<string>): Promise<number> {
    let spentMs = 0
    for (const id of this.#lagging()) {
      if (this.#isClosed) break
      try {
        const beganAt = performance.now()
        const composed = this.#disk.use(() => composeManifest(this.#store, this.#disk, id))
        spentMs += performance.now() - beganAt
        await this.#disk.useLong(() => this.#replace(id, composed))
      } catch (error) {
        // A conversation that was deleted meanwhile is no failure.
        if (!this.#isClosed && this.#store.conversation(id)) failures.add(toFailure(error).message)
      }
    }
    return spentMs
  }

  async #replace(id: string, composed: ComposedManifest): Promise<void> {
    const { path, text, revision } = composed
    const draft = manifestDraft(path, revision)
    try {
      makeSubfolder(dirname(path))
      const file = await open(draft, 'w', 0o600)
      try {
        await file.writeFile(text)
        await file.sync()
      } finally {
        await file.close()
      }
      if (!this.#isCurrent(id, composed)) return
      renameSync(draft, path)
      this.#note(id, path, revision)
    } finally {
      rmSync(draft, { force: true })
    }
  }

  /** Whether the library is still open, no newer file was written meanwhile, and the conversation was neither deleted nor begun anew. */
  #isCurrent(id: string, { path, revision }: ComposedManifest): boolean {
    if (this.#isClosed || !this.#store.conversation(id)) return false
    const state = this.#store.manifests.state(id)
    const place = insidePath(this.#disk.folder, `${this.#store.folderOf(id)}/${MANIFEST_NAME}`)
    return place === path && state.writtenRevision < revision && revision <= state.revision
  }

  #lagging(): string[] {
    if (this.#disk.isReadOnly) return []
    return this.#disk.use(() => {
      const ids = this.#store.manifests.changed()
      return this.#leftAlone.size === 0 ? ids : ids.filter(id => !this.#leftAlone.has(this.#store.folderOf(id)))
    })
  }

  #note(id: string, path: string, revision: number): void {
    const { size, mtimeMs } = statSync(path)
    this.#store.write(() => this.#store.manifests.note(id, { revision, bytes: size, changedAt: mtimeMs }))
  }
}

/** What the disk refuses now is done at the next start. */
function ignoringDisk(work: () => void): void {
  try {
    work()
  } catch (error) {
    if (!(error instanceof AppError)) throw error
  }
}
