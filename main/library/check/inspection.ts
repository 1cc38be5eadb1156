import { setImmediate } from 'node:timers/promises'
import { AppError } from '../../../app/errors.ts'
import { failureNotice } from '../../../app/notices.ts'
import type { Disk } from '../disk.ts'
import { isToldOtherwise } from '../manifest/is-told-otherwise.ts'
import type { ManifestWriter } from '../manifest/manifest-writer.ts'
import { adoptFolder } from '../recovery/adopt.ts'
import { ReadAhead } from '../recovery/read-ahead.ts'
import type { Store } from '../store.ts'
import { Findings } from './findings.ts'
import { foldersOf, inspectFolder } from './inspect.ts'

/** How long other work may have to wait. */
const SLICE_MS = 4
/** How many folders' rows are written in one transaction when all folders are read. */
const FOLDERS_TOGETHER = 2000
/** After how many folders progress is reported. */
const TOLD_EVERY = 250

/**
 * Compares the folders of a library with its index, one after the other, and brings the index up to date: for a short while at once, and
 * the rest bit by bit while the library is in use. A conversation that is used earlier is compared first, so that nothing is changed before
 * it was compared. Foreign files and links are left alone.
 */
export class Inspection {
  /** What was found so far. */
  readonly findings = new Findings()
  readonly #store: Store
  readonly #disk: Disk
  readonly #manifests: ManifestWriter
  readonly #now: number
  /** Folders still to be compared, relative to the data folder. */
  readonly #waiting: Set<string>
  #isEnded = false

  /**
   * Lists the folders. Throws disk_*.
   * @param now milliseconds since 1970
   */
  constructor(store: Store, disk: Disk, manifests: ManifestWriter, now: number) {
    this.#store = store
    this.#disk = disk
    this.#manifests = manifests
    this.#now = now
    this.#waiting = new Set([...disk.use(() => foldersOf(store, disk)), ...store.folders()])
  }

  /** How many folders are still to be compared. */
  get left(): number {
    return this.#waiting.size
  }

  /** Compares a conversation now, if that was not done yet. */
  lookAt(conversationId: string): void {
    if (this.#isEnded || this.#waiting.size === 0) return
    const folder = this.#store.conversation(conversationId) ? this.#store.folderOf(conversationId) : null
    if (folder !== null && this.#waiting.has(folder)) this.#look(folder)
  }

  /** Compares the conversation of a turn now, if that was not done yet. */
  lookAtTurn(turnId: string): void {
    if (this.#isEnded || this.#waiting.size === 0) return
    const turn = this.#store.findTurn(turnId)
    if (turn) this.lookAt(turn.conversationId)
  }

  /**
   * Follows a `conversation.json` that is newer than the index, before anything else is done with the conversation: after a power cut the
   * index may be older than the file.
   */
  follow(conversationId: string): void {
    if (!this.#store.conversation(conversationId)) return
    const folder = this.#store.folderOf(conversationId)
    this.#attempt(folder, () => {
      if (!isToldOtherwise(this.#store, this.#disk, folder)) return
      if (adoptFolder(this.#store, this.#disk, folder).kind === 'adopted') this.findings.followed++
    })
  }

  /** Goes on for so many milliseconds. Returns whether everything has been compared. */
  run(ms: number): boolean {
    const until = performance.now() + ms
    for (const folder of this.#waiting) {
      if (this.#isEnded || performance.now() >= until) break
      this.#look(folder)
    }
    return this.#waiting.size === 0
  }

  /** Goes on to the end, giving way to everything else. False when there was nothing left to do, or it was stopped. */
  async finish(): Promise<boolean> {
    if (this.#waiting.size === 0) return false
    while (!this.#isEnded && !this.run(SLICE_MS)) await setImmediate()
    return !this.#isEnded
  }

  /** Stops comparing. */
  stop(): void {
    this.#isEnded = true
  }

  /**
   * Makes the index of a library that has none, from all folders, many at once.
   * @param onFolders called with how many folders have been read
   */
  index(onFolders: (count: number) => void = () => undefined): void {
    const folders = [...this.#waiting]
    const ahead = new ReadAhead(this.#disk.folder, folders)
    try {
      this.#store.inHaste(() => {
        for (let at = 0; at < folders.length; at += FOLDERS_TOGETHER) {
          const some = folders.slice(at, at + FOLDERS_TOGETHER)
          const tell = (count: number) => {
            if (count % TOLD_EVERY === 0) onFolders(at + count)
          }
          if (!this.#lookTogether(some, ahead, tell)) for (const folder of some) this.#look(folder)
          onFolders(at + some.length)
        }
      })
    } finally {
      ahead.close()
    }
  }

  /**
   * False, with nothing changed, when something is wrong with one of them.
   * @param tell called with how many of them have been read
   */
  #lookTogether(folders: readonly string[], ahead: ReadAhead, tell: (count: number) => void): boolean {
    const findings = new Findings()
    try {
      this.#store.together(() => {
        for (const [i, folder] of folders.entries()) {
          inspectFolder(this.#store, this.#disk, folder, findings, this.#now, ahead.next(folder))
          tell(i + 1)
        }
      })
    } catch (error) {
      if (error instanceof AppError) return false
      throw error
    }
    this.findings.add(findings)
    for (const folder of folders) this.#waiting.delete(folder)
    return true
  }

  #look(folder: string): void {
    this.#waiting.delete(folder)
    this.#attempt(folder, () => inspectFolder(this.#store, this.#disk, folder, this.findings, this.#now))
  }

  #attempt(folder: string, work: () => void): void {
    try {
      work()
    } catch (error) {
      if (!(error instanceof AppError)) throw error
      if (error.code === 'library_newer') this.#manifests.leaveAlone(folder)
      this.findings.failures.push(failureNotice(error))
    }
  }
}
