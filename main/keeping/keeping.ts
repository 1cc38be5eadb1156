import type { EventName, Payload } from '../../app/contract.ts'
import type { Conversation, Sound, Turn } from '../../app/conversation.ts'
import type { Sum } from '../../app/cost/spending.ts'
import { failWith } from '../../app/errors.ts'
import type { ConversationWish } from '../library/conversation-changes.ts'
import type { Library } from '../library/library.ts'
import { openPrivateLibrary } from '../library/open-private.ts'
import type { GrowingSound, SoundPiece, WholeSound } from '../library/sounds/sounds.ts'
import type { NewTurn, TurnChange } from '../library/turn-changes.ts'

/** What a library does with one conversation or one of its turns, whichever library has it. */
export type Keeper = Pick<
  Library,
  | 'conversation'
  | 'turnsOf'
  | 'historyOf'
  | 'turn'
  | 'createTurn'
  | 'changeTurn'
  | 'trashTurn'
  | 'restoreTurn'
  | 'deleteTurn'
  | 'changeConversation'
  | 'costOf'
  | 'createSoundFile'
  | 'importSound'
  | 'readSound'
  | 'locate'
>

/** A conversation that is kept in memory alone, and for one window. */
interface PrivateConversation {
  windowId: string
  library: Library
  turnIds: Set<string>
}

/**
 * Passes work on a conversation or turn to the library that keeps it: the one in the data folder, or the one in memory that each private
 * conversation has for itself. Whoever works on a turn need not know which. Nothing of a private conversation ever gets into the data folder.
 */
export class Keeping implements Keeper {
  readonly #library: Library
  readonly #privates = new Map<string, PrivateConversation>()
  /** Ids of private conversations that are over. A turn that still arrives for one must not begin a conversation on the disk. */
  readonly #overIds = new Set<string>()

  constructor(library: Library) {
    this.#library = library
  }

  /** Begins a private conversation. Throws bad_input when there is such a conversation, or the window has another private one. */
  openPrivate(conversationId: string, windowId: string): void {
    if (this.privateOf(windowId)) throw failWith('bad_input', { what: { name: 'there_already' } })
    if (this.conversation(conversationId) || this.#privates.has(conversationId)) {
      throw failWith('bad_input', { what: { name: 'there_already' } })
    }
    this.#privates.set(conversationId, { windowId, library: openPrivateLibrary(), turnIds: new Set() })
  }

  /** The private conversation of a window; null when it has none. */
  privateOf(windowId: string): string | null {
    for (const [conversationId, kept] of this.#privates) if (kept.windowId === windowId) return conversationId
    return null
  }

  /** Every private conversation there is. */
  privateIds(): string[] {
    return [...this.#privates.keys()]
  }

  /** Questions that wait to be sent, or whose late replies nobody has looked at, private ones too. */
  outbox(): Turn[] {
    return [this.#library, ...[...this.#privates.values()].map(({ library }) => library)].flatMap(kept => kept.outbox())
  }

  /** Forgets a private conversation with everything in it. What is under way in it is to be ended before. */
  closePrivate(conversationId: string): void {
    this.#privates.get(conversationId)?.library.close()
    if (this.#privates.delete(conversationId)) this.#overIds.add(conversationId)
  }

  isPrivate(conversationId: string): boolean {
    return this.#privates.has(conversationId)
  }

  /** The window that alone may hear of something, because it is private; undefined when all may. */
  listenerTo(news: Payload<EventName>): string | undefined {
    if ('turn' in news) return this.#privates.get(news.turn.conversationId)?.windowId
    if ('conversation' in news) return this.#privates.get(news.conversation.id)?.windowId
    if ('conversationId' in news) return this.#privates.get(news.conversationId)?.windowId
    return 'turnId' in news ? this.#privateWith(news.turnId)?.windowId : undefined
  }

  conversation(id: string): Conversation | null {
    return this.#ofConversation(id).conversation(id)
  }

  turnsOf(conversationId: string, before?: number, limit?: number): Turn[] {
    return this.#ofConversation(conversationId).turnsOf(conversationId, before, limit)
  }

  historyOf(conversationId: string): Turn[] {
    return this.#ofConversation(conversationId).historyOf(conversationId)
  }

  turn(id: string): Turn {
    return this.#ofTurn(id).turn(id)
  }

  createTurn(question: NewTurn): Turn {
    const kept = this.#privates.get(question.conversationId)
    if (!kept && this.#overIds.has(question.conversationId)) throw failWith('not_found', { what: 'conversation' })
    const turn = (kept?.library ?? this.#library).createTurn(question)
    kept?.turnIds.add(question.id)
    return turn
  }

  changeTurn(id: string, change: TurnChange): Turn {
    return this.#ofTurn(id).changeTurn(id, change)
  }

  trashTurn(id: string, kind: 'discarded' | 'deleted'): Turn {
    return this.#ofTurn(id).trashTurn(id, kind)
  }

  restoreTurn(id: string): Turn {
    return this.#ofTurn(id).restoreTurn(id)
  }

  deleteTurn(id: string): void {
    this.#ofTurn(id).deleteTurn(id)
  }

  changeConversation(id: string, change: ConversationWish): Conversation {
    return this.#ofConversation(id).changeConversation(id, change)
  }

  costOf(conversationId: string): Sum {
    return this.#ofConversation(conversationId).costOf(conversationId)
  }

  createSoundFile(turnId: string, side: 'recording' | 'reply'): GrowingSound {
    return this.#ofTurn(turnId).createSoundFile(turnId, side)
  }

  importSound(turnId: string, source: WholeSound, side?: 'recording' | 'reply'): Sound {
    return this.#ofTurn(turnId).importSound(turnId, source, side)
  }

  readSound(turnId: string, side: 'recording' | 'reply', offset: number, length: number): SoundPiece {
    return this.#ofTurn(turnId).readSound(turnId, side, offset, length)
  }

  locate(turn: Turn): string | Uint8Array | null {
    return this.#ofConversation(turn.conversationId).locate(turn)
  }

  #ofConversation(id: string): Library {
    return this.#privates.get(id)?.library ?? this.#library
  }

  #ofTurn(id: string): Library {
    return this.#privateWith(id)?.library ?? this.#library
  }

  #privateWith(turnId: string): PrivateConversation | null {
    for (const kept of this.#privates.values()) if (kept.turnIds.has(turnId)) return kept
    return null
  }
}
