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

/** What turns are run with. What keeps anybody from being asked (`endpoint`) is the turn's failure. */
export interface TurnsOptions extends QuestionOutlookOptions {
  library: Keeper
  announce: Announce
  /** Waits until it is known which model answers in a conversation where nobody has named one; not for long. Null when it is. */
  untilModelIsKnown?: (conversationId: string, signal: AbortSignal) => Promise<void> | null
  learned: Pick<Learned, 'of' | 'learn'>
  /** Where putting a turn's recording into words stands once its question is being sent. */
  transcription?: (turn: Turn) => Turn['transcription']
  /** Whether a question is on its way as a whole, also where its recording could not be kept. */
  isOut?: (turnId: string) => boolean
  /** Hands over what is on its way already of a question that is now sent. */
  takeEarly?: (turnId: string) => EarlyQuestion | null
  /** The recording of a question that is now sent, where it was encoded while it was made. */
  encodedOf?: (turnId: string) => SpokenSound | null
  /** Where questions wait that could not be sent. Without it they have failed. */
  outbox?: {
    /** Where a question waits once it has failed so; null when it is not asked again by itself. */
    entryAfter(entry: OutboxEntry, error: unknown): OutboxEntry | null
    /** Whether a reply to it that begins now comes late. */
    isLate(entry: OutboxEntry): boolean
  }
  timeouts?: Partial<AskTimeouts>
}

const STOPPED = { status: 'stopped', failure: null, heardMs: null } as const

/** Throws bad_input for a turn that asks nothing. */
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
  /** What would be asked now. */
  readonly outlook: QuestionOutlook
  readonly #options: TurnsOptions
  readonly #runs = new Map<string, Run>()

  constructor(options: TurnsOptions) {
    this.#options = options
    this.outlook = new QuestionOutlook(options)
  }

  /** Loads what the first question would otherwise wait for. What goes wrong with that is told by the question itself. */
  prepare(): void {
    prepareToAsk().catch(() => undefined)
  }

  /** Somebody begins to speak in a conversation: makes a connection to who is to be asked, for whatever they will say. */
  prepareIn(conversationId: string): void {
    this.prepare()
    try {
      void prepareConnection(this.#options.endpoint(conversationId).baseUrl)
    } catch (error) {
      // The question tells of it.
      if (!(error instanceof AppError)) throw error
    }
  }

  /**
   * Sends a turn's question, for the first time or again: the same bytes of the same recording. Returns when the turn is
   * marked as being sent; the rest is announced. A turn that is under way is left alone. Once this month's limit is reached, it is
   * kept instead.
   * @param isBeyondLimit whether the user wants it to be sent all the same
   * @param outbox where it has waited, for a question of the outbox
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
    // What was kept for a while is not asked when it was spoken.
    const talked = question.status === 'sending' ? question.talked : null
    const sending = { status: 'sending', draftReason: null, reply: null, attempt: null, expired: null, talked } as const
    // Why a question waits is still so while it is tried again.
    const failure = outbox ? question.failure : null
    const unanswered = outbox?.unanswered ?? 0
    const turn = library.changeTurn(turnId, { ...sending, failure, unanswered, outbox, transcription })
    const controller = new AbortController()
    const isLate = (entry: OutboxEntry) => this.#options.outbox?.isLate(entry) ?? false
    const keeper = new ReplyKeeper({ library, announce, turn, spending, isLate })
    const run: Run = { turn, controller, keeper, done: Promise.resolve() }
    // Whoever hears of it finds it under way.
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

  /** Whether a reply is awaited or arriving. The library may say so of a turn whose outcome a full disk did not take. */
  isUnderWay(turnId: string): boolean {
    return this.#runs.get(turnId)?.keeper.isEnded === false
  }

  /**
   * Ends a reply that is under way and keeps what came; nothing of it is announced any more when this returns. Of a reply that
   * has come to its end, only notes where the user stopped listening.
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

  /** Notes when the first sample of a reply was heard as it came (ms since 1970). Throws not_found, disk_*. */
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

  /** Drops the wait for a reply: the question goes along with the next one. Without effect on a turn that is not under way. */
  join(turnId: string): void {
    this.#leave(turnId)?.join()
  }

  /** Ends all that is under way and keeps what came. The library may be closed when this resolves. */
  async close(): Promise<void> {
    const runs = [...this.#runs.values()]
    for (const { turn } of runs) {
      const keeper = this.#leave(turn.id)
      const outbox = keeper?.unsent ?? null
      // Nobody has seen it yet, so it can wait on.
      if (outbox) keeper?.end({ status: 'queued', failure: turn.failure, heardMs: null, outbox })
      else keeper?.end(STOPPED)
    }
    await Promise.all(runs.map(({ done }) => done))
  }

  /** Keeps a question that would cost more than is to be spent: as a draft, or with what there is of a reply. */
  #keepUnsent(question: Turn): void {
    const { library, announce, settings } = this.#options
    const failure = toFailure(failWith('spending_stopped', { limitUsd: settings().monthlyStopUsd ?? 0 }))
    const status = question.reply ? 'failed' : 'draft'
    announce('turnChanged', {
      turn: library.changeTurn(question.id, { status, failure, draftReason: null, outbox: null }),
    })
    announce('replyEnded', { turnId: question.id })
  }

  /** Ends the request; whoever asked for that gives the turn its outcome. */
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
      // What fails at once has failed when `send` returns: who sends is told of it by the turn they get.
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
      // What the disk did not let be kept is in memory.
      const spoken = turn.recording === null ? early?.sound : undefined
      const source = { ...history, turn, encoded, ...(spoken && { spoken }) }
      // Somebody else may have to be asked by now: only `ask` gives up what it is given.
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
