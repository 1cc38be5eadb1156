import { lstatSync, readdirSync, rmdirSync, unlinkSync } from 'node:fs'
import { join } from 'node:path'
import type { Sound } from '../../app/conversation.ts'
import { failWith } from '../../app/errors.ts'

/** Whose voice a sound file holds: the user's or the model's. */
export type Side = 'recording' | 'reply'

/** The folder of a library that holds one folder for each conversation. */
export const CONVERSATIONS_FOLDER = 'conversations'

/** The file in a conversation's folder that describes the whole conversation. */
export const MANIFEST_NAME = 'conversation.json'
/** How the name of a folder begins in which a conversation is put together. Until it is renamed it is not part of the library. */
const STAGING_START = '.staging-'

/** What a sound file's name says. */
export interface SoundName {
  position: number
  side: Side
  format: Sound['format']
  /** True while it is being written. */
  isPart: boolean
}

/**
 * The name of a conversation's folder below the data folder: the local day it began and the start of its id, so that a file
 * manager sorts conversations by age. `attempt` from 2 gives further names when one is taken.
 */
export function conversationFolder(conversationId: string, createdAt: number, attempt = 1): string {
  const date = new Date(createdAt)
  const two = (number: number) => String(number).padStart(2, '0')
  const day = `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`
  const name = `${day}-${conversationId.slice(0, 8)}${attempt > 1 ? `-${attempt}` : ''}`
  return `${CONVERSATIONS_FOLDER}/${name}`
}

/** Whether a folder's name is one that `conversationFolder` gives. Other folders are not Parley's. */
export function isConversationFolder(name: string): boolean {
  return /^\d{4,}-\d\d-\d\d-[\da-f]{8}(-\d+)?$/i.test(name)
}

/** Whether a path, relative to the data folder, is that of a conversation's folder. */
export function isFolderOfConversation(path: string): boolean {
  const [top, name, ...rest] = path.split('/')
  return top === CONVERSATIONS_FOLDER && name !== undefined && isConversationFolder(name) && rest.length === 0
}

/** A folder, relative to the data folder, in which a conversation can be put together. `id` is a UUID. */
export function stagingFolder(id: string): string {
  return `${CONVERSATIONS_FOLDER}/${STAGING_START}${id}`
}

/** Whether a folder's name is one that `stagingFolder` gives. */
export function isStagingFolder(name: string): boolean {
  return /^\.staging-[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/.test(name)
}

/** What a conversation's own file is called while it is written. */
export function manifestDraft(path: string, revision: number): string {
  return `${path}.${revision}.new`
}

/** Whether a file is a conversation's own file while it was written. */
export function isManifestDraft(name: string): boolean {
  return /^conversation\.json(\.\d+)?\.new$/.test(name)
}

/** Whether a file of that name in a conversation's folder is Parley's. */
export function isLibraryFile(name: string): boolean {
  return readSoundName(name) !== null || isManifestDraft(name) || /^conversation\.json(\.damaged-\d+)?$/.test(name)
}

/** The finished sound file of a turn, relative to the data folder, such as `conversations/2026-11-23-0a1b2c3d/0001-you.wav`. */
export function soundPath(folder: string, position: number, side: Side, format: Sound['format']): string {
  return `${folder}/${String(position).padStart(4, '0')}-${side === 'reply' ? 'reply' : 'you'}.${format}`
}

/** What a sound file is called while it is being written. */
export function partPath(path: string): string {
  return `${path}.part`
}

/** Reads a file name that `soundPath` or `partPath` gave; null for names that are not the library's. */
export function readSoundName(name: string): SoundName | null {
  const match = /^(\d{4,15})-(you(?=\.(?:wav|mp3))|reply)\.(wav|mp3|aac|flac|opus|bin)(\.part)?$/.exec(name)
  if (!match) return null
  const [, position, side, format, part] = match
  return {
    position: Number(position),
    side: side === 'reply' ? 'reply' : 'recording',
    format: format as Sound['format'],
    isPart: part !== undefined,
  }
}

/**
 * The absolute path of something in the library. Throws disk_failed when the path leads out of it, by `..` or through a symbolic link, so
 * that nothing outside is ever read, written or deleted.
 */
export function insidePath(library: string, relative: string): string {
  let path = library
  for (const step of relative.split('/')) {
    if (step === '' || step === '.' || step === '..' || /[\\:\0]/.test(step)) throw leadsOut(relative)
    path = join(path, step)
    if (lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink()) throw leadsOut(relative)
  }
  return path
}

/**
 * Deletes a sound file, or a conversation's folder with the files that Parley put there. Any other file stays, and the folder with it.
 * `conversation.json` is deleted last, because it says what the other files are. What is already gone is no failure. Throws what
 * `insidePath` throws, and errors of the file system.
 */
export function deleteInside(library: string, relative: string): void {
  const path = insidePath(library, relative)
  const found = lstatSync(path, { throwIfNoEntry: false })
  if (!found) return
  if (!found.isDirectory()) {
    unlinkSync(path)
    return
  }
  // A folder with the name of a sound file is somebody else's.
  if (relative.split('/').length > 2) return
  const entries = readdirSync(path, { withFileTypes: true })
  const ours = entries.filter(entry => entry.isFile() && isLibraryFile(entry.name))
  const inOrder = ours.sort((a, b) => Number(a.name === MANIFEST_NAME) - Number(b.name === MANIFEST_NAME))
  for (const entry of inOrder) unlinkSync(join(path, entry.name))
  if (ours.length === entries.length) rmdirSync(path)
}

function leadsOut(relative: string): Error {
  return failWith('disk_failed', { what: { name: 'leads_out', path: relative } })
}
