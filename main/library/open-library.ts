import { existsSync, readdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { AppError, failWith } from '../../app/errors.ts'
import { failureNotice } from '../../app/notices.ts'
import { Inspection } from './check/inspection.ts'
import { Disk } from './disk.ts'
import { prepareDataFolder } from './folders.ts'
import { Library } from './library.ts'
import type { LibraryParts } from './library-parts.ts'
import { type FolderLock, lockFolder } from './lock.ts'
import { isToldOtherwise } from './manifest/is-told-otherwise.ts'
import { MANIFEST_FORMAT, readFormat } from './manifest/manifest.ts'
import { ManifestWriter } from './manifest/manifest-writer.ts'
import { CONVERSATIONS_FOLDER, insidePath, isConversationFolder, MANIFEST_NAME } from './paths.ts'
import { recover, tellFindings } from './recovery/recovery.ts'
import { deleteWhatIsBuried } from './removal/deletion.ts'
import { hasIndex, openMemoryStore, openStore, openStoreToTell } from './rows/database.ts'
import { FileSounds } from './sounds/file-sounds.ts'
import type { Store } from './store.ts'

const LOOK_MS = 100

/** How a library is opened. */
export interface OpenOptions {
  /** Milliseconds since 1970. */
  clock?: () => number
  /** Makes the index anew from the folders, in whatever state it is. One that a newer Parley wrote is still only read. */
  rebuilds?: boolean
  /** How long opening may spend on comparing folders, 100 ms by default. The rest is compared while the library is in use. */
  lookMs?: number
  /** Called now and then with how many folders were read while the index is made anew. */
  onFolders?: (count: number) => void
}

/**
 * Opens the library in a data folder, which is made if it is not there, and repairs what the last run left behind; `notices` says what. The
 * folder is this process's own until `close`. A missing or damaged index is made again from the folders. An index of a newer Parley, or one
 * on a disk that cannot be written to, is only read.
 * Throws busy when another process has it, disk_* when the folder cannot be used.
 */
export function openLibrary(folder: string, options: OpenOptions = {}): Library {
  return new Library(openParts(folder, options))
}

/** As `openLibrary`, for a library that has been moved to another folder. */
export function openParts(folder: string, options: OpenOptions = {}): LibraryParts {
  const disk = new Disk(resolve(folder))
  let lock: FolderLock | null = null
  try {
    disk.useReserve(() => prepareDataFolder(disk.folder))
    lock = disk.useReserve(() => lockFolder(disk.folder))
    return openOwn(disk, lock, options)
  } catch (error) {
    const canBeRead = error instanceof AppError && (error.code === 'library_newer' || error.code === 'disk_read_only')
    if (canBeRead && existsSync(join(disk.folder, CONVERSATIONS_FOLDER))) return openToRead(disk, lock, error, options)
    lock?.release()
    throw error
  }
}

function openOwn(disk: Disk, lock: FolderLock, options: OpenOptions): LibraryParts {
  const { clock = Date.now, rebuilds = false, lookMs = LOOK_MS, onFolders } = options
  const now = Math.round(clock())
  if (rebuilds || !hasIndex(disk)) disk.use(() => refuseNewerFolders(disk))
  if (rebuilds && hasIndex(disk)) tellFolders(disk)
  const opened = openStore(disk, rebuilds)
  const { store } = opened
  const manifests = new ManifestWriter(store, disk)
  try {
    const inspection = new Inspection(store, disk, manifests, now)
    const notices = recover(store, disk, { manifests, inspection }, now)
    if (opened.isNew) {
      inspection.index(onFolders)
      // A rebuilt index finds all conversations new to it, which is no news to the user.
      inspection.findings.added = 0
    }
    if (inspection.run(lookMs)) {
      notices.push(...tellFindings(inspection.findings))
      deleteWhatIsBuried(store, disk, manifests)
    }
    if (opened.damaged !== null) notices.unshift(failureNotice(failWith('library_damaged', { kept: opened.damaged })))
    disk.fillReserve()
    manifests.schedule()
    const sounds = new FileSounds(store, disk, manifests)
    return { disk, lock, store, manifests, sounds, clock, notices, inspection, absence: null }
  } catch (error) {
    manifests.stop()
    store.close()
    if (opened.isNew) opened.discard()
    throw error
  }
}

/**
 * Writes to the folders what only the index knows before the index is made anew: changes that Parley had no time or room to write before it
 * ended. Throws library_newer and disk_*.
 */
function tellFolders(disk: Disk): void {
  const store = openStoreToTell(disk)
  if (!store) return
  const manifests = new ManifestWriter(store, disk)
  try {
    const ids = store.conversationIds().filter(id => !isToldOtherwise(store, disk, store.folderOf(id)))
    manifests.writeThese(new Set(ids))
  } finally {
    manifests.stop()
    store.close()
  }
}

/** Reads the folders into an index in memory. Nothing on the disk is changed. */
function openToRead(disk: Disk, lock: FolderLock | null, why: AppError, options: OpenOptions): LibraryParts {
  const { inspection, ...parts } = partsInMemory(disk, options)
  inspection.index()
  parts.store.refuseWith(why)
  return { ...parts, inspection, lock, notices: [failureNotice(why)] }
}

/**
 * Stands in for a library whose folder is not there, so that no empty one is begun in its place. It contains nothing, and refuses to keep
 * anything, with the reason.
 */
export function absentParts(folder: string, options: OpenOptions = {}): LibraryParts {
  const absence = failWith('library_missing', { folder })
  const parts = partsInMemory(new Disk(folder), options)
  parts.store.refuseWith(absence)
  return { ...parts, absence }
}

/** Parts with an index in memory, gone with the process. */
function partsInMemory(disk: Disk, { clock = Date.now }: OpenOptions) {
  disk.isReadOnly = true
  const store: Store = openMemoryStore(disk)
  const manifests = new ManifestWriter(store, disk)
  const inspection = new Inspection(store, disk, manifests, Math.round(clock()))
  const sounds = new FileSounds(store, disk, manifests)
  return { disk, lock: null, store, manifests, sounds, clock, notices: [], inspection, absence: null }
}

/** Throws library_newer when a newer Parley has written to one of the folders, before anything is changed. */
function refuseNewerFolders(disk: Disk): void {
  const conversations = insidePath(disk.folder, CONVERSATIONS_FOLDER)
  for (const name of readdirSync(conversations).filter(isConversationFolder)) {
    if (readFormat(join(conversations, name, MANIFEST_NAME)) > MANIFEST_FORMAT) throw failWith('library_newer')
  }
}
