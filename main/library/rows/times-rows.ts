import { noTimes, type ReplyTimes, type Talked, type TimedAttempt } from '../../../app/turns/turn-times.ts'
import type { Statements } from './statements.ts'

/** When things happened in the turns of the library. */
export class TimesRows {
  readonly #sql: Statements

  /** @param sql prepared for the library's database */
  constructor(sql: Statements) {
    this.#sql = sql
  }

  /**
   * The times of the newest replies, and of requests that failed, newest first, at most `limit`. The JSON in the rows is not validated again:
   * it was when it was written.
   */
  newest(limit: number): TimedAttempt[] {
    return this.#sql.newestTimes.all(limit).map(({ talked, times, profile_id, has_failed }) => ({
      profileId: String(profile_id ?? ''),
      hasFailed: has_failed === 1,
      talked: JSON.parse(String(talked)) as Talked | null,
      times: { ...noTimes, ...(JSON.parse(String(times)) as Partial<ReplyTimes>) },
    }))
  }
}
