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
  /** Who is to be asked now in a conversation. Throws what keeps anybody from being asked. */
  endpoint: (conversationId: string) => Endpoint
  /** Whether nothing may begin at present. `wake` is called when that is over. */
  isHindered?: () => boolean
  /** Milliseconds since 1970. */
  clock?: () => number
  /** Does something after a while, unless what it returns is called before. */
  setTimer?: (work: () => void, ms: number) => () => void
}

/** A turn with what the outbox knows of it. */
type OutboxTurn = Turn & { outbox: OutboxEntry }

/** How many questions are under way at most when one of those that wait is sent. */
const AT_ONCE = 4

/**
 * Keeps questions that cannot be sent now and asks them when they can: those of a conversation one after the other, as they were
 * asked. What waits is told by the library's rows, so it survives a restart. Nobody is asked whether they are there: a question
 * is tried again after a while, and at once when the network comes back or its endpoint has answered something else.
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

  /** Begins with what waited when Parley ended. */
  begin(): void {
    if (this.#hasBegun) return
    this.#hasBegun = true
    this.#tryAll(() => true)
  }

  /**
   * Asks what a turn asks, or lets it wait behind an earlier question of its conversation that waits for the same endpoint.
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
   * The user wants a question that waits to be tried now, by whoever would answer now; those before it go first.
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

  /** Lets a question wait no longer: it is a draft, or was stopped. Without effect on one that does not wait. Throws not_found, disk_*. */
  takeOut(turnId: string, status: 'draft' | 'stopped'): void {
    if (this.#options.kept.turn(turnId).status !== 'queued') return
    this.#change(turnId, { status, failure: null, outbox: null })
    this.wake()
  }

  /** Late replies of a conversation were looked at. Throws disk_*. */
  noteRepliesSeen(conversationId: string): void {
    const late = this.#entries().filter(({ status }) => status === 'answered')
    for (const turn of late) if (turn.conversationId === conversationId) this.#change(turn.id, { outbox: null })
  }

  /** The network has come back, as far as can be told. */
  networkReturned(): void {
    this.#tryAll(isForTime)
  }

  /** Something about the endpoint was changed: what hindered may not any more. */
  reconsider(): void {
    this.#tryAll(() => true, true)
  }

  /** Looks whether something is to be asked. */
  wake(): void {
    if (this.#isAwake) return
    this.#isAwake = true
    // What is announced meanwhile comes first, and many calls are one look.
    queueMicrotask(() => {
      this.#isAwake = false
      this.#attempt(() => this.#look())
    })
  }

  /** Hears what is announced: an endpoint that answers can be asked, and what ends lets the next one go. */
  hear<N extends EventName>(name: N, payload: Payload<N>): void {
    if (name === 'replyEnded' || name === 'turnDeleted') this.wake()
    if (name !== 'turnChanged' || !('turn' in payload)) return
    const { status, reply } = payload.turn
    if (status === 'trashed') this.wake()
    if (status === 'replying')
      this.#tryAll(waiting => isForTime(waiting) && waiting.outbox.endpoint === reply?.endpoint)
  }

  /** Where a question waits once it has failed; null when it is not asked again by itself. */
  entryAfter(entry: OutboxEntry, error: unknown): OutboxEntry | null {
    return entryAfter(entry, error, this.#clock())
  }

  /** Whether a reply that begins now is too late to be heard without being asked for. */
  isLate(entry: OutboxEntry): boolean {
    return isLate(entry, this.#clock(), this.#startedAt)
  }

  /** Asks nothing any more; what waits is there at the next start. */
  close(): void {
    this.#isClosed = true
    this.#stopTimer()
  }

  /** Questions that wait are tried at once, those that `isMeant`; but where a server asked to be left alone, unless the user wants it. */
  #tryAll(isMeant: (turn: OutboxTurn) => boolean, isWanted = false): void {
    this.#attempt(() => {
      const now = this.#clock()
      for (const turn of this.#entries()) {
        const { id, status, outbox, failure } = turn
        if (status !== 'queued' || !isMeant(turn)) continue
        // What was sent in vain may have been billed: only what nobody saw is tried from the beginning.
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

  /** What is to be asked next in each conversation in which nothing is being asked. */
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

  /** Sends a question, unless nobody can be asked now, or somebody else than it was asked of: then it waits for the user. */
  #send({ id, conversationId, outbox }: OutboxTurn): void {
    try {
      const endpoint = this.#options.endpoint(conversationId)
      if (!isAskedOf(outbox, endpoint)) {
        const [asked, now] = [hostOf(outbox.endpoint), hostOf(endpoint.baseUrl)]
        // Of two profiles for one server the name tells them apart.
        throw failWith('endpoint_changed', { asked, now: asked === now ? endpoint.name : now })
      }
      this.#options.turns.send(id, outbox.isBeyondLimit, outbox)
    } catch (error) {
      if (!(error instanceof AppError)) throw error
      this.#change(id, { failure: toFailure(error), outbox: { ...outbox, nextAt: null } })
      this.wake()
    }
  }

  /** Who is to be asked now; null while nobody can be. */
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

  /** The disk may refuse for a while: what waits is still there then. */
  #attempt(work: () => void): void {
    try {
      work()
    } catch (error) {
      if (!(error instanceof AppError)) throw error
      this.#lookIn(LONGEST_WAIT_MS)
    }
  }
}

/** Whether a question waits for nothing but its time. */
function isForTime({ outbox }: OutboxTurn): boolean {
  return outbox.nextAt !== null
}

function startTimer(work: () => void, ms: number): () => void {
  const timer = setTimeout(work, ms)
  return () => clearTimeout(timer)
}
