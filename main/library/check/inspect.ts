import { existsSync, readdirSync, rmdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { Disk } from '../disk.ts'
import { isToldOtherwise } from '../manifest/is-told-otherwise.ts'
import {
  CONVERSATIONS_FOLDER,
  insidePath,
  isConversationFolder,
  isManifestDraft,
  isStagingFolder,
  readSoundName,
} from '../paths.ts'
import { adoptFolder } from '../recovery/adopt.ts'
import { entriesOf, type FolderReading, fileNamesIn } from '../recovery/folder-reading.ts'
import { rescueSounds } from '../recovery/rescue.ts'
import { settleConversation } from '../recovery/settle-turns.ts'
import type { FileRow } from '../rows/file-rows.ts'
import { withSound } from '../sounds/turn-sounds.ts'
import type { Store } from '../store.ts'
import type { Findings } from './findings.ts'

/**
 * The folders of conversations, relative to the data folder. Folders in which a conversation was being put together when Parley ended are
 * marked for deletion. Throws disk_* and errors of the file system.
 */
export function foldersOf(store: Store, disk: Disk): string[] {
  const path = insidePath(disk.folder, CONVERSATIONS_FOLDER)
  const entries = existsSync(path) ? readdirSync(path, { withFileTypes: true }) : []
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

/**
 * Brings the index up to date with one conversation's folder: with its `conversation.json`, with sound files that have no rows, and with
 * rows whose files are gone. Nothing may be under way in that conversation. Throws library_newer and disk_*.
 * @param folder relative to the data folder; it need not be there
 * @param findings takes what is found
 * @param now milliseconds since 1970
 * @param reading the folder, if it was read already
 */
export function inspectFolder(
  store: Store,
  disk: Disk,
  folder: string,
  findings: Findings,
  now: number,
  reading: FolderReading | null = null,
): void {
  if (store.files.isBuried(folder)) return
  const names = reading ? reading.names : disk.use(() => fileNamesIn(insidePath(disk.folder, folder)))
  const { changes } = findings
  const isKnown = store.conversationIn(folder) !== null
  if (!isKnown && !names) return
  const isNews = !isKnown || isToldOtherwise(store, disk, folder)
  const adoption = isNews ? adoptFolder(store, disk, folder, reading?.told) : null
  if (adoption?.kind === 'deleted') return
  if (adoption?.kind === 'adopted') findings[isKnown ? 'followed' : 'added']++
  if (names && !disk.isReadOnly) sweepDrafts(disk, folder, names)
  // What was adopted has been compared with its files already; mostly there is nothing else.
  if (adoption?.kind === 'adopted' && holdsNoOther(names ?? [], adoption.reading.sounds)) {
    if (adoption.reading.isSettled) {
      findings.conversationIds.add(adoption.id)
      return
    }
  } else {
    const sounds = (names ?? []).filter(name => readSoundName(name))
    const known = store.conversationIn(folder)
    const rows = known ? store.files.soundsIn(known.id) : []
    const files = new Set(sounds.map(name => `${folder}/${name}`))
    const missing = rows.filter(({ file }) => !files.has(file))
    if (known && missing.length > 0) dropMissing(store, known.id, missing, now)
    findings.missing += missing.length
    // Mostly every file has its row.
    if (rows.length - missing.length < files.size) findings.sounds += rescueSounds(store, disk, folder, sounds)
  }
  const conversation = store.conversationIn(folder)
  if (!conversation) {
    if (!disk.isReadOnly) sweepEmpty(disk, folder)
    return
  }
  findings.drafts += settleConversation(store, conversation.id, now, disk.isReadOnly)
  if (findings.changes !== changes) findings.conversationIds.add(conversation.id)
}

/** Whether the files include no sounds but those. */
function holdsNoOther(names: readonly string[], sounds: readonly string[]): boolean {
  const known = new Set(sounds)
  return names.every(name => known.has(name) || readSoundName(name) === null)
}

/** The unfinished `conversation.json` that is left when Parley ends while writing it. */
function sweepDrafts(disk: Disk, folder: string, names: readonly string[]): void {
  disk.use(() => {
    for (const name of names.filter(isManifestDraft))
      rmSync(join(insidePath(disk.folder, folder), name), { force: true })
  })
}

/** A recording that never began leaves only a folder, which belongs to nothing once the index is lost. */
function sweepEmpty(disk: Disk, folder: string): void {
  disk.use(() => {
    const path = insidePath(disk.folder, folder)
    if (entriesOf(path)?.length === 0) rmdirSync(path)
  })
}

/** Deletes the rows of a conversation's sounds whose files are gone. */
function dropMissing(store: Store, conversationId: string, missing: readonly FileRow[], now: number): void {
  store.write(() => {
    for (const { turnId, side } of missing) store.saveTurn(withSound(store.turn(turnId), side, null), now)
    store.touch(conversationId)
  })
}
