import { randomUUID } from 'node:crypto'
import { lstatSync } from 'node:fs'
import { basename, join } from 'node:path'
import type { Sound, Turn } from '../../app/conversation.ts'
import { failWith, toFailure } from '../../app/errors.ts'
import type { Disk } from './disk.ts'
import { setAside } from './is-told-otherwise.ts'
import { fromManifestTurn, type Manifest, readManifest, type ToldManifest } from './manifest.ts'
import { measureSound } from './measure.ts'
import { insidePath, MANIFEST_NAME, readSoundName } from './paths.ts'
import type { Store } from './store.ts'
import { soundsOf } from './turn-sounds.ts'

/**
 * What became of a conversation's folder: in the index as its own file tells, which names these files; to be deleted; or with
 * nothing to tell of itself.
 */
export type Adoption = { kind: 'adopted'; files: ReadonlySet<string> } | { kind: 'deleted' | 'untold' }

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
      return adoptManifest(store, disk, folder, read)
    case 'deleted':
      store.write(() => {
        const known = store.conversationIn(folder)
        if (known) store.deleteConversation(known.id)
        store.files.bury(folder)
      })
      return { kind: 'deleted' }
    case 'newer':
      if (!disk.isReadOnly) throw failWith('library_newer')
      return read.told ? adoptManifest(store, disk, folder, read.told) : { kind: 'untold' }
    case 'unreadable':
      if (!disk.isReadOnly) disk.use(() => setAside(path))
      return { kind: 'untold' }
    case 'missing':
      return { kind: 'untold' }
  }
}

function adoptManifest(
  store: Store,
  disk: Disk,
  folder: string,
  { manifest, bytes, changedAt }: ToldManifest,
): Adoption {
  const path = disk.use(() => insidePath(disk.folder, folder))
  const before = store.conversationIn(folder)
  const drawings = before ? drawingsOf(store, before.id) : new Map<string, number[]>()
  const find = (sound: Sound | null) => disk.use(() => asFound(path, sound, drawings))
  const turns = manifest.turns.map(turn => {
    const told = fromManifestTurn(turn, manifest.id, folder)
    const recording = find(told.recording)
    const sound = find(told.reply?.sound ?? null)
    return { told, turn: settled({ ...told, recording, reply: told.reply && { ...told.reply, sound } }) }
  })
  store.write(() => {
    if (before) store.deleteConversation(before.id)
    const isKnown = store.conversation(manifest.id) !== null
    const isCopy = isKnown && !isMoved(store, disk, manifest)
    if (isKnown && !isCopy) store.deleteConversation(manifest.id)
    const id = isCopy ? randomUUID() : manifest.id
    const own = turns.map(({ turn }) => ({
      ...turn,
      id: store.hasTurn(turn.id) ? randomUUID() : turn.id,
      conversationId: id,
    }))
    const isAsTold = !isCopy && turns.every(({ told, turn }, i) => told.id === own[i]?.id && isSame(told, turn))
    const { name, createdAt, isPinned, isArchived, purgeAt, profileId, nextPosition, revision } = manifest
    store.addWhole(
      {
        ...{
          id,
          folder,
          name,
          createdAt,
          changedAt: manifest.changedAt,
          isPinned,
          isArchived,
          purgeAt,
          profileId,
          nextPosition,
        },
        ...{ revision: isAsTold ? revision : revision + 1, file: { revision, bytes, changedAt } },
      },
      own,
    )
    for (const name of manifest.deleted) if (isGone(name, manifest)) store.files.bury(`${folder}/${name}`)
  })
  return { kind: 'adopted', files: new Set(turns.flatMap(({ turn }) => soundsOf(turn)).map(({ file }) => file)) }
}

/** Whether the folder that a conversation was in is gone, and this one tells no less than the index: then it was moved here. */
function isMoved(store: Store, disk: Disk, { id, revision }: Manifest): boolean {
  const known = store.manifests.state(id)
  // One that was just begun has no folder yet.
  if (known.writtenRevision === 0 || known.revision > revision) return false
  return !lstatSync(join(disk.folder, store.folderOf(id)), { throwIfNoEntry: false })
}

/** Whether a file is deleted indeed: a sound, and none that a turn has. Whoever wrote the list may have made a mistake. */
function isGone(name: string, { turns }: Manifest): boolean {
  return (
    readSoundName(name) !== null &&
    !turns.some(turn => [turn.recording, turn.reply?.sound].some(sound => sound?.file === name))
  )
}

/** What was worked out of a conversation's sounds, so that it need not be again. */
function drawingsOf(store: Store, conversationId: string): Map<string, number[]> {
  const sounds = store.allTurnsOf(conversationId).flatMap(soundsOf)
  return new Map(sounds.flatMap(sound => (sound.peaks.length > 0 ? [[drawingKey(sound), sound.peaks]] : [])))
}

function drawingKey({ file, bytes, checksum }: Sound): string {
  return `${file} ${bytes} ${checksum}`
}

/** A sound as its file is: as told when it has the size it should have, measured anew when not, null when it is gone. */
function asFound(folder: string, sound: Sound | null, drawings: ReadonlyMap<string, number[]>): Sound | null {
  if (!sound) return null
  const path = join(folder, basename(sound.file))
  const found = lstatSync(path, { throwIfNoEntry: false })
  if (!found?.isFile()) return null
  // The very same sound, which is how `isSame` knows it.
  if (found.size === sound.bytes) return Object.assign(sound, { peaks: drawings.get(drawingKey(sound)) ?? sound.peaks })
  const measures = measureSound(path)
  return measures && { file: sound.file, ...measures }
}

/** Nothing is happening to a turn that was just read from a file, whatever was when the file was written. */
function settled(turn: Turn): Turn {
  if (turn.status === 'recording' && turn.recording) return { ...turn, status: 'draft', draftReason: 'recovered' }
  if (turn.status !== 'sending' && turn.status !== 'replying') return turn
  const reply = turn.reply && { ...turn.reply, isComplete: false }
  return { ...turn, status: 'failed', failure: toFailure(failWith('cut_off')), reply }
}

function isSame(told: Turn, found: Turn): boolean {
  return (
    told.status === found.status &&
    told.recording === found.recording &&
    (told.reply?.sound ?? null) === (found.reply?.sound ?? null)
  )
}
