import type { Disk } from '../disk.ts'
import { insidePath, MANIFEST_NAME } from '../paths.ts'
import type { Store } from '../store.ts'
import { type Manifest, manifestText, toManifest } from './manifest.ts'

/** A `conversation.json` as the index would write it. */
export interface ComposedManifest {
  /** Absolute path. */
  path: string
  text: string
  /** The revision of the conversation that it describes. */
  revision: number
}

/** What a conversation's `conversation.json` should say now, from the index. Throws not_found. */
export function tellManifest(store: Store, id: string): Manifest {
  return toManifest({
    conversation: store.conversationThere(id),
    revision: store.manifests.state(id).revision,
    nextPosition: store.nextPosition(id),
    deleted: store.files.tombstonesIn(store.folderOf(id)),
    turns: store.undrawnTurnsOf(id),
  })
}

/**
 * Composes a conversation's `conversation.json` from the index. Throws not_found, and disk_failed when its path leads out of the library.
 */
export function composeManifest(store: Store, disk: Disk, id: string): ComposedManifest {
  const manifest = tellManifest(store, id)
  const path = insidePath(disk.folder, `${store.folderOf(id)}/${MANIFEST_NAME}`)
  return { path, text: manifestText(manifest), revision: manifest.revision }
}
