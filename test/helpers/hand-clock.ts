/** A clock that is moved by hand, for what is given its time and its timers. */
export class HandClock {
  now = Date.UTC(2026, 10, 26, 12)
  #timers: { work: () => void; at: number }[] = []

  /** Times of what is waited for, in milliseconds from now, soonest first. */
  get waits(): number[] {
    return this.#timers.map(({ at }) => at - this.now).sort((a, b) => a - b)
  }

  readonly clock = (): number => this.now

  readonly setTimer = (work: () => void, ms: number): (() => void) => {
    const timer = { work, at: this.now + ms }
    this.#timers.push(timer)
    return () => {
      this.#timers = this.#timers.filter(other => other !== timer)
    }
  }

  /** Lets time pass, and what is due by then happen. */
  pass(ms: number): void {
    this.now += ms
    const due = this.#timers.filter(({ at }) => at <= this.now)
    this.#timers = this.#timers.filter(({ at }) => at > this.now)
    for (const { work } of due) work()
  }
}
