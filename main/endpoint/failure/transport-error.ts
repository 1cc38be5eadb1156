import type { AppError } from '../../../app/errors.ts'

/** What went wrong below HTTP, by Node's error code. */
export class TransportError extends Error {
  readonly code: string
  /** The server had closed a kept connection just before it was used again: the request was not seen, so it may be repeated. */
  readonly wasStale: boolean

  /** @param failure what to show, where that is not told by the code */
  constructor(code: string, wasStale: boolean, failure?: AppError) {
    super(`transport: ${code}`, { cause: failure })
    this.name = 'TransportError'
    this.code = code
    this.wasStale = wasStale
  }
}
