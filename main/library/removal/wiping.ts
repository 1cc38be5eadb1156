import { AppError } from '../../../app/errors.ts'
import type { Store } from '../store.ts'

/** How long a deletion waits for its words to be gone. With some thousand turns that is enough. */
const FIRST_MS = 50
/** After that, how long other work may have to wait, and how long it then has for itself. */
const SLICE_MS = 4
/** How long to wait for the next of a series of deletions. */
const SERIES_MS = 500
const REST_MS = 20

/**
 * Makes sure that no deleted word is left in the index. FTS5 keeps the words of deleted turns until it merges its segments, so this merges
 * them, bit by bit, and then gives the free space back to the disk. The index records that this is due.
 */
export class Wiping {
  readonly #store: Store
  #timer: NodeJS.Timeout | null = null
  #isBegun = false
  #isStopped = false

  constructor(store: Store) {
    this.#store = store
  }

  /** Wipes, if that is due, for a short while at once and the rest bit by bit. What fails is tried again at the next start. */
  begin(): void {
    const isFirst = this.#timer === null
    this.#isBegun = false
    if (isFirst) this.#goOn(FIRST_MS)
    else this.#rest(SERIES_MS)
  }

  /** Stops wiping. */
  stop(): void {
    this.#isStopped = true
    if (this.#timer) clearTimeout(this.#timer)
  }

  #goOn(ms: number): void {
    if (this.#isStopped) return
    const until = performance.now() + ms
    try {
      while (performance.now() < until) {
        const isDone = this.#store.write(() => !this.#store.wipes.isDue() || this.#store.wipes.step(!this.#isBegun))
        this.#isBegun = true
        if (isDone) {
          this.#store.shrink()
          this.#timer = null
          return
        }
      }
    } catch (error) {
      if (!(error instanceof AppError)) throw error
      this.#timer = null
      return
    }
    this.#rest(REST_MS)
  }

  #rest(ms: number): void {
    if (this.#timer) clearTimeout(this.#timer)
    this.#timer = setTimeout(() => this.#goOn(SLICE_MS), ms).unref()
  }
}
