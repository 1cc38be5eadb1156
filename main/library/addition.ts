import type { Disk } from './disk.ts'
import { adoptFolder } from './recovery/adopt.ts'
import { placeStaged, stageConversation, unstage, type WholeConversation } from './staging.ts'
import type { Store } from './store.ts'

/**
 * Adds a whole conversation to the library, files first. Whenever the process ends, either all of it is there, or only a folder
 * that is removed at the next start.
 * @returns its id: a new one if its own is taken
 * @throws what `stageConversation` throws
 */
export async function addWhole(
  store: Store,
  disk: Disk,
  whole: WholeConversation,
  signal: AbortSignal,
): Promise<string> {
  store.needWritable()
  const staged = await stageConversation(disk, whole, signal)
  const { id, createdAt } = whole.manifest
  let folder: string
  try {
    folder = disk.use(() => store.freeFolder(id, createdAt))
    placeStaged(disk, staged, folder)
  } catch (error) {
    unstage(disk, staged)
    throw error
  }
  try {
    adoptFolder(store, disk, folder)
    const added = disk.use(() => store.conversationIn(folder))
    if (!added) throw new Error('a folder that was adopted is in the index')
    return added.id
  } catch (error) {
    placeStaged(disk, folder, staged)
    unstage(disk, staged)
    throw error
  }
}
