import { randomUUID } from 'node:crypto'
import { existsSync, fsyncSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { setTimeout as pause } from 'node:timers/promises'
import { failWith } from '../../../app/errors.ts'
import { diskFailure } from '../../files/disk-failure.ts'
import { makeFolder, renameSafely } from '../../files/folders.ts'
import { Disk } from '../disk.ts'
import type { Library } from '../library.ts'
import { closeParts, type LibraryParts } from '../library-parts.ts'
import { lockFolder } from '../lock.ts'
import { openParts } from '../open-library.ts'
import { withFile } from '../sounds/sound-bytes.ts'
import { removeCopy, removeIfEmpty, removeLeft } from './move-cleanup.ts'
import { LibraryCopy } from './move-copy.ts'
import type { LibraryFile } from './move-files.ts'
import { deleteMarker, readMarker, writeMarker } from './move-marker.ts'
import { checkTarget, needRoom } from './move-target.ts'

/** How much may be left to copy in the last step, during which nothing else runs. */
const AT_THE_END_BYTES = 4 * 1024 * 1024
/** How long to wait before checking again whether the library is idle. */
const WAIT_MS = 100

/** What a move is doing. */
export type MovePhase = 'copying' | 'verifying' | 'waiting' | 'removing'

/** How a library is moved. */
export interface MoveOptions {
  library: Library
  /** The new folder, as `prepareMove` returned it. */
  target: string
  /** Whether something is using the library's files and must end first. */
  isBusy(): boolean
  /** Makes the settings name the folder, synchronised to the disk when this returns. If it throws, nothing has changed. */
  switchTo(folder: string): void
  onProgress(phase: MovePhase, doneBytes: number, totalBytes: number): void
  signal: AbortSignal
}

/** What to report at the end of a move, as paths relative to the folder. */
export interface MoveResult {
  /** What was left in the old folder because it is not Parley's. */
  left: string[]
  /** Sounds that no longer match their checksum, and did not before the move. */
  damaged: string[]
}

/** The state of a move, as the marker of the library in use says. */
export type StandingMove =
  | { name: 'none' }
  /** Cut off before the end: the library is still here, and part of a copy is in `folder`. */
  | { name: 'unfinished'; folder: string }
  /** The library was moved here; the old one, in `folder`, is still to be removed. */
  | { name: 'unremoved'; folder: string }

/** The state of a move that was cut off. Changes nothing. */
export function standingMove(library: Library): StandingMove {
  const marker = readMarker(library.folder)
  if (!marker) return { name: 'none' }
  return { name: marker.role === 'arriving' ? 'unremoved' : 'unfinished', folder: marker.other }
}

/**
 * Checks whether the library can be moved to a folder, and marks both folders. A move to that folder that was cut off is continued.
 * @returns the target's absolute path
 * @throws AppError move_refused, move_no_room, disk_*, and why the library cannot be written to
 */
export function prepareMove(library: Library, wanted: string, dataFolder: string): string {
  const { store, disk } = library.openedParts
  store.needWritable()
  const source = disk.folder
  const target = checkTarget(source, wanted, dataFolder)
  const standing = readMarker(source)
  if (standing && (standing.role === 'arriving' || standing.other !== target)) {
    const way = standing.role === 'arriving' ? 'from' : 'to'
    throw failWith('move_refused', { folder: wanted, why: { name: 'move_unfinished', way, folder: standing.other } })
  }
  const id = standing?.id ?? randomUUID()
  try {
    if (readMarker(target)?.id !== id) {
      const { soundBytes, trash, indexBytes } = library.diskUse()
      // Each `conversation.json` says what the index says, so together they take about as much again.
      needRoom(target, soundBytes + trash.soundBytes + 2 * indexBytes)
      makeFolder(target)
      writeMarker(target, { id, role: 'arriving', other: source })
    }
    writeMarker(source, { id, role: 'leaving', other: target })
    return target
  } catch (error) {
    throw diskFailure(error, target)
  }
}

/**
 * Moves a library that is in use to another folder: copies it, compares every copy, switches to the new folder as soon as nothing is being
 * written or answered, and removes the old one. Until the switch the library stays where it was, also whenever this throws. After a kill
 * the settings say which of the two is in use. Calling it again continues.
 * @throws AppError move_refused, disk_*, the signal's reason
 */
export async function moveLibrary(options: MoveOptions): Promise<MoveResult> {
  const { library, target, signal, onProgress } = options
  const source = library.folder
  const id = readMarker(target)?.id ?? ''
  const copy = new LibraryCopy(source, target, id)
  for (let isFirst = true; ; isFirst = false) {
    if (!isFirst) await untilIdle(options)
    const files = await copy.look(library.openedParts, signal)
    if (isFirst || sizeOf(files) > AT_THE_END_BYTES) await copyAndVerify(copy, files, options)
    else if (isIdle(options)) break
  }
  signal.throwIfAborted()
  const before = library.goOnWith(parts => goOnIn(target, id, copy, parts, options.switchTo))
  const { left } = await finishRemoval({ library, lock: before.lock, signal, onProgress })
  return { left, damaged: [...copy.damaged] }
}

/**
 * Removes the old library, right after the move or once it was interrupted.
 * @throws AppError disk_*, busy, the signal's reason
 */
export async function finishRemoval(
  options: Pick<MoveOptions, 'library' | 'signal' | 'onProgress'> & { lock?: LibraryParts['lock'] },
) {
  const { library, signal, onProgress } = options
  const marker = readMarker(library.folder)
  if (marker?.role !== 'arriving') return { left: [], damaged: [] }
  onProgress('removing', 0, 0)
  if (!existsSync(marker.other)) throw failWith('disk_failed', { what: { name: 'not_there', path: marker.other } })
  const lock = options.lock ?? lockOf(marker.other, marker.id)
  const left = await removeLeft(marker.other, marker.id, lock, signal)
  deleteMarker(library.folder)
  removeIfEmpty(marker.other)
  return { left, damaged: [] }
}

/**
 * Gives up the rest of a move that was cut off: before the switch the copy is removed, after it the old library is left where it is. What
 * cannot be reached stays too, and does no harm. Throws disk_*.
 */
export async function giveUpMove(library: Library): Promise<void> {
  const marker = readMarker(library.folder)
  if (!marker) return
  if (marker.role !== 'arriving') await removeCopy(marker.other, marker.id, library.folder)
  deleteMarker(library.folder)
}

/** The last step, during which nothing else runs: copies the rest and opens the copy in place of the library. */
function goOnIn(
  target: string,
  id: string,
  copy: LibraryCopy,
  parts: LibraryParts,
  switchTo: (folder: string) => void,
): LibraryParts {
  copy.finishNow(parts)
  copyIndex(parts.disk.folder, target)
  // Folders that opening has no time for are compared while the library is in use again.
  const opened = openParts(target, { clock: parts.clock, lookMs: 0 })
  try {
    opened.store.needWritable()
    writeMarker(parts.disk.folder, { id, role: 'left', other: target })
    switchTo(target)
    return opened
  } catch (error) {
    closeParts(opened)
    opened.lock?.release()
    throw diskFailure(error, target)
  }
}

function copyIndex(source: string, target: string): void {
  new Disk(target).use(() => {
    const path = join(target, 'library.db')
    for (const end of ['-wal', '-shm', '', '.part']) rmSync(path + end, { force: true })
    const index = new DatabaseSync(join(source, 'library.db'), { readOnly: true })
    try {
      index.prepare('VACUUM INTO ?').run(`${path}.part`)
    } finally {
      index.close()
    }
    withFile(`${path}.part`, 'r+', fsyncSync)
    renameSafely(`${path}.part`, path)
  })
}

function isIdle({ library, isBusy }: MoveOptions): boolean {
  return !library.isWriting && !isBusy()
}

async function untilIdle(options: MoveOptions): Promise<void> {
  const { signal } = options
  while (!isIdle(options)) {
    options.onProgress('waiting', 0, 0)
    await pause(WAIT_MS, undefined, { signal }).catch(() => signal.throwIfAborted())
  }
}

async function copyAndVerify(copy: LibraryCopy, files: readonly LibraryFile[], options: MoveOptions): Promise<void> {
  const totalBytes = sizeOf(files)
  const steps = (phase: MovePhase) => {
    let doneBytes = 0
    options.onProgress(phase, 0, totalBytes)
    const onBytes = (bytes: number) => {
      doneBytes = Math.min(totalBytes, doneBytes + bytes)
      options.onProgress(phase, doneBytes, totalBytes)
    }
    return { onBytes, signal: options.signal }
  }
  await copy.copy(files, steps('copying'))
  await copy.verify(options.library.openedParts, files, steps('verifying'))
}

function sizeOf(files: readonly LibraryFile[]): number {
  return files.reduce((sum, { bytes }) => sum + bytes, 0)
}

/** Locked, so that nobody begins to use a library that is being removed. */
function lockOf(folder: string, id: string) {
  return readMarker(folder)?.id === id ? lockFolder(folder) : null
}
