import type { Disk } from '../disk.ts'
import type { Sounds } from '../sounds/sounds.ts'
import type { Store } from '../store.ts'
import { buryConversation, buryTurn } from './deletion.ts'
import { Wiping } from './wiping.ts'

/** Whole conversations, and turns of others, that were deleted for good. */
export interface Removed {
  conversationIds: readonly string[]
  turns: readonly { turnId: string; conversationId: string }[]
}

/** Deletes for good: first rows, then the files they named, then what is left of their words in the index. */
export class Removal {
  readonly #store: Store
  readonly #disk: Disk
  readonly #sounds: Sounds
  readonly #wiping: Wiping

  constructor({ store, disk, sounds }: RemovalParts) {
    this.#store = store
    this.#disk = disk
    this.#sounds = sounds
    this.#wiping = new Wiping(store)
  }

  /**
   * Deletes turns and conversations with everything in them, even while they are being written. A conversation is deleted with its last
   * turn. Deletes all of them, or none if it throws. Throws not_found, library_newer and disk_*.
   */
  remove({ turnIds = [], conversationIds = [] }: { turnIds?: string[]; conversationIds?: string[] }): void {
    const inConversations = this.#disk.use(() => conversationIds.flatMap(id => this.#store.turnIdsOf(id)))
    const changed = this.#disk.use(() => turnIds.map(id => this.#store.turn(id).conversationId))
    this.#store.write(() => {
      for (const id of turnIds) buryTurn(this.#store, id)
      for (const id of conversationIds) buryConversation(this.#store, id)
    })
    this.#letGo([...turnIds, ...inConversations])
    this.#sounds.deleteBuried(new Set(changed))
    if (conversationIds.length > 0 || this.#disk.use(() => this.#store.wipes.isDue())) this.#wiping.begin()
  }

  /**
   * Deletes what was due at that time or before: at most so many conversations and as many turns. Returns what was deleted. Throws as
   * `remove` does.
   */
  removeDue(time: number, atMost: number): Removed {
    const conversationIds = this.#store.unsettled.conversationsDueForPurge(time, atMost)
    const going = new Set(conversationIds)
    const turns = this.#store.unsettled
      .turnsDueForPurge(time, atMost)
      .map(turnId => ({ turnId, conversationId: this.#store.turn(turnId).conversationId }))
      .filter(({ conversationId }) => !going.has(conversationId))
    const turnIds = turns.map(({ turnId }) => turnId)
    if (conversationIds.length + turns.length > 0) this.remove({ turnIds, conversationIds })
    return { conversationIds, turns }
  }

  /** Deletes the files that are marked for deletion, as far as possible now. */
  deleteFiles(): void {
    this.#sounds.deleteBuried()
  }

  /** Continues with what an earlier run had no time for. */
  goOn(): void {
    this.deleteFiles()
    if (this.#disk.use(() => this.#store.wipes.isDue())) this.#wiping.begin()
  }

  /** Stops. The next start continues. */
  stop(): void {
    this.#wiping.stop()
  }

  #letGo(turnIds: readonly string[]): void {
    for (const turnId of turnIds) {
      this.#sounds.letGo(turnId, 'recording')
      this.#sounds.letGo(turnId, 'reply')
    }
  }
}

/** What `Removal` works on. */
interface RemovalParts {
  store: Store
  disk: Disk
  sounds: Sounds
}
