import { buryConversation, buryTurn } from './deletion.ts'
import type { Disk } from './disk.ts'
import type { Sounds } from './sounds.ts'
import type { Store } from './store.ts'
import { Wiping } from './wiping.ts'

/** Deletes for ever: rows first, then the files they named, then what is left of their words in the index. */
export class Removal {
  private readonly store: Store
  private readonly disk: Disk
  private readonly sounds: Sounds
  private readonly wiping: Wiping

  constructor({ store, disk, sounds }: RemovalParts) {
    this.store = store
    this.disk = disk
    this.sounds = sounds
    this.wiping = new Wiping(store)
  }

  /**
   * Deletes turns and conversations with everything in them, even while it is being written; the last turn takes its conversation
   * along. All of them, or none when it throws. Throws not_found, library_newer and disk_*.
   */
  remove({ turnIds = [], conversationIds = [] }: { turnIds?: string[]; conversationIds?: string[] }): void {
    const inConversations = this.disk.use(() => conversationIds.flatMap(id => this.store.turnIdsOf(id)))
    const changed = this.disk.use(() => turnIds.map(id => this.store.turn(id).conversationId))
    this.store.write(() => {
      for (const id of turnIds) buryTurn(this.store, id)
      for (const id of conversationIds) buryConversation(this.store, id)
    })
    this.letGo([...turnIds, ...inConversations])
    this.sounds.deleteBuried(new Set(changed))
    if (conversationIds.length > 0 || this.disk.use(() => this.store.wipes.isDue())) this.wiping.begin()
  }

  /**
   * Deletes what was to go at that time or before, at most so many conversations and as many turns. Returns how many of both that
   * were. Throws as `remove` does.
   */
  removeDue(time: number, atMost: number): number {
    const conversationIds = this.store.unsettled.conversationsDueForPurge(time, atMost)
    const going = new Set(conversationIds)
    const dueTurnIds = this.store.unsettled.turnsDueForPurge(time, atMost)
    const turnIds = dueTurnIds.filter(id => !going.has(this.store.turn(id).conversationId))
    const count = conversationIds.length + turnIds.length
    if (count > 0) this.remove({ turnIds, conversationIds })
    return count
  }

  /** Deletes the files that are noted for deletion, as far as they can be now. */
  deleteFiles(): void {
    this.sounds.deleteBuried()
  }

  /** Goes on with what an earlier run had no time for. */
  goOn(): void {
    this.deleteFiles()
    if (this.disk.use(() => this.store.wipes.isDue())) this.wiping.begin()
  }

  /** Stops; the next start goes on. */
  stop(): void {
    this.wiping.stop()
  }

  private letGo(turnIds: readonly string[]): void {
    for (const turnId of turnIds) {
      this.sounds.letGo(turnId, 'recording')
      this.sounds.letGo(turnId, 'reply')
    }
  }
}

/** What deleting for ever works on. */
interface RemovalParts {
  store: Store
  disk: Disk
  sounds: Sounds
}
