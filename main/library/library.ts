import type { Conversation, ConversationCursor, ConversationPlace, Sound, Turn } from '../../app/conversation.ts'
import type { Spent, Sum } from '../../app/cost/spending.ts'
import { failWith } from '../../app/errors.ts'
import type { DiskUse } from '../../app/library/disk-use.ts'
import type { Notice } from '../../app/notices.ts'
import type { SearchQuery } from '../../app/search/search-query.ts'
import type { TimedAttempt } from '../../app/turns/turn-times.ts'
import { addWhole } from './addition.ts'
import { continuationOf, turnsThrough } from './continuation.ts'
import { type ConversationWish, changeConversation, purgeConversationAt } from './conversation-changes.ts'
import { measureDiskUse } from './disk-use.ts'
import { closeParts, type LibraryParts } from './library-parts.ts'
import { tellManifest } from './manifest/compose-manifest.ts'
import type { Manifest } from './manifest/manifest.ts'
import { insidePath, type Side } from './paths.ts'
import { tellFindings } from './recovery/recovery.ts'
import { Removal, type Removed } from './removal/removal.ts'
import { RetentionSweep } from './removal/retention-sweep.ts'
import { TRASH_KEPT_MS } from './rows/conversation-row.ts'
import { ALL, type WordlessRecordings } from './rows/unsettled-rows.ts'
import type { SearchPage, SearchRange } from './search/search.ts'
import type { GrowingSound, SoundPiece, WholeSound } from './sounds/sounds.ts'
import type { WholeConversation } from './staging.ts'
import type { Store } from './store.ts'
import {
  changeTranscription,
  changeTurn,
  createTurn,
  keepMeasures,
  type NewTurn,
  restoreTurn,
  type TurnChange,
  trashTurn,
} from './turn-changes.ts'

/** The states of a turn that something is still being done with. */
const UNDER_WAY = ['recording', 'sending', 'replying'] as const

/**
 * Everything that was said in one data folder: a folder with sound files and `conversation.json` for each conversation, and an
 * index over them in SQLite. When a method returns, its work is on the disk; when it throws, nothing was changed. Only
 * `conversation.json` follows later, within a second. Every method may throw not_found for what is not there (any more),
 * library_newer for a library that may only be read, and disk_full, disk_read_only or disk_failed. Nothing that was kept is lost
 * then, and it is always safe to try again.
 */
export class Library {
  #parts: LibraryParts
  #removal: Removal
  #additions = 0
  readonly #ending = new AbortController()

  /** Use `openLibrary`. */
  constructor(parts: LibraryParts) {
    this.#parts = parts
    this.#removal = new Removal(parts)
  }

  /** Absolute path of the folder it is in. */
  get folder(): string {
    return this.#parts.disk.folder
  }

  /** What was found and done when it was opened. */
  get notices(): readonly Notice[] {
    return this.#parts.notices
  }

  /** The parts it is made of, for work on the library as a whole. `goOnWith` replaces them, so they must not be held on to. */
  get openedParts(): LibraryParts {
    return this.#parts
  }

  /** Removes what is kept longer than the user wants. Like `openedParts` it must not be held on to. */
  get retention(): RetentionSweep {
    return new RetentionSweep(this.#parts, this.#removal)
  }

  /** Whether a sound or a whole conversation is being written. */
  get isWriting(): boolean {
    return this.#parts.sounds.isWriting || this.#additions > 0
  }

  /**
   * Looks at the folders that opening had no time for, giving way to everything else. Resolves with what the user should know of them.
   * @param onConversation called with each conversation that is no longer as it was listed
   */
  async inspect(onConversation: (id: string) => void = () => undefined): Promise<Notice[]> {
    const { inspection, disk, manifests } = this.#parts
    const isNews = await inspection.finish()
    if (this.#ending.signal.aborted || inspection !== this.#parts.inspection || disk.isReadOnly) return []
    this.#removal.goOn()
    manifests.schedule()
    if (!isNews) return []
    for (const id of inspection.findings.conversationIds) onConversation(id)
    return tellFindings(inspection.findings)
  }

  /** The conversations of a place, the one that changed last first: all, or the page after one of them. */
  listConversations(
    place: ConversationPlace = 'recent',
    before: ConversationCursor | null = null,
    limit = ALL,
  ): Conversation[] {
    return this.#parts.disk.use(() => this.#parts.store.conversations(place, before, limit))
  }

  /** Ids of all conversations of a place, the one that changed last first. */
  conversationIds(place: ConversationPlace): string[] {
    return this.#parts.disk.use(() => this.#parts.store.conversationIdsIn(place))
  }

  /** Null when it is not there, or not there any more. */
  conversation(id: string): Conversation | null {
    return this.#parts.disk.use(() => {
      this.#parts.inspection.lookAt(id)
      return this.#parts.store.conversation(id)
    })
  }

  /**
   * A conversation's turns in order, without those in the trash; none when there is no such conversation. All of them, or the
   * last `limit` before a position.
   */
  turnsOf(conversationId: string, before: number = Number.MAX_SAFE_INTEGER, limit = ALL): Turn[] {
    return this.#parts.disk.use(() => {
      this.#parts.inspection.lookAt(conversationId)
      return this.#parts.store.turnsOf(conversationId, before, limit)
    })
  }

  /** All turns of a conversation in order, those in the trash too, without the peaks of their sounds, which makes it fast. */
  historyOf(conversationId: string): Turn[] {
    return this.#parts.disk.use(() => {
      this.#parts.inspection.lookAt(conversationId)
      return this.#parts.store.undrawnTurnsOf(conversationId)
    })
  }

  /** Everything about a conversation in the form of `conversation.json`, the trash included; null when it is not there any more. */
  manifestOf(id: string): Manifest | null {
    return this.#parts.disk.use(() => (this.#parts.store.conversation(id) ? tellManifest(this.#parts.store, id) : null))
  }

  /** One turn, also from the trash. */
  turn(id: string): Turn {
    return this.#parts.disk.use(() => {
      this.#parts.inspection.lookAtTurn(id)
      return this.#parts.store.turn(id)
    })
  }

  /** Turns of all conversations that are being recorded, sent or answered. */
  turnsUnderWay(): Turn[] {
    return this.#parts.disk.use(() => UNDER_WAY.flatMap(status => this.#parts.store.turnsIn(status)))
  }

  /** Drafts of all conversations outside the trash, newest first. */
  drafts(): Turn[] {
    return this.#parts.disk.use(() => this.#parts.store.drafts())
  }

  /** Questions of all conversations outside the trash that wait to be sent, or whose late replies nobody has looked at; oldest first. */
  outbox(): Turn[] {
    return this.#parts.disk.use(() => this.#parts.store.outbox())
  }

  /** Turns that were put into the trash one by one, newest first. */
  trashedTurns(): Turn[] {
    return this.#parts.disk.use(() => this.#parts.store.turnsIn('trashed'))
  }

  /** A page of the turns and conversations that a query finds outside the trash. */
  search(query: SearchQuery, range: SearchRange): SearchPage {
    return this.#parts.disk.use(() => this.#parts.store.search.find(query, range))
  }

  /** Adds a turn at the end of its conversation, which is made when new. Throws bad_input when the turn exists. */
  createTurn(question: NewTurn): Turn {
    return this.#write(question, (store, now) => createTurn(store, question, now))
  }

  /** Changes what is given of a turn. A null `reply` deletes the reply with its sound, for a question that is sent again. */
  changeTurn(id: string, change: TurnChange): Turn {
    const changed = this.#write({ turnId: id }, (store, now) => changeTurn(store, id, change, now))
    if (change.reply === null) {
      this.#parts.sounds.letGo(id, 'reply')
      this.#removal.deleteFiles()
    }
    return changed
  }

  /**
   * Notes where the transcription of a recording stands, and its words when they have come. This does not make its conversation the
   * newest. Words that the user corrected or wrote meanwhile stay.
   */
  changeTranscription(id: string, change: Pick<TurnChange, 'transcription' | 'transcript'>): Turn {
    return this.#write({ turnId: id }, (store, now) => changeTranscription(store, id, change, now))
  }

  /** Ids of turns whose recordings wait to be put into words, oldest first, without the trash: all, or the first `limit`. */
  waitingTranscriptions(limit = ALL): string[] {
    return this.#parts.disk.use(() => this.#parts.store.unsettled.waitingTranscriptions(limit))
  }

  /** A page of the recordings outside the trash that were sent and have no words, the newest first, from the one `before` on. */
  wordlessRecordings(before: number = Number.MAX_SAFE_INTEGER): WordlessRecordings {
    return this.#parts.disk.use(() => this.#parts.store.unsettled.wordlessRecordings(before))
  }

  /** Puts a turn into the trash, a recording that was discarded for a day, anything else for 30. */
  trashTurn(id: string, kind: 'discarded' | 'deleted'): Turn {
    return this.#write({ turnId: id }, (store, now) => trashTurn(store, id, kind, now))
  }

  /** Takes a turn out of the trash as what it was, and its conversation too, if that is there. Other turns stay as they are. */
  restoreTurn(id: string): Turn {
    const turn = this.turn(id)
    if (turn.status === 'trashed') this.#write({ turnId: id }, (store, now) => restoreTurn(store, id, now))
    if (this.conversation(turn.conversationId)?.purgeAt != null) this.restoreConversation(turn.conversationId)
    return this.turn(id)
  }

  /** Deletes a turn with its sounds, at once and for ever, even while they are being written; the last one takes its conversation along. */
  deleteTurn(id: string): void {
    this.#parts.inspection.lookAtTurn(id)
    this.#removal.remove({ turnIds: [id] })
    this.#parts.manifests.schedule()
  }

  /** Changes what the user decides of a conversation. After an empty title it is called by its first words again. */
  changeConversation(id: string, wish: ConversationWish): Conversation {
    return this.#write({ conversationId: id }, store => changeConversation(store, id, wish))
  }

  /**
   * Adds a whole conversation: all of it, or nothing if this fails or Parley ends first. Where its id is taken already it gets a new
   * one. Large files are written bit by bit, so that other work goes on in between.
   * @throws sound_differs when a sound does not have its checksum; the signal's reason
   */
  async addConversation(whole: WholeConversation, signal?: AbortSignal): Promise<Conversation> {
    const ends = AbortSignal.any([this.#ending.signal, ...(signal ? [signal] : [])])
    this.#additions++
    const id = await addWhole(this.#parts.store, this.#parts.disk, whole, ends).finally(() => this.#additions--)
    this.#parts.manifests.schedule()
    return this.#parts.store.conversationThere(id)
  }

  /** Copies a conversation up to one of its turns, to go on from there under another name. Throws as `addConversation` does. */
  async continueConversation(id: string, throughTurnId: string, name: string): Promise<Conversation> {
    const { profileId, personaId } = this.#parts.disk.use(() => this.#parts.store.conversationThere(id))
    const kept = turnsThrough(this.turnsOf(id), throughTurnId)
    const as = { name, now: this.#now(), profileId, personaId }
    return this.addConversation(continuationOf(kept, as, sound => this.pathOf(sound)))
  }

  /** Puts a conversation with everything in it into the trash for 30 days. */
  trashConversation(id: string): Conversation {
    return this.#write({ conversationId: id }, (store, now) => purgeConversationAt(store, id, now + TRASH_KEPT_MS))
  }

  /** Takes a conversation out of the trash. */
  restoreConversation(id: string): Conversation {
    return this.#write({ conversationId: id }, store => purgeConversationAt(store, id, null))
  }

  /** Deletes a conversation with everything in it, at once and for ever, its words in the index soon after. */
  deleteConversation(id: string): void {
    this.#parts.inspection.lookAt(id)
    this.#removal.remove({ conversationIds: [id] })
  }

  /**
   * Deletes for ever what was in the trash for as long as it is kept there: all of it, or at most `atMost` conversations and
   * `atMost` turns. Returns what was deleted.
   */
  purgeTrash(atMost = ALL): Removed {
    const now = this.#now()
    for (const id of this.#parts.disk.use(() => this.#parts.store.unsettled.conversations(now)))
      this.#parts.inspection.lookAt(id)
    return this.#parts.disk.use(() => this.#removal.removeDue(now, atMost))
  }

  /**
   * Opens a turn's recording, or its reply's sound, for writing. An earlier one stays until the new one is finished. Throws bad_input
   * while one is being written there already, and disk_full when there is too little room to note a recording down.
   */
  createSoundFile(turnId: string, side: Side): GrowingSound {
    this.#parts.inspection.lookAtTurn(turnId)
    return this.#parts.sounds.create(turnId, side)
  }

  /** Keeps a whole sound, byte for byte, as a turn's recording or its reply's. Throws bad_input while one is being written there. */
  importSound(turnId: string, source: WholeSound, side: Side = 'recording'): Sound {
    this.#parts.inspection.lookAtTurn(turnId)
    const sound = this.#parts.sounds.keepWhole(turnId, side, source)
    this.#parts.manifests.schedule()
    return sound
  }

  /**
   * Keeps what was measured of a sound file. In a library that may only be read, it is kept until the library is closed.
   * Returns the turn; null when the file is no longer the turn's.
   */
  keepMeasures(turnId: string, side: Side, sound: Sound): Turn | null {
    const { disk, store } = this.#parts
    // The index of a library that is only read is in memory.
    if (disk.isReadOnly) return store.together(() => keepMeasures(store, turnId, side, sound))
    return this.#write({ turnId }, store => keepMeasures(store, turnId, side, sound))
  }

  /** Reads at most `length` bytes of a finished sound from `offset`. */
  readSound(turnId: string, side: Side, offset: number, length: number): SoundPiece {
    const turn = this.turn(turnId)
    const sound = side === 'reply' ? turn.reply?.sound : turn.recording
    if (!sound) throw failWith('not_found', { what: 'sound' })
    return this.#parts.sounds.read(sound, offset, length)
  }

  /** What the replies of a conversation cost together, those in the trash too. */
  costOf(conversationId: string): Sum {
    return this.#parts.disk.use(() => this.#parts.store.spending.sumOf(conversationId))
  }

  /** Every reply that has a cost, and when it was asked for (ms since 1970). */
  costs(): Iterable<Spent & { at: number }> {
    return this.#parts.disk.use(() => [...this.#parts.store.spending.everything()])
  }

  /** When the newest replies came, and when others failed, at most `limit`, the newest first. */
  newestTimes(limit: number): TimedAttempt[] {
    return this.#parts.disk.use(() => this.#parts.store.times.newest(limit))
  }

  /** Counts what there is and what room it takes. */
  diskUse(): DiskUse {
    return measureDiskUse(this.#parts.store, this.#parts.disk)
  }

  /** Absolute path of a finished sound file. Throws disk_failed when it would lead out of the library. */
  pathOf(sound: Sound): string {
    return this.#parts.disk.use(() => insidePath(this.folder, sound.file))
  }

  /** Where a turn's recording is: the path of its file, or its bytes in a private library; null when it is gone. */
  locate({ recording }: Turn): string | Uint8Array | null {
    return recording && this.#parts.sounds.locate(recording)
  }

  /**
   * Replaces the parts at once, mostly by those of another folder; whoever holds the library need not know. When `change` throws,
   * all stays as it was. Nothing may be being written (`isWriting`).
   * @returns the parts it had: closed, but with the folder still locked for this process
   */
  goOnWith(change: (parts: LibraryParts) => LibraryParts): LibraryParts {
    const before = this.#parts
    this.#parts = change(before)
    this.#removal.stop()
    this.#removal = new Removal(this.#parts)
    closeParts(before)
    return before
  }

  /** Brings the conversations' own files up to date. Nothing is being written to them any more when it resolves. */
  catchUp(): Promise<void> {
    return this.#parts.manifests.catchUp()
  }

  /** Lets go of the folder. Sounds that are still being written are recovered when it is opened again. */
  close(): void {
    this.#ending.abort(failWith('cancelled'))
    this.#removal.stop()
    try {
      closeParts(this.#parts)
    } finally {
      this.#parts.lock?.release()
    }
  }

  #now(): number {
    return Math.round(this.#parts.clock())
  }

  /** Runs one change of a turn or a conversation, after its folder was looked at for news that the index does not have. */
  #write<T>(of: { turnId: string } | { conversationId: string }, work: (store: Store, now: number) => T): T {
    if ('turnId' in of) this.#parts.inspection.lookAtTurn(of.turnId)
    else this.#parts.inspection.lookAt(of.conversationId)
    const now = this.#now()
    const result = this.#parts.store.write(() => work(this.#parts.store, now))
    this.#parts.manifests.schedule()
    return result
  }
}
