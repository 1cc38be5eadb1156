import { readdirSync, statSync } from 'node:fs'
import { AppError } from '../../app/errors.ts'
import { adoptFolder } from './adopt.ts'
import type { Disk } from './disk.ts'
import { readManifest } from './manifest.ts'
import {
  CONVERSATIONS_FOLDER,
  insidePath,
  isConversationFolder,
  isStagingFolder,
  MANIFEST_NAME,
  readSoundName,
} from './paths.ts'
import { rescueSounds } from './rescue.ts'
import { settleLeftovers } from './settle-turns.ts'
import type { Store } from './store.ts'

/** Folders whose rows are written to the disk at once when all are read. */
const FOLDERS_TOGETHER = 250

/** What was found in the folders that the index did not know, or told otherwise. */
export interface Findings {
  /** Conversations that were added to the index, or put in place of an older telling. */
  conversations: number
  /** Sound files that were given their place again. */
  sounds: number
  /** Sound files that rows named and that are gone. */
  missing: number
  /** Recordings that became drafts. */
  drafts: number
  /** Conversations that only a newer Parley understands; they were left alone. */
  newer: number
  /** What could not be done, a sentence each. */
  failures: Set<string>
}

/**
 * Compares the folders of a library with its index, one after the other, and brings the index up to date: folders it does not
 * know, conversations whose own file is newer, sound files without rows and rows without files. Foreign files and links are left
 * alone. It yields after each folder, so that it can be done bit by bit.
 * @param now milliseconds since 1970
 */
export function* inspectFolders(store: Store, disk: Disk, now: number): Generator<void, Findings> {
  const findings = nothingFound()
  const folders = disk.use(() => foldersOf(store, disk))
  for (const folder of folders) {
    attempt(() => inspectFolder(store, disk, folder, findings), findings)
    yield
  }
  const seen = new Set(folders)
  for (const id of store.conversationIds()) {
    const conversation = store.conversation(id)
    if (conversation && !seen.has(store.folderOf(id))) findings.missing += dropMissing(store, id, new Set())
  }
  findings.drafts = settleLeftovers(store, now)
  return findings
}

/**
 * Makes the index of a library from its folders. Should it be interrupted, `inspectFolders` goes on where it was.
 * @param now milliseconds since 1970
 * @param onFolders told how many folders have been read
 */
export function indexFolders(store: Store, disk: Disk, now: number, onFolders: (count: number) => void): Findings {
  const findings = nothingFound()
  const folders = disk.use(() => foldersOf(store, disk))
  store.inHaste(() => {
    for (let at = 0; at < folders.length; at += FOLDERS_TOGETHER) {
      const some = folders.slice(at, at + FOLDERS_TOGETHER)
      addFindings(findings, indexTogether(store, disk, some) ?? indexEach(store, disk, some))
      onFolders(at + some.length)
    }
  })
  if (!disk.isReadOnly) findings.drafts = settleLeftovers(store, now)
  return findings
}

/** Null, with nothing done, when one of them could not be read. */
function indexTogether(store: Store, disk: Disk, folders: readonly string[]): Findings | null {
  const findings = nothingFound()
  try {
    store.together(() => {
      for (const folder of folders) inspectFolder(store, disk, folder, findings)
    })
    return findings
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    return null
  }
}

function indexEach(store: Store, disk: Disk, folders: readonly string[]): Findings {
  const findings = nothingFound()
  for (const folder of folders) attempt(() => inspectFolder(store, disk, folder, findings), findings)
  return findings
}

function nothingFound(): Findings {
  return { conversations: 0, sounds: 0, missing: 0, drafts: 0, newer: 0, failures: new Set() }
}

function addFindings(all: Findings, { conversations, sounds, missing, newer, failures }: Findings): void {
  all.conversations += conversations
  all.sounds += sounds
  all.missing += missing
  all.newer += newer
  for (const failure of failures) all.failures.add(failure)
}

function attempt(work: () => void, findings: Findings): void {
  try {
    work()
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    if (error.code === 'library_newer') findings.newer++
    findings.failures.add(error.message)
  }
}

/** Folders of conversations, relative to the data folder. Those in which one was being put together when Parley ended are to go. */
function foldersOf(store: Store, disk: Disk): string[] {
  const entries = readdirSync(insidePath(disk.folder, CONVERSATIONS_FOLDER), { withFileTypes: true })
  const folders = entries.filter(entry => entry.isDirectory())
  const staging = folders.filter(entry => isStagingFolder(entry.name))
  if (staging.length > 0) {
    store.write(() => {
      for (const { name } of staging) store.files.bury(`${CONVERSATIONS_FOLDER}/${name}`)
    })
  }
  return folders
    .filter(entry => isConversationFolder(entry.name))
    .map(entry => `${CONVERSATIONS_FOLDER}/${entry.name}`)
    .sort()
}

function inspectFolder(store: Store, disk: Disk, folder: string, findings: Findings): void {
  if (store.files.isBuried(folder)) return
  const adoption = isToldOtherwise(store, disk, folder) ? adoptFolder(store, disk, folder) : null
  if (adoption?.kind === 'deleted') return
  const names = disk.use(() => soundNamesIn(disk, folder))
  const files = names.map(name => `${folder}/${name}`)
  if (adoption?.kind === 'adopted') {
    findings.conversations++
    // Compared with its files already; mostly there is nothing else.
    if (files.every(file => adoption.files.has(file))) return
  }
  const conversation = store.conversationIn(folder)
  if (conversation) findings.missing += dropMissing(store, conversation.id, new Set(files))
  findings.sounds += rescueSounds(store, disk, folder, names)
}

/** Whether a folder's own file tells more than the index, or something else. */
function isToldOtherwise(store: Store, disk: Disk, folder: string): boolean {
  const conversation = store.conversationIn(folder)
  if (!conversation) return true
  const known = store.manifests.state(conversation.id)
  const path = disk.use(() => insidePath(disk.folder, `${folder}/${MANIFEST_NAME}`))
  const file = disk.use(() => statSync(path, { throwIfNoEntry: false }))
  if (file && file.size === known.bytes && file.mtimeMs === known.changedAt) return false
  const read = disk.use(() => readManifest(path))
  if (read.kind === 'deleted' || read.kind === 'newer') return true
  if (
    read.kind === 'manifest' &&
    read.manifest.revision >= known.revision &&
    store.files.partsIn(conversation.id).length === 0
  ) {
    return true
  }
  // The index knows more: the file is written anew.
  store.write(() => store.touch(conversation.id))
  return false
}

function soundNamesIn(disk: Disk, folder: string): string[] {
  const entries = readdirSync(insidePath(disk.folder, folder), { withFileTypes: true })
  return entries.filter(entry => entry.isFile() && readSoundName(entry.name)).map(entry => entry.name)
}

/** Drops the rows of a conversation's sounds that are not among the files there are. Returns how many. */
function dropMissing(store: Store, conversationId: string, files: ReadonlySet<string>): number {
  const missing = store.files.soundsIn(conversationId).filter(({ file }) => !files.has(file))
  if (missing.length === 0) return 0
  store.write(() => {
    for (const { turnId, side } of missing) store.files.deleteSound(turnId, side)
    store.touch(conversationId)
  })
  return missing.length
}
