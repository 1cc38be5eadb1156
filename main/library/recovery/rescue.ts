import { randomUUID } from 'node:crypto'
import { statSync } from 'node:fs'
import { basename } from 'node:path'
import type { Turn } from '../../../app/conversation.ts'
import { failWith, toFailure } from '../../../app/errors.ts'
import type { Disk } from '../disk.ts'
import { insidePath, partPath, readSoundName, type SoundName, soundPath } from '../paths.ts'
import { measureSound } from '../sounds/measure.ts'
import { soundOf } from '../sounds/turn-sounds.ts'
import type { Store } from '../store.ts'
import { finishPart } from './settle-part.ts'

/** A sound file without a row. */
interface Orphan extends SoundName {
  /** Relative to the data folder. */
  file: string
}

/**
 * Gives a folder's sound files that no row names their place again, by their names: the turn of that position if it lacks that sound,
 * otherwise a new turn. Files without a sound that Parley could have written are left alone. Throws disk_*.
 * @param folder of a conversation, relative to the data folder
 * @param names of sound files in it
 * @returns how many were placed
 */
export function rescueSounds(store: Store, disk: Disk, folder: string, names: readonly string[]): number {
  const conversation = store.conversationIn(folder)
  const known = new Set(conversation ? knownFiles(store, conversation.id) : [])
  const orphans = names.flatMap(name => {
    const file = `${folder}/${name}`
    const meaning = readSoundName(name)
    const isUsable = meaning && !(meaning.isPart && disk.isReadOnly)
    return isUsable && !known.has(file) ? [{ ...meaning, file }] : []
  })
  return rescueFolder(store, disk, folder, orphans)
}

/** Files that rows of a conversation name: finished, being written, or to be deleted. */
function knownFiles(store: Store, conversationId: string): string[] {
  return [
    ...store.files.soundsIn(conversationId).map(({ file }) => file),
    ...store.files.partsIn(conversationId).flatMap(({ file }) => [file, partPath(file)]),
    ...store.files.tombstonesIn(store.folderOf(conversationId)),
  ]
}

/** Returns how many of the files held sound and have a row now. */
function rescueFolder(store: Store, disk: Disk, folder: string, orphans: Orphan[]): number {
  const last = Math.max(0, ...orphans.map(orphan => orphan.position))
  const inOrder = orphans.sort((a, b) => a.position - b.position || a.side.localeCompare(b.side))
  return inOrder.filter(orphan => rescueFile(store, disk, folder, orphan, last)).length
}

/** @param last the highest position in the name of any file in the folder */
function rescueFile(store: Store, disk: Disk, folder: string, orphan: Orphan, last: number): boolean {
  const conversation = store.conversationIn(folder)
  const namesake = conversation && store.findTurnAt(conversation.id, orphan.position)
  const turn = namesake && soundOf(namesake, orphan.side) ? null : namesake
  const position =
    conversation && namesake && !turn ? Math.max(store.nextPosition(conversation.id), last + 1) : orphan.position
  const { side, format, isPart } = orphan
  const file = isPart ? soundPath(folder, position, side, format) : orphan.file
  const { modifiedAt, measures } = disk.useReserve(() => {
    const found = insidePath(disk.folder, orphan.file)
    const path = insidePath(disk.folder, file)
    const modifiedAt = Math.round(statSync(found).mtimeMs)
    if (isPart) finishPart(found, path)
    return { modifiedAt, measures: statSync(path, { throwIfNoEntry: false }) ? measureSound(path) : null }
  })
  if (!measures) return false
  store.write(() => {
    const conversationId = conversation?.id ?? addConversation(store, folder, modifiedAt)
    const rescued = turn ?? addDraft(store, conversationId, position, modifiedAt)
    store.saveSound(rescued.id, side, { file, ...measures })
    if (side === 'reply') settleReply(store, store.turn(rescued.id), rescued.reply === null, !isPart)
    store.indexWords(store.turn(rescued.id))
    store.summarise(conversationId, Math.max(modifiedAt, conversation?.changedAt ?? 0))
  })
  return true
}

/** A folder's name ends with the start of its conversation's id. */
function addConversation(store: Store, folder: string, createdAt: number): string {
  const start = /-([\da-f]{8})(-\d+)?$/i.exec(basename(folder))?.[1] ?? ''
  const id = start.toLowerCase() + randomUUID().slice(start.length)
  store.addConversation(id, createdAt, folder)
  return id
}

function addDraft(store: Store, conversationId: string, position: number, createdAt: number): Turn {
  const id = randomUUID()
  store.addTurn({
    ...{ id, conversationId, position, createdAt, status: 'draft', draftReason: 'recovered' },
    ...{ text: '', microphone: '', attachmentName: null },
  })
  return store.turn(id)
}

/**
 * Settles a turn that was given the sound of its reply. A turn with a reply is no draft. If nothing else was known of the turn, a whole
 * sound makes it answered. If its folder still described it as a draft, or as waiting, the rest of its reply was lost.
 * @param isNew whether nothing of the reply was known but that sound
 */
function settleReply(store: Store, turn: Turn, isNew: boolean, isComplete: boolean): void {
  const reply = turn.reply && isNew ? { ...turn.reply, isComplete } : turn.reply
  const outcome =
    isComplete && turn.draftReason === 'recovered'
      ? ({ status: 'answered', failure: null } as const)
      : ({ status: 'failed', failure: toFailure(failWith('cut_off')) } as const)
  const isUnanswered = turn.status === 'draft' || turn.status === 'queued'
  const settled = isUnanswered ? { ...outcome, draftReason: null, outbox: null } : {}
  store.saveTurn({ ...turn, reply, ...settled }, turn.createdAt)
}
