import type { Announce, EventName, Payload } from '../../app/contract.ts'
import type { OutboxEntry, Turn } from '../../app/conversation.ts'
import { AppError, failWith, toFailure } from '../../app/errors.ts'
import { hostOf } from '../endpoint/base-url.ts'
import type { Endpoint } from '../endpoint/endpoint.ts'
import type { Keeping } from '../keeping/keeping.ts'
import type { TurnChange } from '../library/turn-changes.ts'
import { needQuestion, type Turns } from '../turns.ts'
import {
  addresseeOf,
  entryAfter,
  isAskedOf,
  isLate,
  LONGEST_WAIT_MS,
  newEntry,
  soonestOf,
  waitOf,
} from './outbox-schedule.ts'

/** What the outbox works with. */
export interface OutboxOptions {
  kept: Pick<Keeping, 'outbox' | 'turn' | 'changeTurn'>
  turns: Pick<Turns, 'send' | 'isAsking' | 'isUnderWay' | 'underWayCount'>
  announce: Announce
  /** Who answers in a conversation now. Throws why nobody can be asked. */
  endpoint: (conversationId: string) => Endpoint
  /** Whether nothing may be sent at present. `wake` is called when that is over. */
  isHindered?: () => boolean
  /** Milliseconds since 1970. */
  clock?: () => number
  /** Does something after a while, unless what it returns is called before. */
  setTimer?: (work: () => void, ms: number) => () => void
}

/** A turn with its entry. */
type OutboxTurn = Turn & { outbox: OutboxEntry }

/** A waiting question is sent only while fewer than so many are under way. */
const AT_ONCE = 4

/**
 * Keeps questions that cannot be sent now and asks them when they can be, those of a conversation one after the other, in their order. What
 * waits is kept in the library's rows, so it survives a restart. Servers are never pinged: a question is tried again after a while, and at
 * once when the network comes back or its endpoint has answered something else.
 */
export class Outbox {
  readonly #options: OutboxOptions
  readonly #clock: () => number
  readonly #startedAt: number
  #stopTimer: () => void = () => undefined
  #isAwake = false
  #hasBegun = false
  #isClosed = false

  constructor(options: OutboxOptions) {
    this.#options = options
    this.#clock = options.clock ?? Date.now
    this.#startedAt = this.#clock()
  }

  /** Tries what was waiting when Parley ended. Does so once. */
  begin(): void {
    if (this.#hasBegun) return
    this.#hasBegun = true
    this.#tryAll(() => true)
  }

  /**
   * Sends a turn's question, or lets it wait if an earlier question of its conversation waits for the same endpoint.
   * @param isBeyondLimit whether the user wants it to be sent although this month's limit is reached
   * @throws not_found, disk_*, and bad_input when there is nothing to send
   */
  ask(turnId: string, isBeyondLimit = false): void {
    const { kept, turns, announce } = this.#options
    if (turns.isUnderWay(turnId)) return
    const turn = kept.turn(turnId)
    const asked = this.#askedIn(turn.conversationId)
    if (!this.#isBehind(turn, asked)) {
      turns.send(turnId, isBeyondLimit)
      return
    }
    needQuestion(turn)
    const waiting = {
      status: 'queued',
      draftReason: null,
      failure: null,
      attempt: null,
      unanswered: 0,
      reply: null,
      expired: null,
    } as const
    this.#change(turnId, { ...waiting, outbox: newEntry(asked, this.#clock(), isBeyondLimit) })
    announce('replyEnded', { turnId })
  }

  /** Whether a question that is asked now would have to wait behind another. Throws not_found. */
  wouldWait(turnId: string): boolean {
    const turn = this.#options.kept.turn(turnId)
    return this.#isBehind(turn, this.#askedIn(turn.conversationId))
  }

  /**
   * The user wants a waiting question to be tried now, at the endpoint that answers now. Those before it are tried first.
   * @param isBeyondLimit as in `ask`
   * @throws not_found, disk_*
   */
  tryNow(turnId: string, isBeyondLimit = false): void {
    const turn = this.#options.kept.turn(turnId)
    if (turn.status !== 'queued' || !turn.outbox) return
    const { conversationId, position } = turn
    const addressee = addresseeOf(this.#askedIn(conversationId))
    const wanted = { attempts: 0, nextAt: this.#clock(), notBefore: null }
    const wasBeyondLimit = turn.outbox.isBeyondLimit
    this.#change(turnId, {
      outbox: { ...turn.outbox, ...addressee, ...wanted, isBeyondLimit: wasBeyondLimit || isBeyondLimit },
    })
    this.#tryAll(
      other => other.conversationId === conversationId && other.position < position && other.outbox.nextAt !== null,
      true,
    )
  }

  /** Takes a waiting question out of the outbox, as a draft or as stopped. Without effect on one that does not wait. Throws not_found, disk_*. */
  takeOut(turnId: string, status: 'draft' | 'stopped'): void {
    if (this.#options.kept.turn(turnId).status !== 'queued') return
    this.#change(turnId, { status, failure: null, outbox: null })
    this.wake()
  }

  /** The user has looked at the late replies of a conversation. Throws disk_*. */
  noteRepliesSeen(conversationId: string): void {
    const late = this.#entries().filter(({ status }) => status === 'answered')
    for (const turn of late) if (turn.conversationId === conversationId) this.#change(turn.id, { outbox: null })
  }

  /** The network seems to be back. */
  networkReturned(): void {
    this.#tryAll(isForTime)
  }

  /** The endpoint was changed, so what failed before may work now. */
  reconsider(): void {
    this.#tryAll(() => true, true)
  }

  /** Sends what is due, soon. */
  wake(): void {
    if (this.#isAwake) return
    this.#isAwake = true
    // Later, so that whatever is being announced comes first and many calls become one look.
    queueMicrotask(() => {
      this.#isAwake = false
      this.#attempt(() => this.#look())
    })
  }

  /** Follows what is announced: when an endpoint answers it can be asked again, and when a turn ends the next one can go. */
  hear<N extends EventName>(name: N, payload: Payload<N>): void {
    if (name === 'replyEnded' || name === 'turnDeleted') this.wake()
    if (name !== 'turnChanged' || !('turn' in payload)) return
    const { status, reply } = payload.turn
    if (status === 'trashed') this.wake()
    if (status === 'replying')
      this.#tryAll(waiting => isForTime(waiting) && waiting.outbox.endpoint === reply?.endpoint)
  }

  /** The entry of a question that has failed with this error; null when it is not asked again by itself. */
  entryAfter(entry: OutboxEntry, error: unknown): OutboxEntry | null {
    return entryAfter(entry, error, this.#clock())
  }

  /** Whether a reply that begins now is too late to be played by itself. */
  isLate(entry: OutboxEntry): boolean {
    return isLate(entry, this.#clock(), this.#startedAt)
  }

  /** From now on sends nothing. What waits is still there at the next start. */
  close(): void {
    this.#isClosed = true
    this.#stopTimer()
  }

  /** Makes waiting questions due at once, those that `isMeant`. Where a server asked to be left alone, only if the user wants it (`isWanted`). */
  #tryAll(isMeant: (turn: OutboxTurn) => boolean, isWanted = false): void {
    this.#attempt(() => {
      const now = this.#clock()
      for (const turn of this.#entries()) {
        const { id, status, outbox, failure } = turn
        if (status !== 'queued' || !isMeant(turn)) continue
        // Only what certainly reached nobody is counted anew: anything else may have been billed, and must not be repeated without end.
        const attempts = failure?.code === 'unreachable' ? 0 : outbox.attempts
        const nextAt = isWanted ? now : soonestOf(outbox, now)
        if (outbox.nextAt === null || outbox.nextAt > nextAt)
          this.#change(id, { outbox: { ...outbox, attempts, nextAt } })
      }
    })
    this.wake()
  }

  #look(): void {
    this.#stopTimer()
    if (this.#isClosed || this.#options.isHindered?.()) return
    let restMs = Number.POSITIVE_INFINITY
    for (const turn of this.#heads()) {
      const waitMs = waitOf(turn.outbox, this.#clock())
      if (waitMs === null) continue
      if (waitMs > 0) restMs = Math.min(restMs, waitMs)
      else if (this.#options.turns.underWayCount < AT_ONCE) this.#send(turn)
    }
    if (restMs < Number.POSITIVE_INFINITY) this.#lookIn(restMs)
  }

  /** The next question of each conversation that has none under way. */
  #heads(): OutboxTurn[] {
    const heads = new Map<string, OutboxTurn>()
    for (const turn of this.#entries()) {
      const { conversationId, status, outbox, position } = turn
      if (status !== 'queued' || outbox.nextAt === null || this.#options.turns.isAsking(conversationId)) continue
      const head = heads.get(conversationId)
      if (!head || position < head.position) heads.set(conversationId, turn)
    }
    return [...heads.values()]
  }

  /** Sends a question. If nobody can be asked now, or the endpoint is another than it was asked of, it waits for the user to decide. */
  #send({ id, conversationId, outbox }: OutboxTurn): void {
    try {
      const endpoint = this.#options.endpoint(conversationId)
      if (!isAskedOf(outbox, endpoint)) {
        const [asked, now] = [hostOf(outbox.endpoint), hostOf(endpoint.baseUrl)]
        // Two profiles may be for the same server: then their names tell them apart.
        throw failWith('endpoint_changed', { asked, now: asked === now ? endpoint.name : now })
      }
      this.#options.turns.send(id, outbox.isBeyondLimit, outbox)
    } catch (error) {
      if (!(error instanceof AppError)) throw error
      this.#change(id, { failure: toFailure(error), outbox: { ...outbox, nextAt: null } })
      this.wake()
    }
  }

  /** The endpoint that would be asked now; null while there is none. */
  #askedIn(conversationId: string): Endpoint | null {
    try {
      return this.#options.endpoint(conversationId)
    } catch (error) {
      if (error instanceof AppError) return null
      throw error
    }
  }

  #entries(): OutboxTurn[] {
    return this.#options.kept.outbox().filter((turn): turn is OutboxTurn => turn.outbox !== null)
  }

  /** Whether an earlier question of a turn's conversation waits for the same endpoint. */
  #isBehind(turn: Turn, asked: Endpoint | null): boolean {
    if (asked === null) return false
    return this.#waitingIn(turn.conversationId).some(
      ({ position, status, outbox }) =>
        position < turn.position && (status === 'sending' || outbox.nextAt !== null) && isAskedOf(outbox, asked),
    )
  }

  #waitingIn(conversationId: string): OutboxTurn[] {
    return this.#entries().filter(
      turn => turn.conversationId === conversationId && (turn.status === 'queued' || turn.status === 'sending'),
    )
  }

  #change(turnId: string, change: TurnChange): void {
    this.#options.announce('turnChanged', { turn: this.#options.kept.changeTurn(turnId, change) })
  }

  #lookIn(ms: number): void {
    const { setTimer = startTimer } = this.#options
    this.#stopTimer()
    this.#stopTimer = setTimer(() => this.wake(), ms)
  }

  /** Runs what may fail for a while, mostly because of the disk. It is tried again later, and what waits is still there then. */
  #attempt(work: () => void): void {
    try {
      work()
    } catch (error) {
      if (!(error instanceof AppError)) throw error
      this.#lookIn(LONGEST_WAIT_MS)
    }
  }
}

/** Whether a question waits only for its time, and not for the user. */
function isForTime({ outbox }: OutboxTurn): boolean {
  return outbox.nextAt !== null
}

function startTimer(work: () => void, ms: number): () => void {
  const timer = setTimeout(work, ms)
  return () => clearTimeout(timer)
}
