import * as v from 'valibot'
import {
  type Announce,
  type Api,
  type Calls,
  type EventName,
  events,
  type Listen,
  type RequestName,
  requests,
} from './contract.ts'
import { AppError, type Failure, failWith, toFailure } from './errors.ts'
import type { Reason } from './failure-reasons.ts'

/** The answer to a request on the wire. Failures are sent as data, because transports keep only an error's message. */
export type Answer = { ok: true; value: unknown } | { ok: false; failure: Failure }

/** Main's end of a transport: Electron IPC or a socket. */
export interface MainTransport<Sender> {
  /** Calls `answer` for every request of any window. */
  onRequest(answer: (sender: Sender, name: string, input: unknown) => Promise<Answer>): void
  /** Sends an event to every window, or to the one that is named. */
  send(name: string, payload: unknown, windowId?: string): void
}

/** The window's end of a transport: what the preload exposes as `window.bridge`, and what the socket offers. */
export interface Bridge {
  request(name: string, input: unknown): Promise<Answer>
  /** Calls `hear` for every event; returns the function that stops it. */
  listen(hear: (name: string, payload: unknown) => void): () => void
}

/**
 * Serves the contract in main: checks the sender, validates the input, calls the api, turns what it throws into data.
 * @param windowIdOf names the window behind a sender, or null when the sender is not to be trusted with that request
 * @returns `announce`, which sends an event to every window, or to one of them
 */
export function serve<Sender>(
  transport: MainTransport<Sender>,
  api: Api,
  windowIdOf: (sender: Sender, name: string) => string | null,
): Announce {
  transport.onRequest(async (sender, name, input) => {
    try {
      const windowId = windowIdOf(sender, name)
      if (windowId === null) throw failWith('bad_input', { what: { name: 'from_elsewhere' } })
      if (!isRequestName(name)) throw unknownRequest()
      const parsed = v.safeParse(requests[name].input, input)
      if (!parsed.success) throw failWith('bad_input', { what: whatIsWrong(name, parsed.issues) })
      const handle = api[name] as (input: unknown, windowId: string) => Promise<unknown>
      return { ok: true, value: await handle(parsed.output, windowId) }
    } catch (error) {
      return { ok: false, failure: toFailure(error) }
    }
  })
  return (name, payload, windowId) => transport.send(name, payload, windowId)
}

/** Limits a transport to the contract's names, so that the window can ask for nothing else. */
export function bridge(transport: Bridge): Bridge {
  return {
    request: async (name, input) => {
      if (!isRequestName(name)) return { ok: false, failure: toFailure(unknownRequest()) }
      return transport.request(name, input)
    },
    listen: hear => transport.listen((name, payload) => (isEventName(name) ? hear(name, payload) : undefined)),
  }
}

/** The window's view of main: async functions that throw `AppError`, and events. */
export function connect(bridge: Bridge): { main: Calls; listen: Listen } {
  const ask = async (name: string, input: unknown) => {
    const answer = await bridge.request(name, input)
    if (!answer.ok) throw new AppError(answer.failure)
    return answer.value
  }
  // Does not import the list of requests, because that would bring main's validation into the window.
  const main = new Proxy({}, { get: (_, name) => (input: unknown) => ask(String(name), input) })
  const listeners = new Map<string, Set<(payload: never) => void>>()
  bridge.listen((name, payload) => {
    for (const hear of listeners.get(name) ?? []) hear(payload as never)
  })
  const listen: Listen = (name, hear) => {
    const hearing = listeners.get(name) ?? new Set()
    listeners.set(name, hearing.add(hear))
    return () => hearing.delete(hear)
  }
  return { main: main as unknown as Calls, listen }
}

// A transport may deliver anything as a name. `['setKey']` would find the key of the table without being a name.
function isRequestName(name: unknown): name is RequestName {
  return typeof name === 'string' && Object.hasOwn(requests, name)
}

function isEventName(name: unknown): name is EventName {
  return typeof name === 'string' && Object.hasOwn(events, name)
}

/** Does not repeat the name, because a request that does not exist may have anything as its name. */
function unknownRequest(): AppError {
  return failWith('bad_input', { what: { name: 'unknown_request' } })
}

/** Names the place of the first fault, but never the value, which may be a key. */
function whatIsWrong(request: string, issues: readonly v.BaseIssue<unknown>[]): Reason {
  const place = issues[0] ? v.getDotPath(issues[0]) : null
  return { name: 'wrong_field', request, field: place ?? 'input' }
}
