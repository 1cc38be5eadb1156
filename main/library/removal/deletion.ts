import { existsSync } from 'node:fs'
import { dirname } from 'node:path'
import { setImmediate as giveWay } from 'node:timers/promises'
import type { Turn } from '../../../app/conversation.ts'
import { AppError } from '../../../app/errors.ts'
import { writeWholeFile } from '../../files/whole-file.ts'
import type { Disk } from '../disk.ts'
import { writeDeletedManifest } from '../manifest/manifest.ts'
import type { ManifestWriter } from '../manifest/manifest-writer.ts'
import { deleteInside, insidePath, isFolderOfConversation, MANIFEST_NAME, partPath } from '../paths.ts'
import type { FileRow } from '../rows/file-rows.ts'
import { soundFilesOf, withSound } from '../sounds/turn-sounds.ts'
import type { Store } from '../store.ts'

/**
 * Deletes a turn's rows and marks its files for deletion. If nothing else is left in the conversation, it is deleted too. Call within
 * `store.write`, with `deleteBuried` after it.
 */
export function buryTurn(store: Store, turnId: string): void {
  const turn = store.turn(turnId)
  const { conversationId } = turn
  for (const row of [...soundFilesOf(turn), ...store.files.parts(turnId)]) buryFile(store, row)
  store.deleteTurn(turnId)
  if (store.hasTurns(conversationId)) store.summarise(conversationId)
  else buryConversation(store, conversationId)
}

/** Marks the sound of a turn's reply for deletion. Returns the turn without that reply, to be saved. Call like `buryTurn`. */
export function buryReply(store: Store, turn: Turn): Turn {
  for (const row of [...soundFilesOf(turn), ...store.files.parts(turn.id)]) {
    if (row.side === 'reply') buryFile(store, row)
  }
  store.files.deletePart(turn.id, 'reply')
  return { ...turn, reply: null }
}

/** Marks the sounds of a turn for deletion. Returns the turn without them, to be saved. Call like `buryTurn`. */
export function burySounds(store: Store, turn: Turn): Turn {
  for (const { file } of soundFilesOf(turn)) store.files.bury(file)
  return withSound(withSound(turn, 'recording', null), 'reply', null)
}

/** Deletes a conversation's rows and marks its folder for deletion. Call like `buryTurn`. */
export function buryConversation(store: Store, conversationId: string): void {
  store.files.bury(store.folderOf(conversationId))
  store.deleteConversation(conversationId)
}

/**
 * Deletes the files whose rows are gone. Can be interrupted anywhere: what is left stays marked, and the next start continues. A file that
 * the system refuses to delete, or that turns out to be a link out of the library, stays, and stays marked.
 * @param paths all of them, or some
 * @returns ids of conversations that still exist and have fewer files to be deleted now
 */
export function deleteBuried(
  store: Store,
  disk: Disk,
  paths: readonly string[] = store.files.tombstones(),
): Set<string> {
  const changed = new Set<string>()
  for (const path of paths) {
    try {
      disk.use(() => {
        if (isFolderOfConversation(path)) markDeleted(disk, path)
        deleteInside(disk.folder, path)
      })
      store.write(() => {
        store.files.deleteTombstone(path)
        const conversation = store.conversationIn(dirname(path))
        if (!conversation) return
        store.touch(conversation.id)
        changed.add(conversation.id)
      })
    } catch (error) {
      if (!(error instanceof AppError)) throw error
    }
  }
  return changed
}

/**
 * Deletes what is marked for deletion, once each `conversation.json` no longer describes it. What cannot be deleted now, for whatever
 * reason, is deleted after the next deletion or at the next start. A full disk prevents no deletion.
 * @param changed ids of conversations that lost turns, even if they have no file to delete
 */
export function deleteWhatIsBuried(
  store: Store,
  disk: Disk,
  manifests: ManifestWriter,
  changed: ReadonlySet<string> = new Set(),
): void {
  try {
    manifests.writeThese(changed)
    manifests.writeBuried()
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    if (error.code !== 'disk_full') return
  }
  // A new reply may reuse the name of a deleted file. By then nothing may describe the deleted one any more.
  const cleared = deleteBuried(store, disk)
  try {
    manifests.writeThese(cleared)
  } catch (error) {
    if (!(error instanceof AppError)) throw error
  }
}

/**
 * As `deleteWhatIsBuried`, one conversation after the other, giving way to everything else.
 * @throws disk_*, and the signal's reason
 */
export async function deleteOneByOne(
  store: Store,
  disk: Disk,
  manifests: ManifestWriter,
  signal: AbortSignal,
): Promise<void> {
  await manifests.catchUp()
  signal.throwIfAborted()
  const byFolder = Map.groupBy(store.files.tombstones(), path => path.split('/').slice(0, 2).join('/'))
  for (const [folder, paths] of byFolder) {
    const id = store.conversationIn(folder)?.id
    if (id !== undefined) manifests.writeThese(new Set([id]))
    manifests.writeThese(deleteBuried(store, disk, paths))
    await giveWay()
    signal.throwIfAborted()
  }
}

/** Marks the folder itself as deleted, in case the index is lost before the folder is gone. */
function markDeleted(disk: Disk, folder: string): void {
  const path = insidePath(disk.folder, `${folder}/${MANIFEST_NAME}`)
  if (!existsSync(path)) return
  try {
    disk.use(() => writeWholeFile(path, writeDeletedManifest()))
  } catch (error) {
    if (!(error instanceof AppError && error.code === 'disk_full')) throw error
  }
}

function buryFile(store: Store, { file }: FileRow): void {
  store.files.bury(file)
  store.files.bury(partPath(file))
}
