import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { DatabaseSync } from 'node:sqlite'
import type { Conversation, ConversationCursor, ConversationPlace, Sound, Turn } from '../../app/conversation.ts'
import { type AppError, failWith } from '../../app/errors.ts'
import type { DiskUse } from '../../app/library/disk-use.ts'
import { indexText } from '../../app/search/search-tokens.ts'
import { findFaults } from './check/find-faults.ts'
import type { Disk } from './disk.ts'
import { ManifestRows } from './manifest/manifest-rows.ts'
import { conversationFolder, type Side } from './paths.ts'
import { RetentionRows } from './removal/retention-rows.ts'
import { type ConversationRow, conversationRow, purgeTimeOf } from './rows/conversation-row.ts'
import { FileRows } from './rows/file-rows.ts'
import { type Row, toConversation, toTurn } from './rows/rows.ts'
import { SpendingRows } from './rows/spending-rows.ts'
import { prepareStatements, type Statements } from './rows/statements.ts'
import { TimesRows } from './rows/times-rows.ts'
import { transaction } from './rows/transaction.ts'
import { type TurnBeginning, TurnRows } from './rows/turn-rows.ts'
import { UnsettledRows } from './rows/unsettled-rows.ts'
import { WipeRows } from './rows/wipe-rows.ts'
import { Search } from './search/search.ts'
import { SearchRows } from './search/search-rows.ts'
import { prepareSearchStatements } from './search/search-statements.ts'
import { withSound } from './sounds/turn-sounds.ts'
import { firstWordsOf, lastWordsOf, snippetFrom, titleFrom } from './titles.ts'

/** SQLite's own cache of the database; the system caches the file as well. */
const CACHE_KIB = 4096

/** What the user decides about a conversation. */
export type ConversationChange = Partial<
  Pick<Conversation, 'title' | 'isNamed' | 'isPinned' | 'isArchived' | 'purgeAt' | 'profileId' | 'personaId'>
>

/** The library's rows. Methods that change rows must be called within `write`, except `indexAllWords`. None touches a sound file. */
export class Store {
  /** Rows that name files: parts being written, tombstones of files to be deleted. */
  readonly files: FileRows
  /** What is known of each `conversation.json`. */
  readonly manifests: ManifestRows
  /** What a retention policy asks for. */
  readonly retention: RetentionRows
  /** What finds turns and conversations. */
  readonly search: Search
  /** What replies cost. */
  readonly spending: SpendingRows
  /** When things happened in turns. */
  readonly times: TimesRows
  /** Turns and conversations that need something done. */
  readonly unsettled: UnsettledRows
  /** Deleted words that the search index still holds. */
  readonly wipes: WipeRows
  readonly #database: DatabaseSync
  readonly #disk: Disk
  readonly #sql: Statements
  readonly #searchRows: SearchRows
  readonly #turnRows: TurnRows
  #refusal: AppError | null = null

  /** @param database open, migrated and found good */
  constructor(database: DatabaseSync, disk: Disk) {
    this.#database = database
    this.#disk = disk
    database.exec(`PRAGMA cache_size = -${CACHE_KIB}`)
    this.#sql = prepareStatements(database)
    this.files = new FileRows(this.#sql)
    this.manifests = new ManifestRows(this.#sql)
    this.unsettled = new UnsettledRows(this.#sql)
    this.wipes = new WipeRows(this.#sql)
    this.retention = new RetentionRows(this.#sql)
    this.spending = new SpendingRows(this.#sql)
    this.times = new TimesRows(this.#sql)
    this.#searchRows = new SearchRows(this.#sql)
    this.search = new Search(prepareSearchStatements(database), id => this.turn(id))
    this.#turnRows = new TurnRows(this.#sql, this.#searchRows)
  }

  /** Runs `work` in one transaction. Throws disk_* when rows cannot be written, even after the reserve is given up. */
  write<T>(work: () => T): T {
    this.needWritable()
    return this.#disk.useReserve(() => transaction(this.#database, work))
  }

  /**
   * Joins the many transactions of `work` into one, which is far faster. Unlike `write`, it never runs `work` a second time with the
   * reserve, and does not check whether the library may be written to.
   */
  together<T>(work: () => T): T {
    return this.#disk.use(() => transaction(this.#database, work))
  }

  /** Runs `work` without waiting for the disk. Only for work that a later start would simply repeat after a power cut. */
  inHaste<T>(work: () => T): T {
    this.#database.exec('PRAGMA synchronous = OFF; PRAGMA cache_size = -65536')
    try {
      return work()
    } finally {
      this.#database.exec(`PRAGMA synchronous = NORMAL; PRAGMA cache_size = -${CACHE_KIB}; PRAGMA shrink_memory`)
    }
  }

  /** From now on `write` throws this. */
  refuseWith(refusal: AppError): void {
    this.#refusal = refusal
  }

  /** Gives the space of deleted rows back to the disk, and removes their content from the log (WAL). */
  shrink(): void {
    this.#disk.use(() => this.#database.exec('PRAGMA incremental_vacuum; PRAGMA wal_checkpoint(TRUNCATE)'))
  }

  /** Throws the reason why nothing may be written, if there is one. */
  needWritable(): void {
    if (this.#refusal) throw this.#refusal
  }

  /** Contradictions within the index, one sentence each. */
  faults(): string[] {
    return findFaults(this.#database)
  }

  /** Ends all use of the database. */
  close(): void {
    this.#database.close()
  }

  /** The conversations of a place, newest change first, from the one after `before` on; at most `limit` of them. */
  conversations(place: ConversationPlace, before: ConversationCursor | null, limit: number): Conversation[] {
    const { changedAt, id } = before ?? { changedAt: Number.MAX_SAFE_INTEGER, id: '' }
    return this.#sql.conversationsBefore.all({ place, changedAt, id, limit }).map(toConversation)
  }

  /** Ids of all conversations of a place, newest change first. */
  conversationIdsIn(place: ConversationPlace): string[] {
    return this.#sql.conversationIdsIn.all(place).map(row => String(row.id))
  }

  /** Ids of all conversations, trashed and empty ones included. */
  conversationIds(): string[] {
    return this.#sql.conversationIds.all().map(row => String(row.id))
  }

  /** Folders of all conversations, relative to the data folder. */
  folders(): string[] {
    return Array.from(this.#sql.folders.iterate(), row => String(row.folder))
  }

  conversation(id: string): Conversation | null {
    const row = this.#sql.conversation.get(id)
    return row ? toConversation(row) : null
  }

  /** Throws not_found. */
  conversationThere(id: string): Conversation {
    return toConversation(this.#conversationRow(id))
  }

  /** The conversation whose files are in that folder, relative to the data folder. */
  conversationIn(folder: string): Conversation | null {
    const row = this.#sql.conversationInFolder.get(folder)
    return row ? toConversation(row) : null
  }

  /** A conversation's folder, relative to the data folder; it exists when there are files. Throws not_found. */
  folderOf(conversationId: string): string {
    return String(this.#conversationRow(conversationId).folder)
  }

  /** The position of a conversation's next turn. Positions are never reused. Throws not_found. */
  nextPosition(conversationId: string): number {
    return Number(this.#conversationRow(conversationId).next_position)
  }

  /** Adds a conversation without turns. If no `folder` is given, one is chosen that is used neither in rows nor on the disk. */
  addConversation(id: string, createdAt: number, folder: string = this.freeFolder(id, createdAt)): void {
    const kept = {
      name: null,
      isPinned: false,
      isArchived: false,
      purgeAt: null,
      profileId: null,
      personaId: null,
      nextPosition: 1,
      revision: 1,
    }
    const file = { revision: 0, bytes: 0, changedAt: 0 }
    this.addWhole(conversationRow({ id, folder, createdAt, changedAt: createdAt, ...kept, file }, []))
  }

  /**
   * Adds a conversation that is not in the index, with all its turns, and makes them searchable. Turns whose ids are taken get new ones.
   * @returns whether all kept their ids
   */
  addWhole({ id, columns, turns }: ConversationRow): boolean {
    const number = Number(this.#sql.insertConversation.run(id, ...columns).lastInsertRowid)
    let haveOwnIds = true
    for (const turn of turns) if (!this.#turnRows.add(turn, number)) haveOwnIds = false
    return haveOwnIds
  }

  /** Changes what is given. Throws not_found. */
  updateConversation(id: string, change: ConversationChange): void {
    const { title, isNamed, isPinned, isArchived, purgeAt, profileId, personaId } = {
      ...toConversation(this.#conversationRow(id)),
      ...change,
    }
    const flags = { isNamed: Number(isNamed), isPinned: Number(isPinned), isArchived: Number(isArchived) }
    const nameWords = isNamed ? indexText(title) : ''
    this.#sql.updateConversation.run({ id, title, nameWords, purgeAt, profileId, personaId, ...flags })
  }

  deleteConversation(id: string): void {
    this.#sql.deleteConversation.run(id)
  }

  /** Records that a conversation has changed, so that its `conversation.json` is written anew. `summarise` does so too. */
  touch(id: string): void {
    this.#sql.touch.run(id)
  }

  /** Whether a conversation has turns, trashed ones included. */
  hasTurns(conversationId: string): boolean {
    return Number(this.#sql.countTurns.get(conversationId)?.total) > 0
  }

  /** Updates what the list shows of a conversation. `changedAt` moves it up in the list. */
  summarise(id: string, changedAt?: number): void {
    const counts = this.#sql.countTurns.get(id)
    const [first, last] = [this.#sql.firstWithWords.get(id), this.#sql.lastWithWords.get(id)]
    this.#sql.summarise.run({
      id,
      title: titleFrom(first ? firstWordsOf(toTurn(first)) : ''),
      snippet: snippetFrom(last ? lastWordsOf(toTurn(last)) : ''),
      turnCount: Number(counts?.total) - Number(counts?.trashed),
      draftCount: Number(counts?.drafts),
      changedAt: changedAt ?? Number(this.#conversationRow(id).changed_at),
    })
  }

  findTurn(id: string): Turn | null {
    const row = this.#sql.turn.get(id)
    return row ? toTurn(row) : null
  }

  /** Throws not_found. */
  turn(id: string): Turn {
    const turn = this.findTurn(id)
    if (!turn) throw failWith('not_found', { what: 'turn' })
    return turn
  }

  findTurnAt(conversationId: string, position: number): Turn | null {
    const row = this.#sql.turnAt.get(conversationId, position)
    return row ? toTurn(row) : null
  }

  /** The last turns of a conversation before a position, at most `limit` of them, in order, without trashed ones. */
  turnsOf(conversationId: string, before: number, limit: number): Turn[] {
    return this.#sql.turnsBefore.all({ conversationId, before, limit }).map(toTurn).reverse()
  }

  /** A conversation's turns in order, with trashed ones, but without the peaks of their sounds, which is several times as fast. */
  undrawnTurnsOf(conversationId: string): Turn[] {
    return this.#sql.undrawnTurnsOf.all(conversationId).map(toTurn)
  }

  /** A conversation's turns in order, with trashed ones. */
  allTurnsOf(conversationId: string): Turn[] {
    return this.#sql.allTurnsOf.all(conversationId).map(toTurn)
  }

  /** Ids of a conversation's turns, trashed ones included. */
  turnIdsOf(conversationId: string): string[] {
    return this.#sql.turnIdsOf.all(conversationId).map(row => String(row.id))
  }

  /** Drafts of all conversations outside the trash, newest first. */
  drafts(): Turn[] {
    return this.#sql.drafts.all().map(toTurn)
  }

  /** Turns with an outbox entry, of all conversations outside the trash, oldest first. */
  outbox(): Turn[] {
    return this.#sql.outbox.all().map(toTurn)
  }

  /** Turns of all conversations that are not settled, newest first. */
  turnsIn(status: 'recording' | 'draft' | 'sending' | 'replying' | 'trashed'): Turn[] {
    return this.#sql.turnsIn.all(status).map(toTurn)
  }

  /** What there is and what room its sounds take. */
  soundUse(): Omit<DiskUse, 'indexBytes' | 'freeBytes'> {
    const kept = this.#sql.conversationUse.get()
    const single = this.#sql.trashedTurnUse.get()
    const soundBytes = Number(kept?.trashed_bytes) + Number(single?.bytes)
    return {
      conversations: Number(kept?.conversations),
      turns: Number(kept?.turns),
      soundBytes: Number(kept?.bytes) - soundBytes,
      trash: { conversations: Number(kept?.trashed), turns: Number(single?.turns), soundBytes },
    }
  }

  /** Whether there is such a turn. */
  hasTurn(id: string): boolean {
    return this.#sql.hasTurn.get(id) !== undefined
  }

  /** Adds a turn that has just begun, and uses its position up. */
  addTurn(turn: TurnBeginning): void {
    const number = Number(this.#conversationRow(turn.conversationId).number)
    this.#sql.usePosition.run({ number, position: turn.position })
    this.#turnRows.begin(turn, number)
  }

  /** Saves a turn, its sounds included. The search and the list are updated separately by `indexWords` and `summarise`. */
  saveTurn(turn: Turn, now: number): void {
    this.#turnRows.save({ ...turn, purgeAt: purgeTimeOf(turn, now) })
  }

  /** Records a finished sound file, replacing an earlier one of that side, and drops the row of its part. Throws not_found. */
  saveSound(turnId: string, side: Side, sound: Sound): void {
    this.files.deletePart(turnId, side)
    this.files.deleteTombstone(sound.file)
    this.#turnRows.save(withSound(this.turn(turnId), side, sound))
  }

  /** Deletes a turn's rows; its files need tombstones first. */
  deleteTurn(id: string): void {
    this.#turnRows.delete(id)
  }

  /** Makes every turn searchable. */
  indexAllWords(): void {
    this.write(() => {
      for (const id of this.conversationIds()) for (const turn of this.undrawnTurnsOf(id)) this.indexWords(turn)
    })
  }

  /** Makes a turn searchable. */
  indexWords(turn: Turn): void {
    this.#searchRows.save(turn.id, turn)
  }

  #conversationRow(id: string): Row {
    const row = this.#sql.conversation.get(id)
    if (!row) throw failWith('not_found', { what: 'conversation' })
    return row
  }

  /** A folder for a conversation that is used neither in rows nor on the disk; relative to the data folder. */
  freeFolder(id: string, createdAt: number): string {
    for (let attempt = 1; ; attempt++) {
      const folder = conversationFolder(id, createdAt, attempt)
      if (!this.#sql.isFolderUsed.get({ folder }) && !existsSync(join(this.#disk.folder, folder))) return folder
    }
  }
}
