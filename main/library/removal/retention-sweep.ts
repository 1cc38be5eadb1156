import { setImmediate as giveWay } from 'node:timers/promises'
import type { Turn } from '../../../app/conversation.ts'
import { type RetentionPolicy, type RetentionPreview, removesSomething } from '../../../app/library/retention.ts'
import type { Disk } from '../disk.ts'
import type { LibraryParts } from '../library-parts.ts'
import type { ManifestWriter } from '../manifest/manifest-writer.ts'
import type { Store } from '../store.ts'
import { burySounds, buryTurn, deleteOneByOne } from './deletion.ts'
import type { Removal } from './removal.ts'
import { isClockDoubtful, planRetention, type RetainedTurn, type RetentionRemoval } from './retention.ts'

/** How many turns are counted before other work has its turn: some milliseconds. */
const COUNTED_AT_ONCE = 100
/** How many turns are changed at once: as long. */
const CHANGED_AT_ONCE = 10
/** After how many turns their files are deleted, once each `conversation.json` no longer describes them. */
const CHANGED_BEFORE_DELETED = 100

/** What became of a turn: it was changed, or deleted with all that was left of it. */
export type SweptTurn = { turn: Turn } | { turnId: string; conversationId: string }

/**
 * Keeps what was said no longer than the user wants. It works in small steps, each of them complete, and gives way to everything else in
 * between: first rows and tombstones, then each `conversation.json`, then the sound files. If it is interrupted, the next run continues.
 */
export class RetentionSweep {
  readonly #store: Store
  readonly #disk: Disk
  readonly #manifests: ManifestWriter
  readonly #inspection: LibraryParts['inspection']
  readonly #removal: Removal
  readonly #clock: () => number

  constructor(parts: LibraryParts, removal: Removal) {
    this.#store = parts.store
    this.#disk = parts.disk
    this.#manifests = parts.manifests
    this.#inspection = parts.inspection
    this.#clock = parts.clock
    this.#removal = removal
  }

  /** Whether something in the trash stays past its time because the clock may be wrong. Throws disk_*. */
  get isTrashHeld(): boolean {
    return this.#disk.use(() => this.#store.unsettled.isPurgeHeld(Math.round(this.#clock())))
  }

  /** Counts what a policy would remove now. Throws disk_*. */
  async preview(policy: RetentionPolicy, signal?: AbortSignal): Promise<RetentionPreview> {
    const now = Math.round(this.#clock())
    const newestAt = this.#disk.use(() => this.#store.retention.newestAt())
    const preview = { sounds: 0, bytes: 0, texts: 0, turns: 0, conversations: 0, oldestAt: null as number | null }
    const conversations = new Set<string>()
    for (const { turn, takes } of await this.#all(policy, now, signal)) {
      if (takes !== 'words') {
        preview.sounds += turn.sounds
        preview.bytes += turn.soundBytes
      }
      if (takes !== 'sound' && turn.hasWords) preview.texts++
      if (takes === 'turn') preview.turns++
      preview.oldestAt ??= turn.createdAt
      conversations.add(turn.conversationId)
    }
    return { ...preview, conversations: conversations.size, isClockDoubtful: isClockDoubtful(now, newestAt) }
  }

  /**
   * Removes what is due, and reports what became of each turn. If the clock may be wrong, nothing is removed by age unless the user has
   * seen what would be.
   * @returns whether something stays for that reason
   * @throws library_newer, disk_*, and the signal's reason
   */
  async sweep(
    policy: RetentionPolicy,
    options: { isConfirmed: boolean; signal: AbortSignal; onSwept: (turn: SweptTurn) => void },
  ): Promise<boolean> {
    const { isConfirmed, signal, onSwept } = options
    const now = Math.round(this.#clock())
    const newestAt = this.#disk.use(() => this.#store.retention.newestAt())
    const isHeld = !isConfirmed && isClockDoubtful(now, newestAt)
    const counting = isHeld ? { ...policy, soundDays: null, wordsDays: null } : policy
    if (removesSomething(counting)) await this.#removeAll(counting, now, signal, onSwept)
    return isHeld && (await this.#all(policy, now, signal)).length > 0
  }

  async #removeAll(
    policy: RetentionPolicy,
    now: number,
    signal: AbortSignal,
    onSwept: (turn: SweptTurn) => void,
  ): Promise<void> {
    let after: RetainedTurn | null = null
    let soundBytes = this.#soundBytes()
    let waiting = 0
    for (let isDone = false; !isDone; ) {
      signal.throwIfAborted()
      const turns: RetainedTurn[] = this.#page(after, CHANGED_AT_ONCE)
      const plan = planRetention(turns, policy, now, soundBytes)
      for (const swept of this.#take(plan.removals, now)) onSwept(swept)
      soundBytes = plan.soundBytes
      after = turns.at(-1) ?? null
      isDone = plan.isDone || turns.length < CHANGED_AT_ONCE
      waiting += plan.removals.length
      if (waiting >= CHANGED_BEFORE_DELETED || (isDone && waiting > 0)) {
        await deleteOneByOne(this.#store, this.#disk, this.#manifests, signal)
        waiting = 0
      }
      await giveWay()
    }
    this.#removal.goOn()
  }

  async #all(policy: RetentionPolicy, now: number, signal?: AbortSignal): Promise<RetentionRemoval[]> {
    const removals: RetentionRemoval[] = []
    let after: RetainedTurn | null = null
    let soundBytes = this.#soundBytes()
    for (let isDone = !removesSomething(policy); !isDone; ) {
      signal?.throwIfAborted()
      const turns: RetainedTurn[] = this.#page(after, COUNTED_AT_ONCE)
      const plan = planRetention(turns, policy, now, soundBytes)
      removals.push(...plan.removals)
      soundBytes = plan.soundBytes
      after = turns.at(-1) ?? null
      isDone = plan.isDone || turns.length < COUNTED_AT_ONCE
      await giveWay()
    }
    return removals
  }

  #take(removals: readonly RetentionRemoval[], now: number): SweptTurn[] {
    if (removals.length === 0) return []
    for (const { turn } of removals) this.#inspection.lookAtTurn(turn.turnId)
    const swept = this.#store.write(() => removals.flatMap(removal => this.#takeOne(removal, now)))
    this.#manifests.schedule()
    return swept
  }

  #takeOne({ turn: { turnId, conversationId }, takes }: RetentionRemoval, now: number): SweptTurn[] {
    const turn = this.#store.findTurn(turnId)
    // Its `conversation.json` was newer than the index, and no longer has that turn.
    if (!turn) return []
    if (takes === 'turn') {
      buryTurn(this.#store, turnId)
      return [{ turnId, conversationId }]
    }
    if (takes === 'sound') {
      const silent = burySounds(this.#store, turn)
      this.#store.saveTurn({ ...silent, transcription: null, expired: 'sound' }, now)
    } else {
      this.#takeWords(turn, now)
    }
    this.#store.summarise(conversationId)
    return [{ turn: this.#store.turn(turnId) }]
  }

  #takeWords(turn: Turn, now: number): void {
    const reply = turn.reply && { ...turn.reply, words: '', alignment: [], isEdited: false }
    const wordless: Turn = { ...turn, text: '', transcript: null, reply, expired: 'words' }
    this.#store.saveTurn(wordless, now)
    this.#store.indexWords(wordless)
    this.#store.wipes.note()
  }

  #page(after: RetainedTurn | null, limit: number): RetainedTurn[] {
    return this.#disk.use(() => this.#store.retention.page(after, limit))
  }

  #soundBytes(): number {
    return this.#disk.use(() => this.#store.soundUse().soundBytes)
  }
}
