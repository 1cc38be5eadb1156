import { readdirSync, rmSync, statSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { setImmediate as giveWay } from 'node:timers/promises'
import { failWith } from '../../../app/errors.ts'
import { diskFailure } from '../../files/disk-failure.ts'
import { makeSubfolder, syncFolder } from '../../files/folders.ts'
import { checksumOfFile } from '../check/checksum.ts'
import type { LibraryParts } from '../library-parts.ts'
import { CONVERSATIONS_FOLDER, deleteInside, isConversationFolder, isLibraryFile, readSoundName } from '../paths.ts'
import type { Store } from '../store.ts'
import { copySafely, copySafelyNow, digestNow, digestOf, fileAt, filesIn, type LibraryFile } from './move-files.ts'
import { readMarker } from './move-marker.ts'
import { targetGone } from './move-target.ts'

/** How long other work may have to wait. */
const SLICE_MS = 4
/** How many files are copied or compared at the same time. */
const AT_ONCE = 8
/** How often a file is copied before the move gives up. */
const ATTEMPTS = 3

/** How a long step reports its progress, and is stopped. */
export interface CopySteps {
  onBytes(bytes: number): void
  signal: AbortSignal
}

/**
 * The copy of a library's folders in another folder, updated as often as needed while the library is in use. A file counts as copied only
 * once the digests of both were compared. Later changes show in its conversation's revision.
 */
export class LibraryCopy {
  /** Sounds that were damaged in the original already. */
  readonly damaged = new Set<string>()
  readonly #source: string
  readonly #target: string
  readonly #id: string
  /** Stamps of originals whose copies were found the same, by path. */
  readonly #same = new Map<string, string>()
  /** The index's revision of conversations whose folders were found the same. */
  readonly #states = new Map<string, string>()

  /** @param id of the move, in the target's marker */
  constructor(source: string, target: string, id: string) {
    this.#source = source
    this.#target = target
    this.#id = id
  }

  /** Files whose copies are missing or not yet compared, in the order they are copied. Copies without an original are deleted. */
  async look(parts: LibraryParts, signal: AbortSignal): Promise<LibraryFile[]> {
    const steps = this.#looking(parts, { isAtRest: false })
    for (let until = performance.now() + SLICE_MS; ; ) {
      const step = this.#use(() => steps.next())
      if (step.done) return step.value
      if (performance.now() < until) continue
      await giveWay()
      signal.throwIfAborted()
      until = performance.now() + SLICE_MS
    }
  }

  /** Copies files that do not seem to be there yet. Throws disk_*, move_refused when the target has gone, the signal's reason. */
  async copy(files: readonly LibraryFile[], { onBytes, signal }: CopySteps): Promise<void> {
    await severalAtOnce(files, signal, async ({ path, bytes }) => {
      const copied = this.#use(() => statSync(join(this.#target, path), { throwIfNoEntry: false }))
      if (copied?.size !== bytes) await this.#copyOne(path)
      onBytes(bytes)
    })
    for (const folder of new Set(files.map(({ path }) => dirname(path)))) {
      this.#use(() => syncFolder(join(this.#target, folder)))
      await giveWay()
    }
  }

  /**
   * Compares files with their copies, and copies again those that differ. Also compares sounds with their checksums; those that do not
   * match are in `damaged`. Throws as `copy` does.
   */
  async verify({ store }: LibraryParts, files: readonly LibraryFile[], steps: CopySteps): Promise<void> {
    await severalAtOnce(files, steps.signal, async file => {
      for (let attempt = 1; !(await this.#isSame(file, steps)); attempt++) {
        if (attempt === ATTEMPTS) throw differs(file.path)
        await this.#copyOne(file.path)
      }
      if (await this.#isDamaged(store, file, steps.signal)) this.damaged.add(file.path)
    })
  }

  /** Updates the copy in one go, for when nothing is being written. Throws as `copy` does. */
  finishNow(parts: LibraryParts): void {
    this.#use(() => {
      this.#needTarget()
      const steps = this.#looking(parts, { isAtRest: true })
      let step = steps.next()
      while (!step.done) step = steps.next()
      for (const { path } of step.value) this.#copyNow(path)
    })
  }

  /** Throws move_refused when the target is no longer the same folder: its disk may have been removed. */
  #needTarget(): void {
    if (readMarker(this.#target)?.id !== this.#id) throw targetGone(this.#target)
  }

  /** @param isAtRest whether sounds whose names say that they are still being written are left by an earlier run */
  *#looking({ store }: LibraryParts, { isAtRest }: { isAtRest: boolean }): Generator<void, LibraryFile[]> {
    this.#needTarget()
    makeSubfolder(join(this.#target, CONVERSATIONS_FOLDER))
    const found = filesIn(this.#source, '').filter(({ path }) => /^library\.db\.damaged-/.test(path))
    const folders = foldersIn(this.#source)
    const buried = new Set(store.files.tombstones().map(path => path.split('/').slice(0, 2).join('/')))
    for (const folder of folders) {
      const conversation = buried.has(folder) ? null : store.conversationIn(folder)
      const state = conversation && JSON.stringify(store.manifests.state(conversation.id))
      if (state !== null && this.#states.get(folder) === state) continue
      const files = filesIn(this.#source, folder).filter(({ path }) => isAtRest || !path.endsWith('.part'))
      this.#deleteOthers(folder, files)
      const left = files.filter(({ path, stamp }) => this.#same.get(path) !== stamp)
      if (left.length === 0 && state !== null) this.#states.set(folder, state)
      found.push(...left)
      yield
    }
    const there = new Set(folders)
    for (const folder of foldersIn(this.#target)) if (!there.has(folder)) deleteInside(this.#target, folder)
    return found.filter(({ path, stamp }) => this.#same.get(path) !== stamp)
  }

  /** A copy without an original would be taken for a lost sound. */
  #deleteOthers(folder: string, files: readonly LibraryFile[]): void {
    const path = join(this.#target, folder)
    makeSubfolder(path)
    const names = new Set(files.map(file => file.path.slice(folder.length + 1)))
    const others = readdirSync(path).filter(name => !names.has(name))
    for (const name of others) if (isLibraryFile(name) || name.endsWith('.part')) rmSync(join(path, name))
  }

  async #copyOne(path: string): Promise<void> {
    try {
      this.#needTarget()
      await copySafely(join(this.#source, path), join(this.#target, path))
    } catch (error) {
      // Deleted or changed meanwhile. The next look finds what is there.
      if (this.#use(() => fileAt(this.#source, path)) === null) return
      this.#use(() => rmSync(`${join(this.#target, path)}.part`, { force: true }))
      throw this.#failure(error)
    }
  }

  async #isSame({ path, bytes, stamp }: LibraryFile, { onBytes, signal }: CopySteps): Promise<boolean> {
    const ends = () => this.#use(() => [fileAt(this.#source, path), fileAt(this.#target, path)] as const)
    const [original, copy] = ends()
    // What has changed meanwhile is looked at again.
    if (original?.stamp !== stamp) return true
    if (copy?.bytes !== bytes) return false
    const isEqual = await this.#digestsAgree(path, bytes, { onBytes, signal }).catch((error: unknown) => error)
    if (ends()[0]?.stamp !== stamp) return true
    signal.throwIfAborted()
    if (typeof isEqual !== 'boolean') throw this.#failure(isEqual)
    if (!isEqual) return false
    this.#same.set(path, stamp)
    return true
  }

  async #isDamaged(store: Store, { path, bytes }: LibraryFile, signal: AbortSignal): Promise<boolean> {
    const name = readSoundName(basename(path))
    const conversation = name && this.#same.has(path) ? store.conversationIn(dirname(path)) : null
    const turn = name && conversation ? store.findTurnAt(conversation.id, name.position) : null
    const sound = name?.side === 'reply' ? turn?.reply?.sound : turn?.recording
    if (sound?.file !== path || sound.checksum === '') return false
    return (await checksumOfFile(join(this.#target, path), bytes, signal)) !== sound.checksum
  }

  async #digestsAgree(path: string, bytes: number, { onBytes, signal }: CopySteps): Promise<boolean> {
    const original = await digestOf(join(this.#source, path), bytes, onBytes, signal)
    return original === (await digestOf(join(this.#target, path), bytes, () => undefined, signal))
  }

  #copyNow(path: string): void {
    const [from, to] = [join(this.#source, path), join(this.#target, path)]
    for (let attempt = 1; ; attempt++) {
      copySafelyNow(from, to)
      if (digestNow(from) === digestNow(to)) return
      if (attempt === ATTEMPTS) throw differs(path)
    }
  }

  #use<T>(work: () => T): T {
    try {
      return work()
    } catch (error) {
      throw this.#failure(error)
    }
  }

  #failure(error: unknown): Error {
    const isGone = readMarker(this.#target)?.id !== this.#id
    return isGone ? targetGone(this.#target) : diskFailure(error, this.#target)
  }
}

/** Handles all files, several at a time, because most are small and much of the time is waiting. Stops when one throws. */
async function severalAtOnce(
  files: readonly LibraryFile[],
  signal: AbortSignal,
  work: (file: LibraryFile) => Promise<void>,
): Promise<void> {
  const waiting = files.values()
  const failures: unknown[] = []
  const goThrough = async () => {
    for (const file of waiting) {
      if (failures.length > 0) return
      signal.throwIfAborted()
      await work(file)
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, () => goThrough().catch(error => failures.push(error))))
  if (failures.length > 0) throw failures[0]
}

function differs(path: string): Error {
  return failWith('disk_failed', { what: { name: 'copy_differs', path } })
}

/** Folders of conversations, relative to the library's folder. */
export function foldersIn(library: string): string[] {
  const entries = readdirSync(join(library, CONVERSATIONS_FOLDER), { withFileTypes: true })
  return entries
    .filter(entry => entry.isDirectory() && isConversationFolder(entry.name))
    .map(entry => `${CONVERSATIONS_FOLDER}/${entry.name}`)
}
