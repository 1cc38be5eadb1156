import { isDeepStrictEqual } from 'node:util'
import type { Announce } from '../app/contract.ts'
import type { OutboxEntry, Turn } from '../app/conversation.ts'
import { AppError, failWith, toFailure } from '../app/errors.ts'
import type { Lesson } from '../app/profiles/knowledge.ts'
import { startFor } from '../app/sound/reply-start.ts'
import { type AskOptions, ask } from './endpoint/ask.ts'
import { askByWords } from './endpoint/cascade.ts'
import { prepareToAsk } from './endpoint/connection/client.ts'
import { prepareConnection } from './endpoint/connection/connections.ts'
import type { Endpoint } from './endpoint/endpoint.ts'
import { decodeReply } from './endpoint/reply/decode-reply.ts'
import type { EarlyQuestion } from './endpoint/request/early-question.ts'
import { hasSound, type MessagesSource, messagesFor } from './endpoint/request/messages.ts'
import type { AskTimeouts } from './endpoint/request/question.ts'
import type { SpokenSound } from './endpoint/request/spoken-sound.ts'
import { wordedQuestion } from './endpoint/request/worded-question.ts'
import type { Keeper } from './keeping/keeping.ts'
import { newEntry } from './outbox/outbox-schedule.ts'
import type { Learned } from './profiles/learned.ts'
import { QuestionOutlook, type QuestionOutlookOptions } from './turns/question-outlook.ts'
import { ReplyKeeper } from './turns/reply-keeper.ts'

/** What turns are run with. What `endpoint` throws becomes the failure of the turn. */
export interface TurnsOptions extends QuestionOutlookOptions {
  library: Keeper
  announce: Announce
  /** Waits, not for long, until it is known which model answers in a conversation for which none was named. Null: nothing to wait for. */
  untilModelIsKnown?: (conversationId: string, signal: AbortSignal) => Promise<void> | null
  learned: Pick<Learned, 'of' | 'learn'>
  /** What `Turn.transcription` becomes when the turn's question is sent: whether its recording waits to be put into words. */
  transcription?: (turn: Turn) => Turn['transcription']
  /** Whether a question's whole recording has been sent already, while it was spoken. Its file may have failed all the same. */
  isOut?: (turnId: string) => boolean
  /** Hands over the request of a question that was sent while it was spoken; null: there is none. */
  takeEarly?: (turnId: string) => EarlyQuestion | null
  /** The recording of a question as it was encoded while it was spoken; null: it was not. */
  encodedOf?: (turnId: string) => SpokenSound | null
  /** Where questions wait that could not be sent. Without an outbox they fail. */
  outbox?: {
    /** The entry of a question that has failed with this error; null when it is not asked again by itself. */
    entryAfter(entry: OutboxEntry, error: unknown): OutboxEntry | null
    /** Whether a reply that begins now is late for this question. */
    isLate(entry: OutboxEntry): boolean
  }
  timeouts?: Partial<AskTimeouts>
}

const STOPPED = { status: 'stopped', failure: null, heardMs: null } as const

/** Throws bad_input for a turn with neither text nor recording. */
export function needQuestion({ text, recording }: Turn): void {
  if (text.trim() === '' && recording === null) throw failWith('bad_input', { what: { name: 'nothing_to_send' } })
}

/** What one turn is run with. */
interface RunParts {
  isBeyondLimit: boolean
  keeper: ReplyKeeper
  early: EarlyQuestion | null
  encoded: SpokenSound | null
  signal: AbortSignal
}

/** A turn whose reply is under way. */
interface Run {
  turn: Turn
  controller: AbortController
  keeper: ReplyKeeper
  done: Promise<void>
}

/**
 * Runs turns: sends the question, keeps and announces the reply as it comes, and always gives the turn an outcome. Several
 * may run at a time.
 */
export class Turns {
  /** What a question would be if it were asked now. */
  readonly outlook: QuestionOutlook
  readonly #options: TurnsOptions
  readonly #runs = new Map<string, Run>()

  constructor(options: TurnsOptions) {
    this.#options = options
    this.outlook = new QuestionOutlook(options)
  }

  /** Loads the SDK, which the first question would otherwise wait for. If that fails, the question itself fails and says why. */
  prepare(): void {
    prepareToAsk().catch(() => undefined)
  }

  /** Somebody begins to speak in a conversation: opens the connection that their question will need. */
  prepareIn(conversationId: string): void {
    this.prepare()
    try {
      void prepareConnection(this.#options.endpoint(conversationId).baseUrl)
    } catch (error) {
      // The question itself will fail with this.
      if (!(error instanceof AppError)) throw error
    }
  }

  /**
   * Sends a turn's question, for the first time or again: the same bytes of the same recording. Returns once the turn is marked as
   * being sent; all that follows is announced. A turn that is under way is left alone. Once this month's limit is reached, the
   * question is kept unsent instead.
   * @param isBeyondLimit whether the user wants it to be sent although the limit is reached
   * @param outbox the entry of a question that comes from the outbox; null for all others
   * @throws not_found, disk_*, and bad_input when there is nothing to send
   */
  send(turnId: string, isBeyondLimit = false, outbox: OutboxEntry | null = null): void {
    if (this.isUnderWay(turnId)) return
    const { library, announce, spending } = this.#options
    const question = library.turn(turnId)
    if (!this.#options.isOut?.(turnId)) needQuestion(question)
    if (!isBeyondLimit && this.outlook.isStoppedIn(question.conversationId)) {
      this.#keepUnsent(question)
      return
    }
    const transcription = this.#options.transcription?.(question) ?? question.transcription
    // A question that was kept for a while is not asked at the time it was spoken, so that time says nothing of how fast the reply came.
    const talked = question.status === 'sending' ? question.talked : null
    const sending = { status: 'sending', draftReason: null, reply: null, attempt: null, expired: null, talked } as const
    // A question that is tried again keeps showing why it waited.
    const failure = outbox ? question.failure : null
    const unanswered = outbox?.unanswered ?? 0
    const turn = library.changeTurn(turnId, { ...sending, failure, unanswered, outbox, transcription })
    const controller = new AbortController()
    const isLate = (entry: OutboxEntry) => this.#options.outbox?.isLate(entry) ?? false
    const keeper = new ReplyKeeper({ library, announce, turn, spending, isLate })
    const run: Run = { turn, controller, keeper, done: Promise.resolve() }
    // Before it is announced: whoever hears of the turn must find it under way.
    this.#runs.set(turnId, run)
    announce('turnChanged', { turn })
    const encoded = this.#options.encodedOf?.(turnId) ?? null
    const early = this.#options.takeEarly?.(turnId) ?? null
    run.done = this.#run(turn, { isBeyondLimit, keeper, early, encoded, signal: controller.signal }).finally(() => {
      early?.giveUp()
      if (this.#runs.get(turnId) === run) this.#runs.delete(turnId)
    })
  }

  /** How many replies are awaited or arriving. */
  get underWayCount(): number {
    return [...this.#runs.values()].filter(({ keeper }) => !keeper.isEnded).length
  }

  /** Whether a reply is awaited or arriving in a conversation. */
  isAsking(conversationId: string): boolean {
    return [...this.#runs.values()].some(
      ({ turn, keeper }) => turn.conversationId === conversationId && !keeper.isEnded,
    )
  }

  /** Whether a turn's reply is awaited or arriving. Its status in the library may be wrong: a full disk may not have taken its outcome. */
  isUnderWay(turnId: string): boolean {
    return this.#runs.get(turnId)?.keeper.isEnded === false
  }

  /**
   * Ends a reply that is under way and keeps what came; nothing more of it is announced once this returns. For a reply that is
   * complete already, only notes where the user stopped listening.
   * @param heardMs null when the user heard nothing, or all of it
   * @throws not_found, disk_*
   */
  stop(turnId: string, heardMs: number | null): void {
    const { library, announce } = this.#options
    const keeper = this.#leave(turnId)
    if (keeper) {
      keeper.end({ ...STOPPED, heardMs })
      return
    }
    const { reply } = library.turn(turnId)
    if (!reply || heardMs === null) return
    announce('turnChanged', { turn: library.changeTurn(turnId, { reply: { ...reply, heardMs } }) })
  }

  /** Notes when the first sample of a reply was played (ms since 1970). Throws not_found, disk_*. */
  noteSounded(turnId: string, at: number): void {
    const keeper = this.#runs.get(turnId)?.keeper
    if (keeper && !keeper.isEnded) {
      keeper.noteSounded(at)
      return
    }
    const { library, announce } = this.#options
    const { reply } = library.turn(turnId)
    if (!reply || reply.times.beganAt === null || reply.times.soundedMs !== null) return
    const times = { ...reply.times, soundedMs: Math.round(at - reply.times.beganAt) }
    announce('turnChanged', { turn: library.changeTurn(turnId, { reply: { ...reply, times } }) })
  }

  /** Stops waiting for a reply; the question is sent along with the next one. Without effect on a turn that is not under way. */
  join(turnId: string): void {
    this.#leave(turnId)?.join()
  }

  /** Ends all that is under way and keeps what came. The library may be closed when this resolves. */
  async close(): Promise<void> {
    const runs = [...this.#runs.values()]
    for (const { turn } of runs) {
      const keeper = this.#leave(turn.id)
      const outbox = keeper?.unsent ?? null
      // Its request has not gone out, so it can go on waiting in the outbox.
      if (outbox) keeper?.end({ status: 'queued', failure: turn.failure, heardMs: null, outbox })
      else keeper?.end(STOPPED)
    }
    await Promise.all(runs.map(({ done }) => done))
  }

  /** Keeps a question unsent because the limit is reached: as a draft, or as failed where it has part of a reply. */
  #keepUnsent(question: Turn): void {
    const { library, announce, settings } = this.#options
    const failure = toFailure(failWith('spending_stopped', { limitUsd: settings().monthlyStopUsd ?? 0 }))
    const status = question.reply ? 'failed' : 'draft'
    announce('turnChanged', {
      turn: library.changeTurn(question.id, { status, failure, draftReason: null, outbox: null }),
    })
    announce('replyEnded', { turnId: question.id })
  }

  /** Aborts a turn's request. The caller gives the turn its outcome with the keeper; null when nothing is under way. */
  #leave(turnId: string): ReplyKeeper | null {
    const run = this.#runs.get(turnId)
    if (!run || run.keeper.isEnded) return null
    this.#runs.delete(turnId)
    run.controller.abort()
    return run.keeper
  }

  async #run(turn: Turn, { isBeyondLimit, keeper, early, encoded, signal }: RunParts): Promise<void> {
    const askedAt = this.#now()
    let asked: Endpoint | null = null
    try {
      const waiting = this.#options.untilModelIsKnown?.(turn.conversationId, signal) ?? null
      // Awaited only if need be: what fails before the first await has failed when `send` returns, and its caller gets the failed turn.
      if (waiting !== null) await waiting
      const endpoint = this.#options.endpoint(turn.conversationId)
      asked = endpoint
      const account = this.#options.accountOf(endpoint)
      keeper.noteEndpoint(endpoint, account)
      const history = this.outlook.historyOf(turn.conversationId, endpoint, account)
      const { timeouts = {}, learned } = this.#options
      const known = learned.of(endpoint)
      keeper.noteStart(startFor(known?.gapped ?? null))
      const onLesson = (lesson: Lesson) => {
        learned.learn(endpoint, lesson)
        keeper.noteLesson(lesson)
      }
      // A recording that the disk refused is still in memory.
      const spoken = turn.recording === null ? early?.sound : undefined
      const source = { ...history, turn, encoded, ...(spoken && { spoken }) }
      // The endpoint may be another one by now; then the early request is given up here, as `ask` gives up only what it is given.
      const isAsEarly = early !== null && isDeepStrictEqual(early.endpoint, endpoint)
      if (!isAsEarly) early?.giveUp()
      const options = { signal, timeouts, known, onLesson, early: isAsEarly ? early : null }
      const parts =
        endpoint.way === 'cascade'
          ? this.#askByWords(endpoint, source, keeper, options)
          : this.#askAloud(endpoint, source, keeper, options)
      for await (const part of decodeReply(parts)) keeper.take(part)
      const { hadGap } = keeper
      if (hadGap) learned.learn(endpoint, { hadGap })
      keeper.end({ status: 'answered', failure: null, heardMs: null })
    } catch (error) {
      const { unanswered } = keeper
      const entry = { ...(turn.outbox ?? newEntry(asked, askedAt, isBeyondLimit)), unanswered }
      const outbox = this.#options.outbox?.entryAfter(entry, error) ?? null
      keeper.end({ status: outbox ? 'queued' : 'failed', failure: toFailure(error), heardMs: null, outbox })
    }
  }

  #askAloud(endpoint: Endpoint, source: MessagesSource, keeper: ReplyKeeper, options: AskOptions) {
    const { size, ...messages } = messagesFor(source)
    if (endpoint.abilities.hears === 'no' && messages.messages.some(hasSound)) {
      throw failWith('model_cannot_hear', { model: endpoint.model })
    }
    keeper.noteQuestion(size)
    return ask(endpoint, messages, options)
  }

  #askByWords(endpoint: Endpoint, source: MessagesSource, keeper: ReplyKeeper, options: AskOptions) {
    return askByWords(
      endpoint,
      wordedQuestion(source, size => keeper.noteQuestion(size)),
      options,
    )
  }

  #now(): number {
    return this.#options.clock?.() ?? Date.now()
  }
}
