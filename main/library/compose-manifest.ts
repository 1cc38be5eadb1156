import type { Disk } from './disk.ts'
import { writeManifest } from './manifest.ts'
import { insidePath, MANIFEST_NAME } from './paths.ts'
import type { Store } from './store.ts'

/** A conversation's own file as the index would have it. */
export interface ComposedManifest {
  /** Absolute path. */
  path: string
  text: string
  /** The change it tells of. */
  revision: number
}

/** Puts a conversation's own file together from the index. Throws not_found, and disk_failed when its path leads out of the library. */
export function composeManifest(store: Store, disk: Disk, id: string): ComposedManifest {
  const folder = store.folderOf(id)
  const { revision } = store.manifests.state(id)
  const text = writeManifest({
    conversation: store.conversationThere(id),
    revision,
    nextPosition: store.nextPosition(id),
    deleted: store.files.tombstonesIn(folder),
    turns: store.allTurnsOf(id),
  })
  return { path: insidePath(disk.folder, `${folder}/${MANIFEST_NAME}`), text, revision }
}
