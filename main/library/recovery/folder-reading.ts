import { type Dirent, lstatSync, readdirSync } from 'node:fs'
import { dirname } from 'node:path'
import type { TurnStatus } from '../../../app/conversation.ts'
import { type ManifestSound, type ManifestTurn, readManifest, type ToldManifest } from '../manifest/manifest.ts'
import { insidePath, MANIFEST_NAME, readSoundName } from '../paths.ts'
import { type ConversationRow, conversationRow } from '../rows/conversation-row.ts'
import { measureSound } from '../sounds/measure.ts'
import { soundsOf } from '../sounds/turn-sounds.ts'
import { cutOff } from './cut-off.ts'

/** A conversation's folder as it was read. Plain data, so that a thread can send it. */
export interface FolderReading {
  /** Names of the files in it; null when it is not there, or is no folder. */
  names: string[] | null
  told: FolderTelling
}

/** The content of a folder's `conversation.json`, compared with the sound files beside it; or why there is none. */
export type FolderTelling =
  | ({ kind: 'conversation' } & ConversationReading)
  /** The conversation was deleted; what is left in its folder goes too. */
  | { kind: 'deleted' }
  /** A newer Parley wrote it. `told` is the part that this Parley understands, if that is enough. */
  | { kind: 'newer'; told: ConversationReading | null }
  | { kind: 'missing' | 'unreadable' }

/** A conversation as its folder describes it. */
export interface ConversationReading {
  /** One higher than in its file when a sound is gone or was replaced, or something was under way. */
  row: ConversationRow
  /** The revision in its file. */
  revision: number
  /** Whether nothing is left to settle: no drafts, and nothing that was under way. */
  isSettled: boolean
  /** Names of the sounds its turns have. */
  sounds: string[]
  /** Names of sound files that were deleted, but may still be there. */
  deleted: string[]
}

/**
 * Reads a conversation's folder. Throws what the file system throws, and disk_failed when its path leads out of the library.
 * @param library the data folder
 * @param folder relative to it; it need not be there
 */
export function readFolder(library: string, folder: string): FolderReading {
  const path = insidePath(library, `${folder}/${MANIFEST_NAME}`)
  const names = fileNamesIn(dirname(path))
  return { names, told: names ? readAt(path, folder) : { kind: 'missing' } }
}

/** Reads a folder's `conversation.json`. As `readFolder`. */
export function readTelling(library: string, folder: string): FolderTelling {
  return readAt(insidePath(library, `${folder}/${MANIFEST_NAME}`), folder)
}

/** Names of the files in a folder; null when it is not there, or is no folder. Throws what the file system throws. */
export function fileNamesIn(path: string): string[] | null {
  return entriesOf(path)?.flatMap(entry => (entry.isFile() ? [entry.name] : [])) ?? null
}

/** What is in a folder; null when it is not there, or is no folder. Throws what the file system throws. */
export function entriesOf(path: string): Dirent[] | null {
  try {
    return readdirSync(path, { withFileTypes: true })
  } catch (error) {
    if (error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR')) return null
    throw error
  }
}

function readAt(path: string, folder: string): FolderTelling {
  const read = readManifest(path)
  switch (read.kind) {
    case 'manifest':
      return { kind: 'conversation', ...compare(dirname(path), folder, read) }
    case 'newer':
      return { kind: 'newer', told: read.told && compare(dirname(path), folder, read.told) }
    default:
      return read
  }
}

/** Records sound files that are gone or were replaced as they are found. */
function compare(path: string, folder: string, { manifest, bytes, changedAt }: ToldManifest): ConversationReading {
  const turns = manifest.turns.map(turn => {
    const recording = asFound(path, turn.recording)
    const sound = asFound(path, turn.reply?.sound ?? null)
    if (recording === turn.recording && sound === (turn.reply?.sound ?? null)) return settled(turn)
    return settled({ ...turn, recording, reply: turn.reply && { ...turn.reply, sound } })
  })
  const isAsTold = turns.every((turn, i) => isSame(turn, manifest.turns[i]))
  const { revision } = manifest
  const file = { revision, bytes, changedAt }
  const named = new Set(manifest.turns.flatMap(namesOf))
  return {
    row: conversationRow({ ...manifest, folder, revision: isAsTold ? revision : revision + 1, file }, turns),
    revision,
    isSettled: turns.every(({ status }) => !UNSETTLED.includes(status)),
    sounds: turns.flatMap(namesOf),
    // The list of deleted files may be wrong.
    deleted: manifest.deleted.filter(name => readSoundName(name) !== null && !named.has(name)),
  }
}

function namesOf(turn: ManifestTurn): string[] {
  return soundsOf(turn).map(({ file }) => file)
}

const UNSETTLED: readonly TurnStatus[] = ['recording', 'draft', 'sending', 'replying']

/** A sound as its file is now: as described if the size is right, otherwise measured anew; null when it is gone. */
function asFound(folder: string, sound: ManifestSound | null): ManifestSound | null {
  if (!sound) return null
  const path = `${folder}/${sound.file}`
  const found = lstatSync(path, { throwIfNoEntry: false })
  if (!found?.isFile()) return null
  // Returns the very same object, by which `isSame` recognises it.
  if (found.size === sound.bytes) return sound
  const measures = measureSound(path)
  if (!measures) return null
  const { peaks: _, ...told } = measures
  return { file: sound.file, ...told }
}

/** A turn just read from a file has nothing under way, whatever was when the file was written. */
function settled(turn: ManifestTurn): ManifestTurn {
  if (turn.status === 'recording' && turn.recording) return { ...turn, status: 'draft', draftReason: 'recovered' }
  return cutOff(turn)
}

function isSame(found: ManifestTurn, told: ManifestTurn | undefined): boolean {
  return (
    told?.status === found.status &&
    told.recording === found.recording &&
    (told.reply?.sound ?? null) === (found.reply?.sound ?? null)
  )
}
