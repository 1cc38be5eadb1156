import type { Turn } from '../../../app/conversation.ts'
import { isClockDoubtful } from '../removal/retention.ts'
import { timeOfTurn } from '../turn-number.ts'
import { numberOrNull, toTurn } from './rows.ts'
import type { Statements } from './statements.ts'

/** How SQLite spells “no limit”. */
export const ALL = -1
/** How many turns are looked through at a time: a few milliseconds' work. */
const LOOKED_THROUGH = 200

/** Some recordings without a transcript, the newest first. */
export interface WordlessRecordings {
  recordings: { turnId: string; durationMs: number }[]
  /** The turn number below which there may be more; 0 when there are none. */
  before: number
}

/** Conversations and turns that have or had something under way, or whose time in the trash is over. */
export class UnsettledRows {
  readonly #sql: Statements

  /** @param sql prepared for the library's database */
  constructor(sql: Statements) {
    this.#sql = sql
  }

  /** Ids of conversations in which something was under way, or that are due at that time, or whose `conversation.json` lags behind. */
  conversations(time: number): string[] {
    return this.#sql.unsettledConversations.all({ time }).map(row => String(row.id))
  }

  /** A conversation's turns that are being recorded, drafts, or waiting for a reply, in order. */
  turnsOf(conversationId: string): Turn[] {
    return this.#sql.unsettledTurnsOf.all(conversationId).map(toTurn)
  }

  /** Ids of trashed turns that were due at that time or before; at most `limit`, and none when the clock may be wrong. */
  turnsDueForPurge(time: number, limit = ALL): string[] {
    if (this.#isDoubtful(time)) return []
    return this.#sql.turnsDueForPurge.all(time, limit).map(row => String(row.id))
  }

  /** Ids of trashed conversations that were due at that time or before; at most `limit`, and none when the clock may be wrong. */
  conversationsDueForPurge(time: number, limit = ALL): string[] {
    if (this.#isDoubtful(time)) return []
    return this.#sql.conversationsDueForPurge.all(time, limit).map(row => String(row.id))
  }

  /** Whether something in the trash was due at that time or before, and stays because the clock may be wrong. */
  isPurgeHeld(time: number): boolean {
    const dueOf = [this.#sql.turnsDueForPurge, this.#sql.conversationsDueForPurge]
    return this.#isDoubtful(time) && dueOf.some(due => due.get(time, 1) !== undefined)
  }

  /** Ids of turns whose recordings wait to be transcribed, oldest first, without trashed ones; at most `limit`. */
  waitingTranscriptions(limit: number): string[] {
    return this.#sql.waitingTranscriptions.all(limit).map(row => String(row.id))
  }

  /** Looks through as many turns below a number as can be read quickly, for recordings that were sent and have no words. */
  wordlessRecordings(before: number): WordlessRecordings {
    const turns = this.#sql.wordlessRecordings.all(before, LOOKED_THROUGH)
    const recordings = turns
      .filter(({ duration_ms }) => duration_ms !== null)
      .map(row => ({ turnId: String(row.id), durationMs: Number(row.duration_ms) }))
    return { recordings, before: turns.length < LOOKED_THROUGH ? 0 : Number(turns.at(-1)?.number) }
  }

  /**
   * The latest deletion confirms the clock as well as the latest turn does, so that nobody need say anything for the trash to be emptied.
   */
  #isDoubtful(time: number): boolean {
    const newest = numberOrNull(this.#sql.newestTurn.get()?.number)
    const lastPurge = numberOrNull(this.#sql.lastPurge.get()?.at)
    const times = [...(newest === null ? [] : [timeOfTurn(newest)]), ...(lastPurge === null ? [] : [lastPurge])]
    return isClockDoubtful(time, times.length === 0 ? null : Math.max(...times))
  }
}
