import type { Failure } from '../errors.ts'
import { MESSAGE_BYTES_LIMIT } from '../limits.ts'
import { BYTES_PER_SAMPLE } from '../pcm.ts'
import type { Answer } from '../wire.ts'

const MOST_UNDER_WAY = 8

/** Sends one batch to main, which answers when the batch is in the file. */
type Append = (sequence: number, pcm: Uint8Array<ArrayBuffer>) => Promise<Answer>

/**
 * Sends one recording to main, batch by batch and in order. Up to eight batches are under way at once; samples that arrive meanwhile are
 * sent together with the next. The first refusal ends it: nothing more is sent, and the recording is what main has acknowledged.
 */
export class RecordingUpload {
  readonly #append: Append
  readonly #onFailure: (failure: Failure) => void
  #hasBegun = false
  #expectsMore = true
  #pending: Uint8Array[] = []
  #bytes = 0
  #underWay = 0
  #sequence = 0
  #hasFailed = false
  #waiting: { bytes: number; resolve: () => void }[] = []

  constructor(append: Append, onFailure: (failure: Failure) => void) {
    this.#append = append
    this.#onFailure = onFailure
  }

  /** Whether main has begun the recording. */
  get hasBegun(): boolean {
    return this.#hasBegun
  }

  /** Main has begun the recording: the samples so far are sent, and all that follow. */
  begin(): void {
    this.#hasBegun = true
    this.#sendPending()
  }

  /** Sends the next samples, or keeps them until fewer batches are under way. */
  add(pcm: Uint8Array): void {
    if (this.#hasFailed) return
    this.#bytes += pcm.byteLength
    this.#pending.push(pcm)
    this.#sendPending()
  }

  /** No more samples will come: `written` then waits only for those that have. */
  expectNoMore(): void {
    this.#expectsMore = false
    if (!this.#hasBegun) this.#pending = []
    this.#tellWritten()
  }

  /** Resolves when so many samples have come and are written, or when nothing more will be. */
  written(samples: number): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>()
    this.#waiting.push({ bytes: samples * BYTES_PER_SAMPLE, resolve })
    this.#tellWritten()
    return promise
  }

  /** Whether so many samples have come, and main has acknowledged all. */
  isWhole(samples: number): boolean {
    const isWaiting = this.#underWay > 0 || this.#pending.length > 0
    return !this.#hasFailed && !isWaiting && this.#bytes >= samples * BYTES_PER_SAMPLE
  }

  #sendPending(): void {
    while (this.#hasBegun && this.#pending.length > 0 && this.#underWay < MOST_UNDER_WAY) void this.#send(this.#take())
    this.#tellWritten()
  }

  #tellWritten(): void {
    if (this.#underWay > 0 || this.#pending.length > 0) return
    const isOver = ({ bytes }: { bytes: number }) => this.#hasFailed || !this.#expectsMore || this.#bytes >= bytes
    for (const { resolve } of this.#waiting.filter(isOver)) resolve()
    this.#waiting = this.#waiting.filter(waiting => !isOver(waiting))
  }

  async #send(pcm: Uint8Array<ArrayBuffer>): Promise<void> {
    const sequence = this.#sequence++
    this.#underWay += 1
    try {
      const answer = await this.#append(sequence, pcm)
      if (!answer.ok) this.#fail(answer.failure)
    } catch {
      // The connection to main is broken. Without this, the end of the recording would wait for ever. The page says so, because a worker
      // has no words.
      this.#fail({ code: 'connection_lost', message: '', values: {} })
    }
    this.#underWay -= 1
    this.#sendPending()
  }

  /** Joins waiting batches into one of at most MESSAGE_BYTES_LIMIT. */
  #take(): Uint8Array<ArrayBuffer> {
    let bytes = 0
    let count = 0
    for (const batch of this.#pending) {
      if (count > 0 && bytes + batch.byteLength > MESSAGE_BYTES_LIMIT) break
      bytes += batch.byteLength
      count += 1
    }
    const joined = new Uint8Array(bytes)
    let at = 0
    for (const batch of this.#pending.splice(0, count)) {
      joined.set(batch, at)
      at += batch.byteLength
    }
    return joined
  }

  #fail(failure: Failure): void {
    this.#pending = []
    if (this.#hasFailed) return
    this.#hasFailed = true
    this.#onFailure(failure)
  }
}
