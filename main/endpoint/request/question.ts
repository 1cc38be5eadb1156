import type { Endpoint } from '../endpoint.ts'
import type { RequestMessage } from './messages.ts'

/** What is asked. */
export interface Question {
  messages: RequestMessage[]
  /** The same without the server's own audio ids: sent instead, once, when the server does not know one any more. */
  messagesWithoutIds?: RequestMessage[] | null
  /** Whether words alone are wanted, whatever the server can. */
  isWritten?: boolean
}

/** How long to wait for what, in milliseconds. */
export interface AskTimeouts {
  /** For the connection, and then for each piece of the request to be taken. */
  sendMs: number
  /** For the answer to begin when it is streamed. */
  headersMs: number
  /** For the answer to begin when it comes as a whole. */
  wholeMs: number
  /** For the next piece of an answer that has begun. */
  stallMs: number
  /** For the next word or sound of an answer, whatever else comes meanwhile: servers and proxies keep connections busy. */
  wordlessMs: number
}

/** What waiting is like in use. */
export const defaultTimeouts: AskTimeouts = {
  sendMs: 20_000,
  headersMs: 60_000,
  wholeMs: 300_000,
  stallMs: 30_000,
  wordlessMs: 600_000,
}

/** How long the user wants to wait for an endpoint, where that is not as usual. */
export function patienceOf({ timeoutS }: Pick<Endpoint, 'timeoutS'>): Partial<AskTimeouts> {
  if (timeoutS === null) return {}
  const ms = timeoutS * 1000
  const wordlessMs = Math.max(ms, defaultTimeouts.wordlessMs)
  return { sendMs: ms, headersMs: ms, wholeMs: ms, stallMs: ms, wordlessMs }
}
