import { setImmediate as giveWay } from 'node:timers/promises'
import type { Announce, Api } from '../../app/contract.ts'
import { AppError, toFailure } from '../../app/errors.ts'
import type { RetentionPolicy, RetentionPreview } from '../../app/library/retention.ts'
import type { Notice } from '../../app/notices.ts'
import type { Settings } from '../../app/settings.ts'
import type { SettingsFile } from '../files/settings-file.ts'
import type { Library } from '../library/library.ts'

const LOOKED_AT_EVERY_MS = 60 * 60 * 1000
/** Conversations, and as many turns, that go from the trash before anything else has its turn: some milliseconds. */
const PURGED_AT_ONCE = 5

/** What it works with. */
interface Parts {
  library: Library
  settingsFile: SettingsFile
  announce: Announce
  /** Called each time something stays because the clock may be wrong. */
  onHeld: (notice: Notice) => void
}

/** Removes what is kept longer than the user wants, in the trash and outside of it: every hour, and when the policy was changed. */
export class RetentionSchedule {
  readonly #parts: Parts
  #timer: NodeJS.Timeout | null = null
  #isClosed = false
  #sweep: { stop: AbortController; ended: Promise<void> } | null = null

  constructor(parts: Parts) {
    this.#parts = parts
  }

  /** Whether anything is being looked for and removed. */
  get isSweeping(): boolean {
    return this.#sweep !== null
  }

  /** Begins to look, now and every hour. */
  begin(): void {
    if (this.#isClosed) return
    this.#timer = setInterval(() => this.#start(false), LOOKED_AT_EVERY_MS).unref()
    this.#start(false)
  }

  /** Counts what a policy would remove now. Throws disk_*. */
  preview(policy: RetentionPolicy): Promise<RetentionPreview> {
    return this.#parts.library.retention.preview(policy)
  }

  /** The user has seen what a policy removes and wants it. Throws disk_* and changes nothing. */
  apply(policy: RetentionPolicy): Settings {
    const { settingsFile, announce } = this.#parts
    const settings = settingsFile.change({ retention: policy })
    announce('settingsChanged', { settings })
    this.#start(true)
    return settings
  }

  /** Stops; what is left is removed after the next start. The library may be closed when this resolves. */
  async close(): Promise<void> {
    this.#isClosed = true
    if (this.#timer) clearInterval(this.#timer)
    this.#sweep?.stop.abort()
    await this.#sweep?.ended
  }

  /** One at a time: what is confirmed ends what is under way, anything else waits for the next hour. */
  #start(isConfirmed: boolean): void {
    const before = this.#sweep
    if (before && !isConfirmed) return
    before?.stop.abort()
    const stop = new AbortController()
    const sweep = { stop, ended: this.#run(before?.ended, isConfirmed, stop.signal) }
    this.#sweep = sweep
    void sweep.ended.then(() => {
      if (this.#sweep === sweep) this.#sweep = null
    })
  }

  /** Lets some of what was in the trash for long enough go. Returns whether there was any. */
  #purgeSome(): boolean {
    const { library, announce } = this.#parts
    const { conversationIds, turns } = library.purgeTrash(PURGED_AT_ONCE)
    for (const conversationId of conversationIds) announce('conversationDeleted', { conversationId })
    for (const turn of turns) announce('turnDeleted', turn)
    return conversationIds.length + turns.length > 0
  }

  async #run(before: Promise<void> | undefined, isConfirmed: boolean, signal: AbortSignal): Promise<void> {
    const { library, settingsFile, announce, onHeld } = this.#parts
    await before
    try {
      while (this.#purgeSome()) {
        await giveWay()
        signal.throwIfAborted()
      }
      if (library.retention.isTrashHeld) onHeld({ name: 'trash_held' })
      const isHeld = await library.retention.sweep(settingsFile.current().retention, {
        ...{ isConfirmed, signal },
        onSwept: swept => {
          if ('turn' in swept) announce('turnChanged', swept)
          else announce('turnDeleted', swept)
        },
      })
      if (isHeld) onHeld({ name: 'clock_doubted' })
    } catch (error) {
      if (signal.aborted) return
      if (!(error instanceof AppError && error.code === 'library_newer')) console.error(toFailure(error).message)
    }
  }
}

/** Answers what the window asks about how long things are kept. */
export function retentionRequests(retention: RetentionSchedule): Pick<Api, 'previewRetention' | 'applyRetention'> {
  return {
    previewRetention: ({ policy }) => retention.preview(policy),
    applyRetention: async ({ policy }) => retention.apply(policy),
  }
}
