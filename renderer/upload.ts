import type { Calls } from '../app/contract.ts'
import type { RecordingEnd, Turn } from '../app/conversation.ts'
import { AppError, toFailure } from '../app/errors.ts'
import { MESSAGE_BYTES_LIMIT } from '../app/limits.ts'
import type { Talked } from '../app/turn-times.ts'

const MOST_UNDER_WAY = 8

/**
 * Brings one recording to main, batch by batch and in order. Up to eight batches are under way at once; what comes
 * meanwhile is sent together with the next. The first refusal ends it: nothing more is sent, and the recording is kept as
 * a draft of what main acknowledged.
 */
export class Upload {
  readonly #turnId: string
  readonly #main: Pick<Calls, 'startRecording' | 'appendRecording' | 'finishRecording'>
  readonly #onFailure: (failure: AppError) => void
  #isStarted = false
  #pending: Uint8Array[] = []
  #underWay = 0
  #sequence = 0
  #failure: AppError | null = null
  #idle: (() => void)[] = []

  constructor(
    turnId: string,
    main: Pick<Calls, 'startRecording' | 'appendRecording' | 'finishRecording'>,
    onFailure: (failure: AppError) => void,
  ) {
    this.#turnId = turnId
    this.#main = main
    this.#onFailure = onFailure
  }

  /** Makes the recording in the library as soon as the microphone's name is known. Batches that come earlier wait for it. */
  async start(conversationId: string, microphone: Promise<string>): Promise<void> {
    this.#underWay += 1
    try {
      await this.#main.startRecording({ turnId: this.#turnId, conversationId, microphone: await microphone })
      this.#isStarted = true
    } catch (error) {
      this.#fail(error)
    }
    this.#underWay -= 1
    this.#sendPending()
  }

  /** Sends the next samples, or keeps them until there is room. */
  append(pcm: Uint8Array): void {
    if (this.#failure) return
    this.#pending.push(pcm)
    this.#sendPending()
  }

  /**
   * Waits until everything is written, then ends the recording as meant, or as a draft when a batch was refused.
   * @returns the turn as it is kept; null when nothing is, also because it never began
   */
  async finish(end: RecordingEnd, missingMs: number, talked: Talked): Promise<Turn | null> {
    if (this.#underWay > 0 || this.#pending.length > 0) await new Promise<void>(resolve => this.#idle.push(resolve))
    if (!this.#isStarted) return null
    const meant: RecordingEnd = this.#failure && end.kind === 'send' ? { kind: 'draft', reason: 'disk' } : end
    return this.#main.finishRecording({ turnId: this.#turnId, end: meant, missingMs, talked })
  }

  #sendPending(): void {
    while (this.#isStarted && this.#pending.length > 0 && this.#underWay < MOST_UNDER_WAY) void this.#send(this.#take())
    if (this.#underWay > 0) return
    for (const resolve of this.#idle) resolve()
    this.#idle = []
  }

  async #send(pcm: Uint8Array<ArrayBuffer>): Promise<void> {
    const sequence = this.#sequence++
    this.#underWay += 1
    try {
      await this.#main.appendRecording({ turnId: this.#turnId, sequence, pcm })
    } catch (error) {
      this.#fail(error)
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

  #fail(error: unknown): void {
    this.#pending = []
    if (this.#failure) return
    const { code, message } = toFailure(error)
    this.#failure = new AppError(code, message)
    this.#onFailure(this.#failure)
  }
}
