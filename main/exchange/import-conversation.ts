import { basename } from 'node:path'
import { type Conversation, withoutOutbox } from '../../app/conversation.ts'
import { AppError, failWith } from '../../app/errors.ts'
import type { Reason } from '../../app/failure-reasons.ts'
import { wavHeader } from '../../app/wav.ts'
import type { Library } from '../library/library.ts'
import { type ManifestSound, parseConversation } from '../library/manifest/manifest.ts'
import { MANIFEST_NAME, type Side, soundPath } from '../library/paths.ts'
import type { SoundSource, WholeConversation } from '../library/staging.ts'
import { FlacUnreadable, openFlac } from '../sound/flac-decoder.ts'
import { type ExportedConversation, ExportedConversationSchema, type ExportedSound } from './exported-conversation.ts'
import { idFrom, marksOf } from './fingerprint.ts'
import { type ImportFile, readSmall } from './import-file.ts'

/** The largest `conversation.json`: some ten thousand turns. */
const TEXT_BYTES_LIMIT = 64 * 1024 * 1024
/** A WAV file may contain more than its samples. */
const EXTRA_BYTES = 64 * 1024
/** Higher positions have no file names. */
const POSITION_LIMIT = 1e9
/** Times whose years have four digits: 1970 to 9999. */
const TIME_LIMIT = Date.UTC(9999, 11, 31)

/** What became of a conversation. */
export type ImportedAs = 'new' | 'copy' | 'known' | 'deleted'

/** What importing a conversation needs. */
export interface ConversationImport {
  library: Library
  /** Milliseconds since 1970. */
  now: number
  signal?: AbortSignal | undefined
  /** Called for every conversation that was added. */
  onConversation?: ((conversation: Conversation) => void) | undefined
  /** How many bytes everything still to come may unpack to. */
  room: { bytes: number }
}

/**
 * Imports a conversation of an export, or of another library's folder: all of it or, if this throws, nothing. If the library has it with
 * the same turns, or newer, nothing changes. If the library's differs, this one is added as a second conversation.
 * @param folder name of its folder, for messages
 * @param files in that folder, by name; its `conversation.json` is among them
 * @throws AppError import_unreadable, disk_*, library_newer, and the signal's reason
 */
export async function importConversation(
  folder: string,
  files: ReadonlyMap<string, ImportFile>,
  job: ConversationImport,
): Promise<ImportedAs> {
  const { library, signal, room, onConversation } = job
  const unreadable = (why: Reason) => failWith('import_unreadable', { name: folder, why })
  const told = await readTold(files, unreadable)
  if (told === 'deleted') return 'deleted'
  if (isKnown(library, told.id, told)) return 'known'
  const isTaken = library.conversation(told.id) !== null
  const id = isTaken ? idFrom(told.id, ...told.turns.flatMap(marksOf)) : told.id
  if (isTaken && isKnown(library, id, told)) return 'known'
  const bytes = bytesOf(told)
  if (bytes > room.bytes) throw unreadable({ name: 'would_unpack_to', bytes })
  try {
    const added = await library.addConversation(toWhole({ ...told, id }, files, job, unreadable), signal)
    room.bytes -= bytes
    onConversation?.(added)
  } catch (error) {
    if (error instanceof FlacUnreadable) throw unreadable({ name: 'sound_unread' })
    if (error instanceof AppError && error.code === 'sound_differs')
      throw unreadable({ name: 'sound_differs', file: String(error.values?.name) })
    throw error
  }
  return isTaken ? 'copy' : 'new'
}

async function readTold(
  files: ReadonlyMap<string, ImportFile>,
  unreadable: (why: Reason) => AppError,
): Promise<ExportedConversation | 'deleted'> {
  const file = files.get(MANIFEST_NAME)
  if (!file) throw unreadable({ name: 'without_file', file: MANIFEST_NAME })
  const read = parseConversation((await readSmall(file, TEXT_BYTES_LIMIT)).toString('utf8'), ExportedConversationSchema)
  if (read.kind === 'deleted') return 'deleted'
  if (read.kind === 'newer') throw unreadable({ name: 'newer' })
  if (read.kind === 'unreadable') throw unreadable({ name: 'file_damaged', file: MANIFEST_NAME })
  const { turns, ...rest } = read.manifest
  // A recording without a kept sound, and an empty draft, are no turns.
  const kept = turns.filter(({ status, text, recording }) =>
    status === 'recording' || status === 'draft' ? recording?.file || text !== '' : true,
  )
  if (kept.length === 0) throw unreadable({ name: 'nothing_in_it' })
  if (kept.some(({ position }) => position > POSITION_LIMIT))
    throw unreadable({ name: 'file_damaged', file: MANIFEST_NAME })
  return { ...rest, turns: kept }
}

/** Whether the library already has all of a conversation. If it is in the trash, it is restored. */
function isKnown(library: Library, id: string, told: ExportedConversation): boolean {
  const here = library.manifestOf(id)
  if (!here) return false
  const ids = new Set(here.turns.map(turn => turn.id))
  const isNewer = here.changedAt >= told.changedAt && told.turns.every(turn => ids.has(turn.id))
  const marks = new Set(here.turns.flatMap(marksOf))
  const isThere = isNewer || told.turns.every(turn => marksOf(turn).some(mark => marks.has(mark)))
  if (isThere && here.purgeAt !== null) library.restoreConversation(id)
  return isThere
}

function toWhole(
  told: ExportedConversation,
  files: ReadonlyMap<string, ImportFile>,
  { now }: ConversationImport,
  unreadable: (why: Reason) => AppError,
): WholeConversation {
  const sources = new Map<string, () => SoundSource>()
  const take = (position: number, side: Side, sound: ExportedSound | null): ManifestSound | null => {
    if (!sound?.file) return null
    const file = files.get(sound.file)
    if (!file) throw unreadable({ name: 'file_missing', file: sound.file })
    const { format, bytes, durationMs, checksum, original } = sound
    const pieces = () => file.open(bytes + EXTRA_BYTES)
    const kept = wasWav(sound) ? 'wav' : format
    const name = basename(soundPath('', position, side, kept))
    sources.set(name, () => (wasWav(sound) ? wavOfFlac(pieces(), unpackedBytes(sound)) : pieces()))
    const sum = wasWav(sound) ? (original?.checksum ?? '') : checksum
    return { file: name, format: kept, bytes, durationMs, checksum: sum }
  }
  const turns = told.turns.map(({ recording, reply, ...turn }) => ({
    ...withoutOutbox(turn),
    recording: take(turn.position, 'recording', recording),
    reply: reply && { ...reply, sound: take(turn.position, 'reply', reply.sound) },
  }))
  const isTime = (time: number) => time >= 0 && time <= TIME_LIMIT
  const [createdAt, changedAt] = [told.createdAt, told.changedAt].map(time => (isTime(time) ? time : now))
  const next = Math.max(0, ...turns.map(({ position }) => position)) + 1
  return {
    manifest: {
      ...told,
      ...{ createdAt: createdAt ?? now, changedAt: changedAt ?? now, deleted: [], turns },
      nextPosition: told.nextPosition > POSITION_LIMIT ? next : Math.max(next, told.nextPosition),
    },
    open: ({ file }) => {
      const source = sources.get(file)
      if (!source) throw new Error(`no sound of this conversation: ${file}`)
      return source()
    },
  }
}

/** What the sounds of a conversation become in the library. */
function bytesOf({ turns }: ExportedConversation): number {
  const sounds = turns.flatMap(({ recording, reply }) => [recording, reply?.sound])
  return sounds.reduce((sum, sound) => sum + (sound?.file ? unpackedBytes(sound) : 0), 0)
}

function unpackedBytes(sound: ExportedSound): number {
  return wasWav(sound) && sound.original ? sound.original.bytes : sound.bytes
}

/** Whether a sound is a FLAC that the export made of a WAV, not one that was FLAC before. */
function wasWav({ format, original }: ExportedSound): boolean {
  return format === 'flac' && original?.format === 'wav'
}

async function* wavOfFlac(file: AsyncIterable<Uint8Array>, limitBytes: number): AsyncGenerator<Uint8Array> {
  const { sampleRateHz, pcmBytes, pcm } = await openFlac(file)
  if (pcmBytes > limitBytes) throw new FlacUnreadable('it is longer than it should be')
  yield wavHeader(pcmBytes, sampleRateHz)
  yield* pcm
}
