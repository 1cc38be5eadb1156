import { lstatSync, readdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { Turn } from '../../../app/conversation.ts'
import { AppError, failWith } from '../../../app/errors.ts'
import { Disk } from '../disk.ts'
import { lockFolder } from '../lock.ts'
import { isSameAsTold } from '../manifest/is-told-otherwise.ts'
import { readManifest } from '../manifest/manifest.ts'
import {
  CONVERSATIONS_FOLDER,
  insidePath,
  isConversationFolder,
  isManifestDraft,
  isStagingFolder,
  MANIFEST_NAME,
  readSoundName,
  type Side,
} from '../paths.ts'
import { hasIndex, INDEX_NAME, openStoreToCheck } from '../rows/database.ts'
import type { Store } from '../store.ts'
import { checkSound, type SoundFault } from './check-sound.ts'

/** Something in a library that is not as it should be. */
export interface CheckFinding {
  kind: 'index' | 'folder' | 'manifest' | 'sound' | 'turn' | 'leftover'
  /** Relative to the data folder. */
  file: string
  /** What is wrong, in one sentence. */
  sentence: string
  /** What mending does about it, in one sentence; null when nothing can be done. */
  mend: string | null
  /** The sound it is about. */
  sound?: { turnId: string; side: Side; fault: SoundFault }
}

/** How a library is checked. */
export interface CheckOptions {
  signal?: AbortSignal
  /** Called with how many of how many sound files have been read. */
  onProgress?: (done: number, total: number) => void
}

const soundFaults: Record<SoundFault, { sentence: string; mend: string | null }> = {
  missing: { sentence: 'The sound file is gone.', mend: 'Its turn stays, without the sound.' },
  size: { sentence: 'The sound file is not as long as it was.', mend: 'It is measured anew as it is.' },
  header: { sentence: 'What the sound file says of itself is not true.', mend: 'Its header is written anew.' },
  differs: { sentence: 'The sound is not the one that was kept: it was damaged or replaced.', mend: null },
  unmeasured: { sentence: 'Nobody has worked out the checksum yet.', mend: 'It is worked out.' },
}

/**
 * Compares everything in a library that nobody has open: rows with files to the last byte, each `conversation.json` with the index, the
 * index with itself. Nothing is changed.
 * @throws AppError busy when another process has it, library_newer, disk_*, and the signal's reason
 */
export async function* checkLibrary(folder: string, options: CheckOptions = {}): AsyncGenerator<CheckFinding> {
  const disk = new Disk(resolve(folder))
  const lock = lockFolder(disk.folder)
  try {
    yield* checkOwn(disk, options)
  } finally {
    lock.release()
  }
}

async function* checkOwn(disk: Disk, options: CheckOptions): AsyncGenerator<CheckFinding> {
  const opened = openIndex(disk)
  if (typeof opened === 'string') {
    yield inIndex(opened)
    return
  }
  try {
    const faults = disk.use(() => opened.faults())
    for (const sentence of faults) yield inIndex(sentence)
    if (faults.length > 0) return
    yield* checkFolders(opened, disk)
    yield* checkConversations(opened, disk, options)
  } finally {
    opened.close()
  }
}

/** The index; or, in one sentence, why there is none to compare with. */
function openIndex(disk: Disk): Store | string {
  if (!hasIndex(disk)) return 'There is no index.'
  try {
    return openStoreToCheck(disk)
  } catch (error) {
    if (error instanceof AppError && error.code === 'library_damaged') return 'The index is damaged, or old.'
    throw error
  }
}

function inIndex(sentence: string): CheckFinding {
  return { kind: 'index', file: INDEX_NAME, sentence, mend: 'It is made again from the conversations’ folders.' }
}

/** What is in the folders but not in the index, and what should have been deleted. */
function* checkFolders(store: Store, disk: Disk): Generator<CheckFinding> {
  for (const file of disk.use(() => store.files.tombstones())) {
    yield { kind: 'leftover', file, sentence: 'It was deleted and is still there.', mend: 'It goes.' }
  }
  const entries = disk
    .use(() => readdirSync(insidePath(disk.folder, CONVERSATIONS_FOLDER), { withFileTypes: true }))
    .filter(entry => entry.isDirectory())
  for (const { name } of entries) {
    const folder = `${CONVERSATIONS_FOLDER}/${name}`
    if (store.files.isBuried(folder)) continue
    if (isStagingFolder(name)) {
      yield { ...{ kind: 'leftover', file: folder, sentence: 'A conversation was being added.' }, mend: 'It goes.' }
    }
    if (!isConversationFolder(name)) continue
    const conversation = store.conversationIn(folder)
    if (conversation) yield* checkNames(store, disk, folder, conversation.id)
    else if (holdsSomething(disk, folder)) {
      yield {
        ...{ kind: 'folder', file: folder, sentence: 'The index does not know this conversation.' },
        mend: 'It is added.',
      }
    }
  }
}

function holdsSomething(disk: Disk, folder: string): boolean {
  const names = disk.use(() => readdirSync(insidePath(disk.folder, folder)))
  return names.includes(MANIFEST_NAME)
}

function* checkNames(store: Store, disk: Disk, folder: string, conversationId: string): Generator<CheckFinding> {
  const known = new Set([
    ...store.files.soundsIn(conversationId).map(({ file }) => file),
    ...store.files.partsIn(conversationId).flatMap(({ file }) => [file, `${file}.part`]),
    ...store.files.tombstonesIn(folder),
  ])
  const entries = disk.use(() => readdirSync(insidePath(disk.folder, folder), { withFileTypes: true }))
  for (const { name } of entries.filter(entry => entry.isFile())) {
    const file = `${folder}/${name}`
    if (isManifestDraft(name)) yield { kind: 'leftover', file, sentence: 'It was being written.', mend: 'It goes.' }
    if (!readSoundName(name) || known.has(file) || lstatSync(join(disk.folder, file)).size <= EMPTY_BYTES) continue
    yield {
      ...{ kind: 'sound', file, sentence: 'The index does not know this sound file.' },
      mend: 'It is given its place, when it holds sound.',
    }
  }
}

/** An empty sound file belongs to no turn. */
const EMPTY_BYTES = 44

/** Compares what is in the index with what is there. */
async function* checkConversations(store: Store, disk: Disk, options: CheckOptions): AsyncGenerator<CheckFinding> {
  const { signal, onProgress = () => undefined } = options
  const ids = disk.use(() => store.conversationIds())
  const total = disk.use(() => store.files.count())
  let done = 0
  for (const id of ids) {
    signal?.throwIfAborted()
    yield* checkManifest(store, disk, id)
    for (const turn of disk.use(() => store.allTurnsOf(id))) {
      yield* checkTurn(store, turn)
      for (const side of ['recording', 'reply'] as const) {
        const sound = side === 'reply' ? (turn.reply?.sound ?? null) : turn.recording
        if (!sound) continue
        const path = disk.use(() => insidePath(disk.folder, sound.file))
        const fault = await checkSound(path, sound, signal)
        onProgress(++done, total)
        if (!fault) continue
        yield { kind: 'sound', file: sound.file, ...soundFaults[fault], sound: { turnId: turn.id, side, fault } }
      }
    }
  }
}

function* checkManifest(store: Store, disk: Disk, id: string): Generator<CheckFinding> {
  const file = `${store.folderOf(id)}/${MANIFEST_NAME}`
  const read = disk.use(() => readManifest(insidePath(disk.folder, file)))
  const rewritten = 'It is written anew from the index.'
  const { revision } = store.manifests.state(id)
  if (read.kind === 'newer') throw failWith('library_newer')
  if (read.kind === 'missing') yield { kind: 'manifest', file, sentence: 'It is missing.', mend: rewritten }
  if (read.kind === 'unreadable') {
    yield { kind: 'manifest', file, sentence: 'It cannot be read.', mend: `It is kept aside. ${rewritten}` }
  }
  if (read.kind === 'deleted') yield { kind: 'manifest', file, sentence: 'The folder was deleted.', mend: 'It goes.' }
  if (read.kind !== 'manifest') return
  if (read.manifest.revision < revision) {
    yield { kind: 'manifest', file, sentence: 'The index knows more than it tells.', mend: rewritten }
  } else if (read.manifest.revision > revision || !isSameAsTold(store, disk, id, read)) {
    yield {
      ...{ kind: 'manifest', file, sentence: 'It tells more than the index, or something else.' },
      mend: 'The index follows it.',
    }
  }
}

function* checkTurn(store: Store, { id, status, conversationId, position }: Turn): Generator<CheckFinding> {
  const isUnderWay = status === 'recording' || status === 'sending' || status === 'replying'
  if (!isUnderWay && store.files.parts(id).length === 0) return
  yield {
    ...{ kind: 'turn', file: store.folderOf(conversationId), sentence: `Turn ${position} was cut off.` },
    mend: 'It is kept as far as it came.',
  }
}
