import type { Announce, CostOutlook } from '../app/contract.ts'
import type { Turn } from '../app/conversation.ts'
import { failWith, toFailure } from '../app/errors.ts'
import { formatUsd } from '../app/format.ts'
import type { Lesson } from '../app/knowledge.ts'
import type { Settings } from '../app/settings.ts'
import { type AskTimeouts, ask } from './endpoint/ask.ts'
import { prepareToAsk } from './endpoint/client.ts'
import { decodeReply } from './endpoint/decode-reply.ts'
import type { Endpoint } from './endpoint/endpoint.ts'
import { type MessagesSource, messagesFor, sizeOfHistory } from './endpoint/messages.ts'
import type { Keeper } from './keeping.ts'
import type { Learned } from './learned.ts'
import { ReplyKeeper } from './reply-keeper.ts'
import type { Spending } from './spending.ts'

/** What turns are run with. */
export interface TurnsOptions {
  library: Keeper
  announce: Announce
  /** Who is to be asked in a conversation now, or where it has no profile of its own. Throws endpoint_*, profile_missing and key_malformed, which then are the turn's failure. */
  endpoint: (conversationId: string | null) => Endpoint
  settings: () => Settings
  /** Notes what replies cost, and says when no more is to be spent. */
  spending: Spending
  /** What earlier replies showed of who is asked. */
  learned: Pick<Learned, 'of' | 'learn'>
  /** Names whose account an endpoint's key is for, as `Reply.account`. */
  accountOf: (endpoint: Endpoint) => string
  /** Where putting a turn's recording into words stands once its question is being sent. */
  transcription?: (turn: Turn) => Turn['transcription']
  timeouts?: Partial<AskTimeouts>
}

const STOPPED = { status: 'stopped', failure: null, heardMs: null } as const

/** A turn whose reply is under way. */
interface Run {
  controller: AbortController
  keeper: ReplyKeeper
  done: Promise<void>
}

/**
 * Runs turns: sends the question, keeps and announces the reply as it comes, and always gives the turn an outcome. Several
 * may run at a time.
 */
export class Turns {
  readonly #options: TurnsOptions
  readonly #runs = new Map<string, Run>()

  constructor(options: TurnsOptions) {
    this.#options = options
  }

  /** Loads what the first question would otherwise wait for. What goes wrong with that is told by the question itself. */
  prepare(): void {
    prepareToAsk().catch(() => undefined)
  }

  /**
   * Sends a turn's question, for the first time or again: the same bytes of the same recording. Returns when the turn is
   * marked as being sent; the rest is announced. A turn that is under way is left alone. Once this month's limit is reached, it is
   * kept instead.
   * @param isBeyondLimit whether the user wants it to be sent all the same
   * @throws not_found, disk_*, and bad_input when there is nothing to send
   */
  send(turnId: string, isBeyondLimit = false): void {
    if (this.#runs.has(turnId)) return
    const { library, announce } = this.#options
    const question = library.turn(turnId)
    const { text, recording } = question
    if (text.trim() === '' && recording === null) throw failWith('bad_input', { what: 'there is nothing to send' })
    if (!isBeyondLimit && this.isStoppedIn(question.conversationId)) {
      this.#keepUnsent(question)
      return
    }
    const transcription = this.#options.transcription?.(question) ?? question.transcription
    const sending = { status: 'sending', draftReason: null, failure: null, reply: null, expired: null } as const
    const turn = library.changeTurn(turnId, { ...sending, transcription })
    const controller = new AbortController()
    const keeper = new ReplyKeeper({ library, announce, turnId, spending: this.#options.spending })
    const run: Run = { controller, keeper, done: Promise.resolve() }
    // Whoever hears of it finds it under way.
    this.#runs.set(turnId, run)
    announce('turnChanged', { turn })
    run.done = this.#run(turn, keeper, controller.signal).finally(() => {
      if (this.#runs.get(turnId) === run) this.#runs.delete(turnId)
    })
  }

  /** Whether any reply is awaited or arriving. */
  get hasUnderWay(): boolean {
    return [...this.#runs.values()].some(({ keeper }) => !keeper.isEnded)
  }

  /**
   * Whether nothing is to be sent by itself in a conversation, or where one has no profile of its own, because of this month's limit. Why
   * an endpoint cannot be used is told by the question.
   */
  isStoppedIn(conversationId: string | null): boolean {
    try {
      return this.#options.spending.isStoppedFor(this.#options.endpoint(conversationId))
    } catch {
      return false
    }
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

  /** Drops the wait for a reply: the question goes along with the next one. Without effect on a turn that is not under way. */
  join(turnId: string): void {
    this.#leave(turnId)?.join()
  }

  /** What the next question of a conversation is likely to come to, before its own sound and words. Throws endpoint_*, key_malformed. */
  costOutlook(conversationId: string): CostOutlook {
    const { endpoint, spending, accountOf } = this.#options
    const asked = endpoint(conversationId)
    const size = sizeOfHistory(this.#historyOf(conversationId, asked, accountOf(asked)))
    return { ...spending.outlook(asked), size: { ...size, ...spending.usualReply(asked) } }
  }

  /** Ends all that is under way and keeps what came. The library may be closed when this resolves. */
  async close(): Promise<void> {
    const runs = [...this.#runs]
    for (const [turnId] of runs) this.#leave(turnId)?.end(STOPPED)
    await Promise.all(runs.map(([, { done }]) => done))
  }

  /** Keeps a question that would cost more than is to be spent: as a draft, or with what there is of a reply. */
  #keepUnsent(question: Turn): void {
    const { library, announce, settings } = this.#options
    const failure = toFailure(failWith('spending_stopped', { limit: formatUsd(settings().monthlyStopUsd ?? 0) }))
    const status = question.reply ? 'failed' : 'draft'
    announce('turnChanged', { turn: library.changeTurn(question.id, { status, failure, draftReason: null }) })
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

  async #run(turn: Turn, keeper: ReplyKeeper, signal: AbortSignal): Promise<void> {
    try {
      const endpoint = this.#options.endpoint(turn.conversationId)
      const account = this.#options.accountOf(endpoint)
      keeper.noteEndpoint(endpoint, account)
      const history = this.#historyOf(turn.conversationId, endpoint, account)
      const { size, ...messages } = messagesFor({ ...history, turn })
      keeper.noteQuestion(size)
      const { timeouts = {}, learned } = this.#options
      const known = learned.of(endpoint)
      const onLesson = (lesson: Lesson) => learned.learn(endpoint, lesson)
      const parts = ask(endpoint, messages, { signal, timeouts, known, onLesson })
      for await (const part of decodeReply(parts)) keeper.take(part)
      keeper.end({ status: 'answered', failure: null, heardMs: null })
    } catch (error) {
      keeper.end({ status: 'failed', failure: toFailure(error), heardMs: null })
    }
  }

  /** What is known of a conversation when something is asked in it. */
  #historyOf(conversationId: string, endpoint: Endpoint, account: string): Omit<MessagesSource, 'turn'> {
    const { library, settings } = this.#options
    return {
      history: library.historyOf(conversationId),
      instructions: endpoint.instructions,
      account,
      upload: endpoint.upload,
      turnsAsSound: settings().turnsAsSound,
      now: Date.now(),
      locate: turn => library.locate(turn),
    }
  }
}
