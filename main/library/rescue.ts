import { randomUUID } from 'node:crypto'
import { readdirSync, statSync } from 'node:fs'
import { basename } from 'node:path'
import type { Turn } from '../../app/conversation.ts'
import { AppError, failWith, toFailure } from '../../app/errors.ts'
import type { Disk } from './disk.ts'
import { measureSound } from './measure.ts'
import {
  CONVERSATIONS_FOLDER,
  insidePath,
  isConversationFolder,
  partPath,
  readSoundName,
  type Side,
  type SoundName,
  soundPath,
} from './paths.ts'
import { finishPart } from './settle-part.ts'
import type { Store } from './store.ts'
import { UNKNOWN_REPLY } from './unknown-reply.ts'

/** A sound file without a row. */
interface Orphan extends SoundName {
  /** Relative to the data folder. */
  file: string
}

/**
 * Compares the sound files of a library with its rows. A file without a row gets its place again as its name tells: on the turn
 * of that position where that turn lacks it, else as a turn of its own. A row without a file is dropped. Foreign files, links and
 * files that hold no sound of Parley's kind are left alone. Throws disk_*, after doing what could be done.
 */
export function rescueSounds(store: Store, disk: Disk): { found: number; missing: number } {
  const rows = new Map(store.soundFiles().map(row => [row.file, row]))
  const parts = new Set(store.parts().flatMap(({ file }) => [file, partPath(file)]))
  const failures: AppError[] = []
  let found = 0
  for (const folder of disk.use(() => conversationFolders(disk.folder))) {
    try {
      const files = disk.use(() => soundFilesIn(disk.folder, folder))
      const orphans = files.filter(({ file }) => !rows.delete(file) && !parts.has(file))
      found += rescueFolder(store, disk, folder, orphans)
    } catch (error) {
      if (!(error instanceof AppError)) throw error
      failures.push(error)
    }
  }
  // A folder that cannot be read says nothing about what is in it.
  if (failures[0]) throw failures[0]
  store.write(() => {
    for (const { turnId, side } of rows.values()) store.deleteSound(turnId, side)
  })
  return { found, missing: rows.size }
}

function conversationFolders(library: string): string[] {
  const conversations = insidePath(library, CONVERSATIONS_FOLDER)
  if (!statSync(conversations, { throwIfNoEntry: false })) return []
  return readdirSync(conversations, { withFileTypes: true })
    .filter(entry => entry.isDirectory() && isConversationFolder(entry.name))
    .map(entry => `${CONVERSATIONS_FOLDER}/${entry.name}`)
}

function soundFilesIn(library: string, folder: string): Orphan[] {
  return readdirSync(insidePath(library, folder), { withFileTypes: true }).flatMap(entry => {
    const name = entry.isFile() ? readSoundName(entry.name) : null
    return name ? [{ ...name, file: `${folder}/${entry.name}` }] : []
  })
}

/** Returns how many of the files held sound and have a row now. */
function rescueFolder(store: Store, disk: Disk, folder: string, orphans: Orphan[]): number {
  const last = Math.max(0, ...orphans.map(orphan => orphan.position))
  const inOrder = orphans.sort((a, b) => a.position - b.position || a.side.localeCompare(b.side))
  return inOrder.filter(orphan => rescueFile(store, disk, folder, orphan, last)).length
}

/** @param last the highest position that any file of the folder has in its name */
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
    if (side === 'reply') addReply(store, rescued, !isPart)
    store.summarise(conversationId, Math.max(modifiedAt, conversation?.changedAt ?? 0))
  })
  return true
}

function soundOf(turn: Turn, side: Side): Turn['recording'] {
  return side === 'reply' ? (turn.reply?.sound ?? null) : turn.recording
}

/** A conversation's id begins with what its folder's name ends with. */
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

/** Gives a turn the reply whose sound was found. A turn of which nothing else was known counts as answered by it. */
function addReply(store: Store, turn: Turn, isComplete: boolean): void {
  if (!turn.reply) store.saveReply(turn.id, { ...UNKNOWN_REPLY, isComplete })
  if (turn.status !== 'draft' || turn.draftReason !== 'recovered') return
  const outcome = isComplete
    ? ({ status: 'answered', failure: null } as const)
    : ({ status: 'failed', failure: toFailure(failWith('cut_off')) } as const)
  store.updateTurn({ ...turn, ...outcome, draftReason: null }, turn.createdAt)
}
