import type { AppError } from '../../../app/errors.ts'

/** Ends a request that makes no progress. It sleeps until it is told what to expect. */
export class Watchdog {
  /** Why it bit, if it did. */
  failure: AppError | null = null
  readonly #controller = new AbortController()
  #timer: NodeJS.Timeout | undefined

  /** Aborted when it bites. */
  get signal(): AbortSignal {
    return this.#controller.signal
  }

  /** From now on something must happen every `limitMs`, else `failure` is set and the signal aborted. */
  expect(limitMs: number, failure: () => AppError): void {
    this.rest()
    this.#timer = setTimeout(() => {
      this.failure = failure()
      this.#controller.abort()
    }, limitMs)
  }

  /** Something happened. */
  touch(): void {
    this.#timer?.refresh()
  }

  /** Nothing is expected any more. */
  rest(): void {
    clearTimeout(this.#timer)
    this.#timer = undefined
  }
}
