import { randomUUID } from 'node:crypto'
import { lstatSync } from 'node:fs'
import { join } from 'node:path'
import { type Sound, withoutOutbox } from '../../../app/conversation.ts'
import { failWith } from '../../../app/errors.ts'
import { setAside } from '../../files/set-aside.ts'
import type { Disk } from '../disk.ts'
import { insidePath, MANIFEST_NAME } from '../paths.ts'
import { soundsOf } from '../sounds/turn-sounds.ts'
import type { Store } from '../store.ts'
import { type ConversationReading, type FolderTelling, readTelling } from './folder-reading.ts'

/** What became of a conversation's folder: added to the index as it was read, to be deleted, or without a usable `conversation.json`. */
export type Adoption = { kind: 'adopted'; id: string; reading: ConversationReading } | { kind: 'deleted' | 'untold' }

/**
 * Puts a conversation into the index as its `conversation.json` describes it, in place of what the index has of that folder. All of it is
 * added or, if this throws, nothing. Sound files that are gone or were replaced are recorded as found. If another folder has the same id,
 * this one is a copy: it gets new ids, and its waiting questions become drafts. A file that cannot be read is kept under another name.
 * @param folder relative to the data folder
 * @param told the content of its file, if that was read already
 * @throws library_newer for a file that a newer Parley wrote, and disk_*
 */
export function adoptFolder(
  store: Store,
  disk: Disk,
  folder: string,
  told: FolderTelling = disk.use(() => readTelling(disk.folder, folder)),
): Adoption {
  switch (told.kind) {
    case 'conversation':
      return adopt(store, disk, folder, told)
    case 'deleted':
      store.write(() => {
        const known = store.conversationIn(folder)
        if (known) store.deleteConversation(known.id)
        store.files.bury(folder)
      })
      return { kind: 'deleted' }
    case 'newer':
      if (!disk.isReadOnly) throw failWith('library_newer')
      return told.told ? adopt(store, disk, folder, told.told) : { kind: 'untold' }
    case 'unreadable':
      if (!disk.isReadOnly) disk.use(() => setAside(insidePath(disk.folder, `${folder}/${MANIFEST_NAME}`), 'damaged'))
      return { kind: 'untold' }
    case 'missing':
      return { kind: 'untold' }
  }
}

function adopt(store: Store, disk: Disk, folder: string, reading: ConversationReading): Adoption {
  const { row, revision, deleted } = reading
  const before = store.conversationIn(folder)
  const drawings = before ? drawingsOf(store, before.id) : new Map<string, number[]>()
  const id = store.write(() => {
    if (before) store.deleteConversation(before.id)
    const isKnown = store.conversation(row.id) !== null
    const isCopy = isKnown && !isMoved(store, disk, row.id, revision)
    if (isKnown && !isCopy) store.deleteConversation(row.id)
    const id = isCopy ? randomUUID() : row.id
    const haveOwnIds = store.addWhole({ ...row, id })
    for (const name of deleted) store.files.bury(`${folder}/${name}`)
    if (isCopy || !haveOwnIds) store.touch(id)
    if (isCopy) takeOutOfOutbox(store, id)
    if (drawings.size > 0) draw(store, id, drawings)
    return id
  })
  return { kind: 'adopted', id, reading }
}

/** Whether the conversation's folder was renamed to this one: the old one is gone, and this one is at least as new as the index. */
function isMoved(store: Store, disk: Disk, id: string, revision: number): boolean {
  const known = store.manifests.state(id)
  // A conversation that was just begun has no folder yet.
  if (known.writtenRevision === 0 || known.revision > revision) return false
  return !lstatSync(join(disk.folder, store.folderOf(id)), { throwIfNoEntry: false })
}

/** A waiting question is only sent from the original. Sent twice, it would be paid for twice. */
function takeOutOfOutbox(store: Store, id: string): void {
  const waiting = store.allTurnsOf(id).filter(({ outbox }) => outbox !== null)
  for (const turn of waiting) store.saveTurn(withoutOutbox(turn), turn.createdAt)
  if (waiting.length > 0) store.summarise(id)
}

/** What was measured of a conversation's sounds, so that it need not be measured again. */
function drawingsOf(store: Store, conversationId: string): Map<string, number[]> {
  const sounds = store.allTurnsOf(conversationId).flatMap(soundsOf)
  return new Map(sounds.flatMap(sound => (sound.peaks.length > 0 ? [[drawingKey(sound), sound.peaks]] : [])))
}

function drawingKey({ file, bytes, checksum }: Sound): string {
  return `${file} ${bytes} ${checksum}`
}

/** Gives a conversation's sounds their peaks back, if the sounds are still the same. */
function draw(store: Store, conversationId: string, drawings: ReadonlyMap<string, number[]>): void {
  for (const turn of store.allTurnsOf(conversationId)) {
    const drawn = soundsOf(turn).filter(sound => drawings.has(drawingKey(sound)))
    for (const sound of drawn) sound.peaks = drawings.get(drawingKey(sound)) ?? []
    if (drawn.length > 0) store.saveTurn(turn, turn.createdAt)
  }
}
