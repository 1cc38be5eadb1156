import { randomUUID } from 'node:crypto'
import { existsSync, renameSync, statSync } from 'node:fs'
import { basename } from 'node:path'
import type { Sound, Turn } from '../../app/conversation.ts'
import { failWith } from '../../app/errors.ts'
import type { Disk } from './disk.ts'
import { fromManifestTurn, type Manifest, readManifest, type ToldManifest } from './manifest.ts'
import { measureSound } from './measure.ts'
import { insidePath, MANIFEST_NAME } from './paths.ts'
import type { Store } from './store.ts'

/** What became of a conversation's folder: in the index as its own file tells, to be deleted, or with nothing to tell of itself. */
export type Adoption = 'adopted' | 'deleted' | 'untold'

/**
 * Puts a conversation into the index, or in place of what the index has of that folder, as its own file tells: all of it or, when
 * it throws, nothing. Sound files that are gone or were replaced are told as they are found. An id that another folder has too
 * was copied: this one gets new ids. A file that cannot be read is kept under another name.
 * @param folder relative to the data folder
 * @throws library_newer for a file that a newer Parley wrote, and disk_*
 */
export function adoptFolder(store: Store, disk: Disk, folder: string): Adoption {
  const path = disk.use(() => insidePath(disk.folder, `${folder}/${MANIFEST_NAME}`))
  const read = disk.use(() => readManifest(path))
  switch (read.kind) {
    case 'manifest':
      adoptManifest(store, disk, folder, read)
      return 'adopted'
    case 'deleted':
      store.write(() => {
        const known = store.conversationIn(folder)
        if (known) store.deleteConversation(known.id)
        store.files.bury(folder)
      })
      return 'deleted'
    case 'newer':
      if (!disk.isReadOnly) throw failWith('library_newer')
      if (!read.told) return 'untold'
      adoptManifest(store, disk, folder, read.told)
      return 'adopted'
    case 'unreadable':
      if (!disk.isReadOnly) disk.use(() => setAside(path))
      return 'untold'
    case 'missing':
      return 'untold'
  }
}

function adoptManifest(store: Store, disk: Disk, folder: string, { manifest, bytes, changedAt }: ToldManifest): void {
  const turns = manifest.turns.map(turn => {
    const told = fromManifestTurn(turn, manifest.id, folder)
    const recording = disk.use(() => asFound(disk, told.recording))
    const sound = disk.use(() => asFound(disk, told.reply?.sound ?? null))
    return { told, turn: { ...told, recording, reply: told.reply && { ...told.reply, sound } } }
  })
  store.write(() => {
    const before = store.conversationIn(folder)
    if (before) store.deleteConversation(before.id)
    const isCopy = store.conversation(manifest.id) !== null
    const id = isCopy ? randomUUID() : manifest.id
    addConversation(store, folder, id, manifest)
    let isAsTold = !isCopy
    for (const { told, turn } of turns) {
      const turnId = store.findTurn(turn.id) ? randomUUID() : turn.id
      addTurn(store, { ...turn, id: turnId, conversationId: id }, manifest.changedAt)
      if (turnId !== told.id || !isSame(told, turn)) isAsTold = false
    }
    for (const name of manifest.deleted) store.files.bury(`${folder}/${basename(name)}`)
    store.summarise(id, manifest.changedAt)
    store.adoptRevision(id, { revision: manifest.revision, bytes, changedAt })
    if (!isAsTold) store.touch(id)
  })
}

function addConversation(store: Store, folder: string, id: string, manifest: Manifest): void {
  const { createdAt, name, isPinned, isArchived, purgeAt, nextPosition } = manifest
  store.addConversation(id, createdAt, folder)
  store.usePosition(id, nextPosition - 1)
  const named = name === null ? {} : { title: name, isNamed: true }
  store.updateConversation(id, { ...named, isPinned, isArchived, purgeAt })
}

function addTurn(store: Store, turn: Turn, now: number): void {
  store.addTurn(turn)
  store.updateTurn(turn, now)
  if (turn.reply) store.saveReply(turn.id, turn.reply)
  if (turn.transcript) store.saveTranscript(turn.id, turn.transcript)
  if (turn.recording) store.files.saveSound(turn.id, 'recording', turn.recording)
  if (turn.reply?.sound) store.files.saveSound(turn.id, 'reply', turn.reply.sound)
  store.indexWords(turn)
}

/** A sound as its file is: as told when it has the size it should have, measured anew when not, null when it is gone. */
function asFound(disk: Disk, sound: Sound | null): Sound | null {
  if (!sound) return null
  const path = insidePath(disk.folder, sound.file)
  const found = statSync(path, { throwIfNoEntry: false })
  if (!found?.isFile()) return null
  if (found.size === sound.bytes) return sound
  const measures = measureSound(path)
  return measures && { file: sound.file, ...measures }
}

function isSame(told: Turn, found: Turn): boolean {
  return told.recording === found.recording && (told.reply?.sound ?? null) === (found.reply?.sound ?? null)
}

function setAside(path: string): void {
  let n = 1
  while (existsSync(`${path}.damaged-${n}`)) n++
  renameSync(path, `${path}.damaged-${n}`)
}
