import { fsyncSync, statSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import type { Conversation, ConversationCursor, Sound, Turn } from '../../app/conversation.ts'
import { failWith } from '../../app/errors.ts'
import { failures } from '../../app/failures.ts'
import { openStore } from './database.ts'
import { buryConversation, buryReply, buryTurn, deleteBuried } from './deletion.ts'
import { Disk } from './disk.ts'
import { makeFolder, prepareDataFolder, renameSafely } from './folders.ts'
import { type FolderLock, lockFolder } from './lock.ts'
import { insidePath, partPath, type Side, soundPath } from './paths.ts'
import { recover } from './recovery.ts'
import { readInto, withFile, writeAll } from './sound-bytes.ts'
import { SoundFile } from './sound-file.ts'
import type { Store } from './store.ts'

export { TRASH_KEPT_MS } from './settle-turns.ts'
export type { SoundFile } from './sound-file.ts'

/** What SQLite takes for no limit. */
const ALL = -1

/** What a turn is made with. */
export type NewTurn = Pick<Turn, 'id' | 'conversationId' | 'text' | 'microphone' | 'attachmentName'> & {
  status: 'recording' | 'sending'
}
/** What of a turn can be changed. Sounds are what their files are: `recording` and `reply.sound` are not taken from here. */
export type TurnChange = Partial<Omit<Turn, 'id' | 'conversationId' | 'position' | 'createdAt'>>
/** A whole sound to be kept, as `readAttachment` gives it. */
export type WholeSound = Pick<Sound, 'format' | 'durationMs' | 'peaks'> & { bytes: Uint8Array }

/**
 * Opens the library in a data folder, which is made when it is not there, and puts in order what the last run left behind;
 * `notices` says what was. The folder is this process's own until `close`.
 *
 * Throws busy when another process has it, library_newer when a newer Parley made it, disk_* when the folder cannot be used.
 * @param clock milliseconds since 1970
 */
export function openLibrary(folder: string, clock: () => number = Date.now): Library {
  const disk = new Disk(resolve(folder))
  disk.useReserve(() => prepareDataFolder(disk.folder))
  const lock = disk.useReserve(() => lockFolder(disk.folder))
  let store: Store | null = null
  try {
    const opened = openStore(disk)
    store = opened.store
    const notices = recover(store, disk, Math.round(clock()))
    if (opened.damaged !== null) notices.unshift(failures.library_damaged({ kept: opened.damaged }))
    disk.fillReserve()
    return new Library({ disk, lock, store, notices, clock })
  } catch (error) {
    store?.close()
    lock.release()
    throw error
  }
}

/**
 * Everything that was said in one data folder: rows in SQLite, sound in WAV files. Each method has done its work on the disk
 * when it returns, whole or, when it throws, not at all. They throw not_found for what is not there (any more), and disk_full,
 * disk_read_only or disk_failed when the disk refuses; nothing that was kept is lost then, and trying again is always right.
 */
export class Library {
  /** Absolute path of the data folder. */
  readonly folder: string
  /** Sentences about what was found and done when it was opened. */
  readonly notices: readonly string[]
  private readonly disk: Disk
  private readonly lock: FolderLock
  private readonly store: Store
  private readonly clock: () => number
  private readonly soundFiles = new Map<string, SoundFile>()

  /** Use `openLibrary`. */
  constructor(parts: { disk: Disk; lock: FolderLock; store: Store; notices: string[]; clock: () => number }) {
    this.folder = parts.disk.folder
    this.notices = parts.notices
    this.disk = parts.disk
    this.lock = parts.lock
    this.store = parts.store
    this.clock = parts.clock
  }

  /** Conversations with at least one turn outside the trash, the one that changed last first: all, or the page after a place. */
  listConversations(before: ConversationCursor | null = null, limit = ALL): Conversation[] {
    return this.disk.use(() => this.store.conversations(before, limit))
  }

  /** Null when it is not there, or not there any more. */
  conversation(id: string): Conversation | null {
    return this.disk.use(() => this.store.conversation(id))
  }

  /**
   * A conversation's turns in order, without those in the trash; none when there is no such conversation. All of them, or the
   * last `limit` before a position.
   */
  turnsOf(conversationId: string, before: number = Number.MAX_SAFE_INTEGER, limit = ALL): Turn[] {
    return this.disk.use(() => this.store.turnsOf(conversationId, before, limit))
  }

  /** One turn, wherever it is, the trash included. */
  turn(id: string): Turn {
    return this.disk.use(() => this.store.turn(id))
  }

  /** Drafts of all conversations, newest first. */
  drafts(): Turn[] {
    return this.disk.use(() => this.store.turnsIn('draft'))
  }

  /** Adds a turn at the end of its conversation, which is made when new. Throws bad_input when the turn exists. */
  createTurn(question: NewTurn): Turn {
    const { id, conversationId } = question
    const createdAt = this.now()
    return this.store.write(() => {
      if (this.store.findTurn(id)) throw failWith('bad_input', { what: 'this turn exists already' })
      if (!this.store.conversation(conversationId)) this.store.addConversation(conversationId, createdAt)
      const position = this.store.nextPosition(conversationId)
      this.store.addTurn({ ...question, position, createdAt, draftReason: null })
      this.store.summarise(conversationId, createdAt)
      return this.store.turn(id)
    })
  }

  /** Changes what is given of a turn. A null `reply` deletes the reply with its sound, for a question that is sent again. */
  changeTurn(id: string, change: TurnChange): Turn {
    const now = this.now()
    const changed = this.store.write(() => {
      const turn = this.store.turn(id)
      this.store.updateTurn({ ...turn, ...change, id }, now)
      if (change.reply) this.store.saveReply(id, change.reply)
      if (change.reply === null) buryReply(this.store, id)
      // What is thrown away does not make a conversation the newest.
      this.store.summarise(turn.conversationId, change.status === 'trashed' ? undefined : now)
      return this.store.turn(id)
    })
    if (change.reply === null) {
      this.letGo(id, 'reply')
      deleteBuried(this.store, this.disk)
    }
    return changed
  }

  /** Deletes a turn with its sounds, at once and for ever, even while they are being written; the last one takes its conversation along. */
  deleteTurn(id: string): void {
    this.store.write(() => buryTurn(this.store, id))
    this.deleteFiles([id])
  }

  /** Deletes a conversation with everything in it, at once and for ever. */
  deleteConversation(id: string): void {
    const turnIds = this.disk.use(() => this.store.turnIdsOf(id))
    this.store.write(() => buryConversation(this.store, id))
    this.deleteFiles(turnIds)
  }

  /** Deletes turns that have been in the trash for at least that long. */
  purgeTrash(olderThanMs: number): void {
    const before = this.now() - olderThanMs
    for (const id of this.disk.use(() => this.store.trashedBefore(before))) this.deleteTurn(id)
  }

  /**
   * Opens a sound file of a turn for writing: its row first, then the part file. An earlier sound of that side stays until the
   * new one is finished. Throws bad_input when one is being written already, and disk_full for a recording that could not be
   * noted down once it has filled the disk.
   */
  createSoundFile(turnId: string, side: Side): SoundFile {
    if (side === 'recording') this.disk.needReserve()
    const file = this.addPart(turnId, side, 'wav')
    try {
      this.disk.use(() => makeFolder(insidePath(this.folder, dirname(file))))
      const soundFile = new SoundFile({
        disk: this.disk,
        file,
        onFinished: sound => this.keepSound(turnId, side, sound),
        onDiscarded: () => this.dropPart(turnId, side),
      })
      this.soundFiles.set(`${turnId}/${side}`, soundFile)
      return soundFile
    } catch (error) {
      this.dropPart(turnId, side)
      throw error
    }
  }

  /** Keeps a whole sound as a turn's recording, bytes as they are. Throws bad_input when one is being written. */
  importSound(turnId: string, source: WholeSound): Sound {
    const { format, durationMs, peaks, bytes } = source
    const file = this.addPart(turnId, 'recording', format)
    const sound: Sound = { file, format, bytes: bytes.byteLength, durationMs, peaks }
    try {
      this.disk.use(() => {
        makeFolder(insidePath(this.folder, dirname(file)))
        const part = insidePath(this.folder, partPath(file))
        withFile(part, 'w', descriptor => {
          writeAll(descriptor, bytes, 0)
          fsyncSync(descriptor)
        })
        renameSafely(part, this.pathOf(sound))
      })
      this.keepSound(turnId, 'recording', sound)
      return sound
    } catch (error) {
      this.store.write(() => {
        this.store.deletePart(turnId, 'recording')
        this.store.bury(partPath(file))
      })
      deleteBuried(this.store, this.disk)
      throw error
    }
  }

  /** Reads at most `length` bytes of a finished sound file from `offset`; `totalBytes` is the size of the file. */
  readSound(
    turnId: string,
    side: Side,
    offset: number,
    length: number,
  ): { bytes: Uint8Array<ArrayBuffer>; totalBytes: number; format: Sound['format'] } {
    const turn = this.turn(turnId)
    const sound = side === 'reply' ? turn.reply?.sound : turn.recording
    return this.disk.use(() => {
      const path = sound && this.pathOf(sound)
      const totalBytes = path && statSync(path, { throwIfNoEntry: false })?.size
      if (!totalBytes) throw failWith('not_found', { what: 'This sound' })
      const wanted = Math.max(0, Math.min(length, totalBytes - offset))
      const bytes = withFile(path, 'r', file => readInto(file, new Uint8Array(wanted), offset))
      return { bytes, totalBytes, format: sound.format }
    })
  }

  /** Absolute path of a finished sound file. Throws disk_failed when it would lead out of the library. */
  pathOf(sound: Sound): string {
    return this.disk.use(() => insidePath(this.folder, sound.file))
  }

  /** Lets go of the folder. Sound files that are still being written are recovered when it is opened again. */
  close(): void {
    for (const soundFile of this.soundFiles.values()) soundFile.letGo()
    this.soundFiles.clear()
    this.store.close()
    this.lock.release()
  }

  private now(): number {
    return Math.round(this.clock())
  }

  private addPart(turnId: string, side: Side, format: Sound['format']): string {
    const turn = this.turn(turnId)
    if (this.store.parts(turnId).some(part => part.side === side)) {
      throw failWith('bad_input', { what: 'this sound is being written already' })
    }
    this.disk.fillReserve()
    const file = soundPath(this.store.folderOf(turn.conversationId), turn.position, side, format)
    this.store.write(() => this.store.addPart({ turnId, side, file }))
    return file
  }

  private keepSound(turnId: string, side: Side, sound: Sound): void {
    this.store.write(() => this.store.saveSound(turnId, side, sound))
    this.soundFiles.delete(`${turnId}/${side}`)
  }

  private dropPart(turnId: string, side: Side): void {
    this.store.write(() => this.store.deletePart(turnId, side))
    this.soundFiles.delete(`${turnId}/${side}`)
  }

  private deleteFiles(turnIds: string[]): void {
    for (const turnId of turnIds) {
      this.letGo(turnId, 'recording')
      this.letGo(turnId, 'reply')
    }
    deleteBuried(this.store, this.disk)
  }

  private letGo(turnId: string, side: Side): void {
    this.soundFiles.get(`${turnId}/${side}`)?.letGo()
    this.soundFiles.delete(`${turnId}/${side}`)
  }
}
