import { statSync } from 'node:fs'
import { setAside } from '../../files/set-aside.ts'
import type { Disk } from '../disk.ts'
import { insidePath, MANIFEST_NAME, readSoundName } from '../paths.ts'
import type { Store } from '../store.ts'
import { composeManifest } from './compose-manifest.ts'
import { type Manifest, manifestText, parseManifest, readManifest, type ToldManifest } from './manifest.ts'

/**
 * Whether a `conversation.json` is newer than the index, or differs from it at the same revision. Then the index follows it. When the index
 * is newer, or the file is gone or cannot be read, the file is marked to be written anew; one that cannot be read is kept under another
 * name.
 * @param folder relative to the data folder
 * @throws AppError disk_*
 */
export function isToldOtherwise(store: Store, disk: Disk, folder: string): boolean {
  const conversation = store.conversationIn(folder)
  if (!conversation) return true
  const known = store.manifests.state(conversation.id)
  const path = disk.use(() => insidePath(disk.folder, `${folder}/${MANIFEST_NAME}`))
  const file = disk.use(() => statSync(path, { throwIfNoEntry: false }))
  if (file && file.size === known.bytes && file.mtimeMs === known.changedAt) return false
  const read = disk.use(() => readManifest(path))
  if (read.kind === 'deleted' || read.kind === 'newer') return true
  if (read.kind === 'manifest' && read.manifest.revision > known.revision) return true
  if (read.kind === 'manifest' && read.manifest.revision === known.revision) {
    if (!isSameAsTold(store, disk, conversation.id, read)) return true
    noteAsWritten(store, folder, conversation.id, read)
    return false
  }
  if (read.kind === 'unreadable' && !disk.isReadOnly) disk.use(() => setAside(path, 'damaged'))
  if (read.kind !== 'missing' || known.writtenRevision > 0) store.write(() => store.touch(conversation.id))
  return false
}

/** Whether a `conversation.json` says what the index would write. If so it was only touched or copied. */
export function isSameAsTold(
  store: Store,
  disk: Disk,
  conversationId: string,
  { manifest, ...file }: ToldManifest,
): boolean {
  const composed = parseManifest(disk.use(() => composeManifest(store, disk, conversationId)).text, file)
  return composed.kind === 'manifest' && textWithoutDeleted(composed.manifest) === textWithoutDeleted(manifest)
}

/** The list of deleted files may change without the conversation being another. */
function textWithoutDeleted(manifest: Manifest): string {
  return manifestText({ ...manifest, deleted: [] })
}

function noteAsWritten(store: Store, folder: string, id: string, { manifest, bytes, changedAt }: ToldManifest): void {
  const kept = new Set(store.files.soundsIn(id).map(({ file }) => file))
  store.write(() => {
    for (const name of manifest.deleted) {
      const file = `${folder}/${name}`
      if (readSoundName(name) && !kept.has(file)) store.files.bury(file)
    }
    store.manifests.note(id, { revision: manifest.revision, bytes, changedAt })
  })
}
