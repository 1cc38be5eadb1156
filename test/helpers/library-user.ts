import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { setTimeout } from 'node:timers/promises'
import type { Conversation, Turn } from '../../app/conversation.ts'
import { emptyFolder } from '../../main/exchange/job-folders.ts'
import type { Library } from '../../main/library/library.ts'
import { type OpenOptions, openLibrary } from '../../main/library/open-library.ts'
import type { Side } from '../../main/library/paths.ts'
import type { GrowingSound } from '../../main/library/sounds/sounds.ts'
import { contentsOf, conversationsOf } from './library-contents.ts'
import { codeOf, tellingPcm } from './library-folder.ts'
import type { Intent, JournalEntry } from './library-journal.ts'
import type { Random } from './random.ts'

/** A sound that is being written. */
export interface Writing {
  turnId: string
  side: Side
  start: number
  sound: GrowingSound
}

/** Uses a library as Parley does, and records each operation before it begins and once the library has reported it done. */
export class LibraryUser {
  readonly folder: string
  readonly random: Random
  readonly note: (entry: JournalEntry) => void
  /** Sounds being written, oldest first. */
  writing: Writing[] = []
  /** How far the clock was moved. */
  shiftMs = 0
  #opened: Library | null = null

  /** @param note is called with each entry as it is made */
  constructor(folder: string, random: Random, note: (entry: JournalEntry) => void) {
    this.folder = folder
    this.random = random
    this.note = note
  }

  get library(): Library {
    if (!this.#opened) throw new Error('the library is not open')
    return this.#opened
  }

  get isOpen(): boolean {
    return this.#opened !== null
  }

  /** Where exports are made. */
  get exports(): string {
    return join(this.folder, 'exports')
  }

  /** Like a start of Parley, which deletes left-over exports; every folder is compared at once, however busy the machine is. */
  open(options: OpenOptions = {}): void {
    emptyFolder(this.exports)
    const lookMs = Number.POSITIVE_INFINITY
    this.#opened = openLibrary(this.folder, { clock: () => Date.now() + this.shiftMs, lookMs, ...options })
  }

  close(): void {
    this.writing = []
    const library = this.library
    this.#opened = null
    library.close()
  }

  /** Every conversation that has turns, wherever it is listed. */
  conversations(): Conversation[] {
    return conversationsOf(this.library)
  }

  /** Every turn, trashed ones included. */
  turns(): Turn[] {
    return [...contentsOf(this.library).turns.values()]
  }

  /** Runs one operation, and records it before and after. */
  does<T>(operation: string, intent: Intent, work: () => T): T {
    const noteDone = this.#noteBegun(operation, intent)
    const result = work()
    noteDone()
    return result
  }

  /** As `does`, for asynchronous operations. */
  async takesTimeFor(operation: string, intent: Intent, work: () => Promise<unknown>): Promise<void> {
    const noteDone = this.#noteBegun(operation, intent)
    await work()
    noteDone()
  }

  /** Adds a conversation that is a copy of turns there are. */
  async copies(operation: string, turns: readonly Turn[], work: () => Promise<Conversation>): Promise<void> {
    this.note({ is: 'begun', operation, intent: { turns: {}, conversations: {}, adds: true } })
    const conversation = await work()
    const copies = this.library.turnsOf(conversation.id)
    const copiesById = Object.fromEntries(copies.map(turn => [turn.id, turn]))
    this.note({ is: 'done', turns: copiesById, conversations: { [conversation.id]: conversation } })
    for (const [i, { id }] of copies.entries()) this.note({ is: 'copied', from: turns[i]?.id ?? '', to: id })
  }

  /** As `does`, for operations that may touch everything without changing it. */
  doesToAll(operation: string, work: () => void): void {
    const turns = Object.fromEntries(this.turns().map(({ id }) => [id, {}]))
    const conversations = Object.fromEntries(this.conversations().map(({ id }) => [id, {}]))
    this.does(operation, { turns, conversations }, work)
  }

  /** Opens a library that others have used before. */
  begins(): void {
    this.note({ is: 'begun', operation: 'open', intent: { turns: {}, conversations: {}, adds: false } })
    this.open()
    this.note({ is: 'done', turns: {}, conversations: {} })
  }

  /** Begins a sound, which counts as being written from then on. */
  begin(turnId: string, side: Side): Writing {
    const start = this.random.below(2 ** 31)
    const sound = this.library.createSoundFile(turnId, side)
    this.note({ is: 'writing', turnId, side, start })
    const writing = { turnId, side, start, sound }
    this.writing.push(writing)
    return writing
  }

  /** Adds so many bytes to a sound. */
  append({ turnId, side, start, sound }: Writing, length: number): void {
    const bytes = sound.append(tellingPcm(length, start + sound.bytes))
    this.note({ is: 'appended', turnId, side, bytes })
  }

  /** Nothing is written to those turns any more. */
  letGo(turnIds: readonly string[], side?: Side): void {
    this.writing = this.writing.filter(
      writing => !(turnIds.includes(writing.turnId) && (side === undefined || writing.side === side)),
    )
  }

  /** Waits until the library has brought every `conversation.json` up to date by itself. */
  async rest(): Promise<void> {
    const index = new DatabaseSync(join(this.folder, 'library.db'), { readOnly: true })
    const behind = index.prepare('SELECT count(*) AS count FROM conversations WHERE revision > manifest_revision')
    while (Number(behind.get()?.count) > 0) await setTimeout(20)
    index.close()
    this.note({ is: 'told' })
  }

  /** Returns a function that records that the operation is done. */
  #noteBegun(operation: string, { turns = {}, conversations = {}, adds = false }: Intent): () => void {
    const ids = new Set(Object.keys(conversations))
    for (const id of Object.keys(turns)) this.#addConversationOf(id, ids)
    this.note({ is: 'begun', operation, intent: { turns, conversations, adds } })
    return () => {
      for (const id of Object.keys(turns)) this.#addConversationOf(id, ids)
      this.note({
        is: 'done',
        turns: Object.fromEntries(Object.keys(turns).map(id => [id, this.#findTurn(id)])),
        conversations: Object.fromEntries([...ids].map(id => [id, this.library.conversation(id)])),
      })
    }
  }

  #findTurn(id: string): Turn | null {
    return codeOf(() => this.library.turn(id)) === 'nothing' ? this.library.turn(id) : null
  }

  #addConversationOf(turnId: string, ids: Set<string>): void {
    const turn = this.#findTurn(turnId)
    if (turn) ids.add(turn.conversationId)
  }
}
