import { once } from 'node:events'
import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http'
import type { KnownReply } from './known-reply.ts'

/**
 * A point in an answer where a test can hold it: before the status, after the first sound, before the last event, before a
 * fault breaks off what has begun.
 */
export type GateName = 'headers' | 'sound' | 'end' | 'break'

/** An answer that waits. */
export interface Gate {
  /** Settles when an answer has come as far as this. */
  reached: Promise<void>
  /** Lets it go on. */
  release(): void
}

/** The parts of a request's JSON that tests look at. */
export interface RequestJson {
  model: string
  modalities: string[]
  audio: { voice: string; format: string }
  stream?: boolean
  messages: {
    role: string
    audio?: { id: string }
    content?: string | ({ type: string; text?: string; input_audio?: { data: string; format: string } } | null)[]
  }[]
}

/** A request as it came over the network. */
export interface RecordedRequest {
  method: string
  path: string
  headers: IncomingHttpHeaders
  body: Buffer
  json: RequestJson
  /** Settles when nothing more happens: the answer is out, or the client has gone before. */
  ended: Promise<'answered' | 'gone'>
}

/** What an answer is made with. */
export interface Exchange {
  request: RecordedRequest
  /** For answers that begin before the request has been read. */
  incoming: IncomingMessage
  response: ServerResponse
  reply: KnownReply
  /** Waits where a test holds the answers. */
  pass(gate: GateName): Promise<void>
  /** A new id for a voice. */
  newAudioId(): string
}

/** Answers one request. */
export type Answer = (exchange: Exchange) => Promise<void>

/** Writes and waits until the network has taken it. */
export async function write(response: ServerResponse, bytes: string | Uint8Array): Promise<void> {
  if (response.destroyed || response.write(bytes)) return
  const waiting = new AbortController()
  const ways = ['drain', 'close'].map(event => once(response, event, { signal: waiting.signal }))
  await Promise.race(ways).finally(() => waiting.abort())
}

/** Answers with JSON. */
export function sendJson(response: ServerResponse, status: number, value: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value))
}

/** An error as OpenAI words it. */
export function openAiError(message: string, type: string, code: string | null, param: string | null = null) {
  return { error: { message, type, param, code } }
}
