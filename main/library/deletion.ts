import { AppError } from '../../app/errors.ts'
import type { Disk } from './disk.ts'
import { deleteInside, partPath } from './paths.ts'
import type { FileRow, Store } from './store.ts'

/**
 * Deletes a turn's rows and notes its files for deletion; its conversation goes with it when nothing else is left in it.
 * To be called within `store.write`, with `deleteBuried` after it.
 */
export function buryTurn(store: Store, turnId: string): void {
  const { conversationId } = store.turn(turnId)
  for (const row of [...store.soundFiles(turnId), ...store.parts(turnId)]) buryFile(store, row)
  store.deleteTurn(turnId)
  if (store.hasTurns(conversationId)) store.summarise(conversationId)
  else buryConversation(store, conversationId)
}

/** Deletes the rows of a turn's reply and notes its sound for deletion. To be called like `buryTurn`. */
export function buryReply(store: Store, turnId: string): void {
  for (const row of [...store.soundFiles(turnId), ...store.parts(turnId)]) {
    if (row.side === 'reply') buryFile(store, row)
  }
  store.deleteReply(turnId)
  store.deleteSound(turnId, 'reply')
  store.deletePart(turnId, 'reply')
}

/** Deletes a conversation's rows and notes its folder for deletion. To be called like `buryTurn`. */
export function buryConversation(store: Store, conversationId: string): void {
  store.bury(store.folderOf(conversationId))
  store.deleteConversation(conversationId)
}

/**
 * Deletes the files whose rows are gone. Can be interrupted anywhere: what is left is still noted, and the next start goes on.
 * A file that the system does not let go, or that turned out to be a link out of the library, stays and stays noted.
 */
export function deleteBuried(store: Store, disk: Disk): void {
  for (const path of store.tombstones()) {
    try {
      disk.use(() => deleteInside(disk.folder, path))
      store.write(() => store.deleteTombstone(path))
    } catch (error) {
      if (!(error instanceof AppError)) throw error
    }
  }
}

function buryFile(store: Store, { file }: FileRow): void {
  store.bury(file)
  store.bury(partPath(file))
}
