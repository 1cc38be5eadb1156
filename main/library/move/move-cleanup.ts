import { existsSync, readdirSync, rmdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { setImmediate as giveWay } from 'node:timers/promises'
import { diskFailure } from '../../files/disk-failure.ts'
import { syncFolder } from '../../files/folders.ts'
import type { FolderLock } from '../lock.ts'
import { CONVERSATIONS_FOLDER, deleteInside } from '../paths.ts'
import { foldersIn } from './move-copy.ts'
import { deleteMarker, readMarker } from './move-marker.ts'

/** The files of a library beside its conversations. */
const OWN_FILES = /^library\.(db(-wal|-shm|\.part|\.damaged-\d+(-wal|-shm)?)?|reserve|pid|lock)$/

/**
 * Deletes a library that was moved away, bit by bit, and only Parley's own files. Can be interrupted anywhere and repeated; the marker goes
 * last. Does nothing to a folder unless its marker says that this move has left it.
 * @param lock that holds the folder; it is released
 * @returns what is left there because it is not Parley's, relative to the folder
 * @throws AppError disk_*, the signal's reason
 */
export async function removeLeft(folder: string, id: string, lock: FolderLock | null, signal: AbortSignal) {
  try {
    const marker = readMarker(folder)
    if (marker?.id !== id || marker.role !== 'left') return []
    await deleteConversations(folder, () => false, signal)
    const left = othersIn(folder)
    lock?.release()
    deleteOwnFiles(folder)
    return left
  } catch (error) {
    signal.throwIfAborted()
    throw diskFailure(error, folder)
  } finally {
    lock?.release()
  }
}

/**
 * Deletes an unfinished copy of a library, as `removeLeft` does. Foreign files in conversations' folders are deleted too, if the original
 * has them.
 * @throws AppError disk_*
 */
export async function removeCopy(folder: string, id: string, source: string): Promise<void> {
  try {
    const marker = readMarker(folder)
    if (marker?.id !== id || marker.role !== 'arriving') return
    const isCopy = (path: string) => path.endsWith('.part') || existsSync(join(source, path))
    await deleteConversations(folder, isCopy, new AbortController().signal)
    deleteOwnFiles(folder)
    removeIfEmpty(folder)
  } catch (error) {
    throw diskFailure(error, folder)
  }
}

async function deleteConversations(folder: string, isOurs: (path: string) => boolean, signal: AbortSignal) {
  if (!existsSync(join(folder, CONVERSATIONS_FOLDER))) return
  for (const conversation of foldersIn(folder)) {
    signal.throwIfAborted()
    for (const entry of readdirSync(join(folder, conversation), { withFileTypes: true })) {
      const path = `${conversation}/${entry.name}`
      if (entry.isFile() && isOurs(path)) rmSync(join(folder, path))
    }
    deleteInside(folder, conversation)
    await giveWay()
  }
}

/** Foreign files in the conversations folder and in each conversation's folder. Links and folders are not followed. */
function othersIn(folder: string): string[] {
  if (!existsSync(join(folder, CONVERSATIONS_FOLDER))) return []
  const conversations = foldersIn(folder)
  const others = readdirSync(join(folder, CONVERSATIONS_FOLDER)).map(name => `${CONVERSATIONS_FOLDER}/${name}`)
  const inside = conversations.flatMap(each => readdirSync(join(folder, each)).map(name => `${each}/${name}`))
  return [...others.filter(path => !conversations.includes(path)), ...inside].sort()
}

function deleteOwnFiles(folder: string): void {
  removeIfEmpty(join(folder, CONVERSATIONS_FOLDER))
  for (const name of readdirSync(folder)) if (OWN_FILES.test(name)) rmSync(join(folder, name), { force: true })
  syncFolder(folder)
  deleteMarker(folder)
}

/** Deletes a folder if it is empty. Throws errors of the file system. */
export function removeIfEmpty(folder: string): void {
  if (existsSync(folder) && readdirSync(folder).length === 0) rmdirSync(folder)
}
