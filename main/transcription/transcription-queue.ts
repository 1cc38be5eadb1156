import { setTimeout as delay } from 'node:timers/promises'
import type { BackfillProgress } from '../../app/contract/turn-requests.ts'
import type { Announce, EventName, Payload } from '../../app/contract.ts'
import type { Transcription, Turn, TurnStatus } from '../../app/conversation.ts'
import type { Cost } from '../../app/cost/cost.ts'
import { AppError, type Failure, failWith, toFailure } from '../../app/errors.ts'
import type { Settings } from '../../app/settings.ts'
import type { Endpoint } from '../endpoint/endpoint.ts'
import type { PaidStep } from '../endpoint/reply/reply-part.ts'
import type { AskTimeouts } from '../endpoint/request/question.ts'
import { Transcriber, type TranscriptionFailure, type TranscriptionOutcome } from '../endpoint/transcribe.ts'
import type { Library } from '../library/library.ts'
import { Backfill } from './backfill.ts'
import { stepAfter } from './transcription-retries.ts'

/** What the queue works with. */
export interface TranscriptionQueueOptions {
  library: Library
  announce: Announce
  /** Who is to be asked in a conversation now. Throws endpoint_*, profile_missing and key_malformed. */
  endpoint: (conversationId: string) => Endpoint
  settings: () => Settings
  /** Notes whether earlier recordings are being put into words. Throws disk_*. */
  setBackfilling: (isBackfilling: boolean) => void
  /** Whether something is being recorded or answered, which has precedence. */
  isBusy: () => boolean
  /** Whether the month's limit forbids to send anything by itself in a conversation: transcriptions are paid for too. */
  isStopped?: (conversationId: string) => boolean
  /** Notes what words have cost. */
  noteStep?: (endpoint: Endpoint, step: PaidStep) => Cost | null
  /** Called when `unavailable` changes. */
  onAvailability: () => void
  timeouts?: Partial<AskTimeouts>
  /** Waits, until the signal ends it. */
  wait?: (ms: number, signal: AbortSignal) => Promise<unknown>
}

/** A recording that is being put into words. */
interface Run {
  turnId: string
  controller: AbortController
  /** Whether the whole request is out, so that ending it would save nothing. */
  isSent: boolean
}

/** Events after which there may be something to do, or to stop doing. */
const telling: readonly EventName[] = [
  'turnChanged',
  'turnDeleted',
  'replyEnded',
  'conversationChanged',
  'conversationDeleted',
]
/** How many waiting recordings are looked through for one that may be sent. */
const LOOKED_THROUGH = 50
const beginning: readonly TurnStatus[] = ['recording', 'sending', 'replying']

/**
 * Puts recordings into words, one at a time and only while nothing is recorded or answered: first those of turns that wait for it, then all
 * earlier ones, if the user wants that. What waits is kept in the library's rows, so it survives a restart.
 */
export class TranscriptionQueue {
  /** Why it cannot be done, mostly because the endpoint does not offer it. Nothing is tried until something about that changes. */
  unavailable: Failure | null = null
  readonly #options: TranscriptionQueueOptions
  readonly #transcriber = new Transcriber()
  readonly #backfill: Backfill
  readonly #retries = { turnId: '', count: 0 }
  #run: Run | null = null
  #resting: AbortController | null = null
  #isAwake = false
  #isClosed = false
  #working: Promise<void> = Promise.resolve()

  constructor(options: TranscriptionQueueOptions) {
    this.#options = options
    this.#backfill = new Backfill(options.library)
  }

  /** What `Turn.transcription` becomes when the turn's question is sent. */
  standing({ recording, transcript, transcription }: Turn): Transcription | null {
    const isWanted = recording !== null && transcript === null && this.#isOn() && !this.unavailable
    return isWanted ? { name: 'waiting' } : transcription
  }

  /** Follows what is announced: stops for a question that begins, goes on when it has ended, and drops what was thrown away. */
  hear<N extends EventName>(name: N, payload: Payload<N>): void {
    if (!telling.includes(name)) return
    const isBeginning = 'turn' in payload && beginning.includes(payload.turn.status)
    const run = this.#run
    if (run && ((isBeginning && !run.isSent) || !this.#wanted(run.turnId))) run.controller.abort()
    // `conversationChanged` follows every change of a turn, also of one that begins: it must not wake.
    if (!isBeginning && name !== 'conversationChanged') this.wake()
  }

  /** Looks for something to do, unless something is being done. */
  wake(): void {
    if (this.#isAwake || this.#isClosed) return
    this.#isAwake = true
    this.#working = this.#work()
  }

  /** The endpoint or the settings of transcription were changed, so what failed before may work now. */
  reconsider(): void {
    this.#setUnavailable(null)
    this.#resting?.abort()
    if (!this.#isOn()) this.#run?.controller.abort()
    this.wake()
  }

  /** Tries again to put a recording into words. Throws not_found, disk_*, and bad_input while transcription is switched off. */
  retry(turnId: string): void {
    this.#requireOn()
    if (!this.#options.library.turn(turnId).recording) throw failWith('not_found', { what: 'recording' })
    this.#note(turnId, { transcription: { name: 'waiting' } })
    this.reconsider()
  }

  /** Begins with earlier recordings. Throws disk_*, and bad_input while it is switched off. */
  async startBackfill(): Promise<BackfillProgress> {
    this.#requireOn()
    const counted = await this.#backfill.count(() => this.#isClosed)
    if (!this.#backfill.isRunning) {
      this.#options.setBackfilling(true)
      this.#backfill.begin(counted)
      this.reconsider()
    }
    return this.#backfill.progress()
  }

  /** Leaves earlier recordings as they are; those that have their words keep them. Throws disk_*. */
  stopBackfill(): BackfillProgress {
    const run = this.#run
    this.#options.setBackfilling(false)
    if (run && this.#wanted(run.turnId)?.transcription?.name !== 'waiting') run.controller.abort()
    this.#resting?.abort()
    this.#backfill.end()
    return this.#backfill.progress()
  }

  /** How far earlier recordings are. */
  async progress(): Promise<BackfillProgress> {
    if (this.#backfill.isRunning) return this.#backfill.progress()
    const { count, ms } = await this.#backfill.count(() => this.#isClosed)
    return { isRunning: this.#isBackfilling(), done: 0, total: count, leftMs: ms }
  }

  /** Whether a recording is being put into words. */
  get isUnderWay(): boolean {
    return this.#run !== null
  }

  /** Ends what is being done; it waits for the next start. The library may be closed when this resolves. */
  async close(): Promise<void> {
    this.#isClosed = true
    this.#run?.controller.abort()
    this.#resting?.abort()
    await this.#working
  }

  async #work(): Promise<void> {
    try {
      // Earlier recordings were being worked on when Parley ended.
      if (this.#isOn() && this.#isBackfilling() && !this.#backfill.isRunning) {
        const counted = await this.#backfill.count(() => this.#isClosed)
        if (this.#isBackfilling()) this.#backfill.begin(counted)
      }
      for (let turnId = this.#next(); turnId !== null; turnId = this.#next()) await this.#putIntoWords(turnId)
    } catch (error) {
      // Most likely the disk refuses: words that cannot be kept must not be paid for again and again.
      this.#setUnavailable(toFailure(error))
    } finally {
      this.#isAwake = false
    }
  }

  #next(): string | null {
    const { library, isBusy } = this.#options
    if (!this.#isOn()) this.#letGo()
    if (!this.#isOn() || this.unavailable || this.#isClosed || isBusy()) return null
    const waiting = library.waitingTranscriptions(LOOKED_THROUGH).find(id => !this.#isStopped(library.turn(id)))
    if (waiting !== undefined) return waiting
    if (!this.#isBackfilling()) return null
    for (let turnId = this.#backfill.next(); turnId !== null; turnId = this.#backfill.next()) {
      const turn = this.#wanted(turnId)
      if (turn) return this.#isStopped(turn) ? null : turnId
      this.#backfill.pass(false)
    }
    this.#endBackfill()
    return null
  }

  async #putIntoWords(turnId: string): Promise<void> {
    const run: Run = { turnId, controller: new AbortController(), isSent: false }
    this.#run = run
    const outcome = await this.#outcomeOf(run).finally(() => {
      this.#run = null
    })
    if (run.controller.signal.aborted) return
    if (!('transcript' in outcome)) return this.#follow(turnId, outcome)
    this.#note(turnId, { transcript: outcome.transcript, transcription: null })
    this.#passBackfill(turnId, false)
  }

  async #outcomeOf(run: Run): Promise<TranscriptionOutcome> {
    const { library, endpoint, timeouts = {} } = this.#options
    try {
      const turn = this.#wanted(run.turnId)
      const recording = turn?.recording
      if (!recording) throw failWith('not_found', { what: 'recording' })
      const { format, durationMs } = recording
      const asked = endpoint(turn.conversationId)
      const outcome = await this.#transcriber.transcribe(
        asked,
        { location: library.pathOf(recording), format, durationMs },
        {
          signal: run.controller.signal,
          timeouts,
          onSent: () => {
            run.isSent = true
          },
        },
      )
      if ('failure' in outcome) return outcome
      const cost = this.#options.noteStep?.(asked, outcome.step) ?? null
      return { ...outcome, transcript: { ...outcome.transcript, cost } }
    } catch (error) {
      if (error instanceof AppError) return { failure: error, retryAfterMs: null }
      throw error
    }
  }

  async #follow(turnId: string, { failure, retryAfterMs }: TranscriptionFailure): Promise<void> {
    const told = toFailure(failure)
    if (this.#retries.turnId !== turnId) Object.assign(this.#retries, { turnId, count: 0 })
    const step = stepAfter(told.code, this.#retries.count, retryAfterMs)
    if (step.kind === 'wait') {
      this.#retries.count++
      await this.#rest(step.ms)
      return
    }
    // If the endpoint has no transcription at all, the recording has not failed: it just stays without words.
    const isFault = told.code !== 'transcription_missing'
    this.#note(turnId, { transcription: isFault ? { name: 'failed', failure: told } : null })
    // The conversation has a profile of its own: others may still be transcribed.
    if (step.kind === 'give-up' || this.#hasOwnProfile(turnId)) return this.#passBackfill(turnId, true)
    this.#setUnavailable(told)
    this.#letGo()
  }

  #hasOwnProfile(turnId: string): boolean {
    const { library } = this.#options
    return library.conversation(library.turn(turnId).conversationId)?.profileId != null
  }

  async #rest(restMs: number): Promise<void> {
    const { wait = (ms, signal) => delay(ms, undefined, { signal }) } = this.#options
    this.#resting = new AbortController()
    await wait(restMs, this.#resting.signal).catch(() => undefined)
    this.#resting = null
  }

  /** Nothing waits any more, and earlier recordings stay as they are. */
  #letGo(): void {
    for (const turnId of this.#options.library.waitingTranscriptions()) this.#note(turnId, { transcription: null })
    if (this.#isBackfilling()) this.#endBackfill()
  }

  #passBackfill(turnId: string, isGivenUp: boolean): void {
    if (!this.#isBackfilling() || this.#backfill.next() !== turnId) return
    this.#backfill.pass(isGivenUp)
    this.#options.announce('backfillProgressed', this.#backfill.progress())
  }

  #endBackfill(): void {
    this.#options.setBackfilling(false)
    this.#backfill.end()
    this.#options.announce('backfillProgressed', this.#backfill.progress())
  }

  /** The turn, when it has a recording without words and is not thrown away. */
  #wanted(turnId: string): Turn | null {
    const { library } = this.#options
    try {
      const turn = library.turn(turnId)
      const isThrownAway = turn.status === 'trashed' || library.conversation(turn.conversationId)?.purgeAt !== null
      return turn.recording && !turn.transcript && !isThrownAway ? turn : null
    } catch (error) {
      if (error instanceof AppError && error.code === 'not_found') return null
      throw error
    }
  }

  #isStopped({ conversationId }: Turn): boolean {
    return this.#options.isStopped?.(conversationId) ?? false
  }

  #note(turnId: string, change: Partial<Pick<Turn, 'transcript' | 'transcription'>>): void {
    const { library, announce } = this.#options
    announce('turnChanged', { turn: library.changeTranscription(turnId, change) })
  }

  #setUnavailable(failure: Failure | null): void {
    if (this.unavailable === failure) return
    this.unavailable = failure
    this.#options.onAvailability()
  }

  #isOn(): boolean {
    return this.#options.settings().transcription.isOn
  }

  #isBackfilling(): boolean {
    return this.#options.settings().transcription.isBackfilling
  }

  #requireOn(): void {
    if (!this.#isOn()) throw failWith('bad_input', { what: { name: 'transcription_off' } })
  }
}
