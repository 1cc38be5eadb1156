import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { DatabaseSync } from 'node:sqlite'
import type { Conversation, ConversationCursor, Reply, Sound, Turn } from '../../app/conversation.ts'
import { failWith } from '../../app/errors.ts'
import type { Disk } from './disk.ts'
import { conversationFolder, partPath, type Side } from './paths.ts'
import { type Row, toConversation, toTurn } from './rows.ts'
import { prepareStatements, type Statements } from './statements.ts'
import { snippetFrom, titleFrom } from './titles.ts'
import { transaction } from './transaction.ts'

/** What a turn begins with. */
export type TurnBeginning = Pick<
  Turn,
  | 'id'
  | 'conversationId'
  | 'position'
  | 'createdAt'
  | 'status'
  | 'draftReason'
  | 'text'
  | 'microphone'
  | 'attachmentName'
>

/** A row that names a sound file: of `sounds`, or of `parts`, where the file itself ends in `.part`. */
export interface FileRow {
  turnId: string
  side: Side
  file: string
}

/** The library's rows. Methods that change something are called within `write`; none touches a sound file. */
export class Store {
  private readonly database: DatabaseSync
  private readonly disk: Disk
  private readonly sql: Statements

  /** @param database open, migrated and found good */
  constructor(database: DatabaseSync, disk: Disk) {
    this.database = database
    this.disk = disk
    this.sql = prepareStatements(database)
  }

  /** Does all of `work` or nothing. Throws disk_* when rows cannot be written, after trying with the reserve of room. */
  write<T>(work: () => T): T {
    return this.disk.useReserve(() => transaction(this.database, work))
  }

  /** Ends all use of the database. */
  close(): void {
    this.database.close()
  }

  /** Conversations with something in them, newest change first, from the one after `before` on; at most `limit` of them. */
  conversations(before: ConversationCursor | null, limit: number): Conversation[] {
    const { changedAt, id } = before ?? { changedAt: Number.MAX_SAFE_INTEGER, id: '' }
    return this.sql.conversationsBefore.all({ changedAt, id, limit }).map(toConversation)
  }

  conversation(id: string): Conversation | null {
    const row = this.sql.conversation.get(id)
    return row ? toConversation(row) : null
  }

  /** The conversation whose files are in that folder, relative to the data folder. */
  conversationIn(folder: string): Conversation | null {
    const row = this.sql.conversationInFolder.get(folder)
    return row ? toConversation(row) : null
  }

  /** A conversation's folder, relative to the data folder; it exists when there are files. Throws not_found. */
  folderOf(conversationId: string): string {
    return String(this.conversationRow(conversationId).folder)
  }

  /** The position of a conversation's next turn: never one that was given before. Throws not_found. */
  nextPosition(conversationId: string): number {
    return Number(this.conversationRow(conversationId).next_position)
  }

  /** Adds a conversation without turns. `folder` is chosen when not given: one that nobody uses, in rows or on the disk. */
  addConversation(id: string, createdAt: number, folder: string = this.freeFolder(id, createdAt)): void {
    this.sql.insertConversation.run({ id, folder, createdAt })
  }

  deleteConversation(id: string): void {
    this.sql.deleteConversation.run(id)
  }

  /** Whether a conversation has turns, trashed ones included. */
  hasTurns(conversationId: string): boolean {
    return Number(this.sql.countTurns.get(conversationId)?.total) > 0
  }

  /** Brings what the list shows of a conversation up to date; `changedAt` moves it up in the list. */
  summarise(id: string, changedAt?: number): void {
    const counts = this.sql.countTurns.get(id)
    this.sql.summarise.run({
      id,
      title: titleFrom(String(this.sql.firstWords.get(id)?.words ?? '')),
      snippet: snippetFrom(String(this.sql.lastWords.get(id)?.words ?? '')),
      turnCount: Number(counts?.shown),
      draftCount: Number(counts?.drafts),
      changedAt: changedAt ?? Number(this.conversationRow(id).changed_at),
    })
  }

  findTurn(id: string): Turn | null {
    const row = this.sql.turn.get(id)
    return row ? toTurn(row) : null
  }

  /** Throws not_found. */
  turn(id: string): Turn {
    const turn = this.findTurn(id)
    if (!turn) throw failWith('not_found', { what: 'This turn' })
    return turn
  }

  findTurnAt(conversationId: string, position: number): Turn | null {
    const row = this.sql.turnAt.get(conversationId, position)
    return row ? toTurn(row) : null
  }

  /** The last turns of a conversation before a position, at most `limit` of them, in order, without trashed ones. */
  turnsOf(conversationId: string, before: number, limit: number): Turn[] {
    return this.sql.turnsBefore.all({ conversationId, before, limit }).map(toTurn).reverse()
  }

  /** Ids of a conversation's turns, trashed ones included. */
  turnIdsOf(conversationId: string): string[] {
    return this.sql.turnIdsOf.all(conversationId).map(row => String(row.id))
  }

  /** Turns of all conversations that are not settled, newest first. */
  turnsIn(status: 'recording' | 'draft' | 'sending' | 'replying' | 'trashed'): Turn[] {
    return this.sql.turnsIn.all(status).map(toTurn)
  }

  /** Ids of turns that were put into the trash at that time or before. */
  trashedBefore(time: number): string[] {
    return this.sql.trashedBefore.all(time).map(row => String(row.id))
  }

  addTurn(turn: TurnBeginning): void {
    const { id, conversationId, position, createdAt, status, draftReason, text, microphone, attachmentName } = turn
    this.sql.usePosition.run({ id: conversationId, position })
    this.sql.insertTurn.run({
      ...{ id, conversationId, position, createdAt, status, draftReason, text, microphone, attachmentName },
    })
  }

  /** Writes everything of a turn but its reply and its sounds. */
  updateTurn(turn: Turn, now: number): void {
    const { id, status, draftReason, text, attachmentName, microphone, missingMs, failure } = turn
    const [failureCode, failureMessage] = failure ? [failure.code, failure.message] : [null, null]
    this.sql.updateTurn.run({
      ...{ id, status, draftReason, text, attachmentName, microphone, missingMs, failureCode, failureMessage, now },
    })
  }

  /** Deletes a turn's rows; its files need tombstones first. */
  deleteTurn(id: string): void {
    this.sql.deleteTurn.run(id)
  }

  /** Writes everything of a reply but its sound. */
  saveReply(turnId: string, reply: Reply): void {
    const { words, heardMs, audioId, audioExpiresAt, endpoint, model, voice } = reply
    this.sql.saveReply.run({
      ...{ turnId, words, heardMs, audioId, audioExpiresAt, endpoint, model, voice },
      isComplete: reply.isComplete ? 1 : 0,
      usage: reply.usage ? JSON.stringify(reply.usage) : null,
      times: JSON.stringify(reply.times),
    })
  }

  deleteReply(turnId: string): void {
    this.sql.deleteReply.run(turnId)
  }

  /** Notes a finished sound file, in place of an earlier one of that side, and forgets its part. */
  saveSound(turnId: string, side: Side, sound: Sound): void {
    const { file, format, bytes, durationMs, peaks } = sound
    this.sql.deletePart.run(turnId, side)
    this.sql.deleteTombstone.run(file)
    this.sql.saveSound.run({ turnId, side, file, format, bytes, durationMs, peaks: Uint8Array.from(peaks) })
  }

  deleteSound(turnId: string, side: Side): void {
    this.sql.deleteSound.run(turnId, side)
  }

  /** All finished sound files, or those of one turn. */
  soundFiles(turnId?: string): FileRow[] {
    return (turnId === undefined ? this.sql.soundFiles.all() : this.sql.soundFilesOf.all(turnId)).map(toFileRow)
  }

  /** Notes a sound file that is about to be written. */
  addPart({ turnId, side, file }: FileRow): void {
    // A deleted file of that name may still wait for its end, which must not become the new one's.
    for (const path of [file, partPath(file)]) this.sql.deleteTombstone.run(path)
    this.sql.insertPart.run({ turnId, side, file })
  }

  deletePart(turnId: string, side: Side): void {
    this.sql.deletePart.run(turnId, side)
  }

  /** All sound files being written, or those of one turn. */
  parts(turnId?: string): FileRow[] {
    return (turnId === undefined ? this.sql.parts.all() : this.sql.partsOf.all(turnId)).map(toFileRow)
  }

  /** Notes a file or folder, relative to the data folder, that is to be deleted once this transaction is written. */
  bury(path: string): void {
    this.sql.insertTombstone.run(path)
  }

  tombstones(): string[] {
    return this.sql.tombstones.all().map(row => String(row.path))
  }

  deleteTombstone(path: string): void {
    this.sql.deleteTombstone.run(path)
  }

  private conversationRow(id: string): Row {
    const row = this.sql.conversation.get(id)
    if (!row) throw failWith('not_found', { what: 'This conversation' })
    return row
  }

  private freeFolder(id: string, createdAt: number): string {
    for (let attempt = 1; ; attempt++) {
      const folder = conversationFolder(id, createdAt, attempt)
      if (!this.sql.isFolderUsed.get({ folder }) && !existsSync(join(this.disk.folder, folder))) return folder
    }
  }
}

function toFileRow(row: Row): FileRow {
  return { turnId: String(row.turn_id), side: row.side === 'reply' ? 'reply' : 'recording', file: String(row.file) }
}
