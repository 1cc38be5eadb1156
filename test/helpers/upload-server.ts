import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { WAV_HEADER_BYTES } from '../../app/wav.ts'
import type { RequestJson } from './endpoint-exchange.ts'

/** A question as it arrives. */
export interface Arrival {
  headers: IncomingMessage['headers']
  /** Whether its length was not told. */
  isChunked: boolean
  /** What has come of it. */
  body: string
  /** Whether all of it has: nothing else is a request. */
  isWhole: boolean
  /** The client's port, which tells connections apart. */
  port: number
}

/** What a server does with what is sent while it is spoken; everything else it takes. */
export type Reception = (arrival: Arrival, incoming: IncomingMessage, response: ServerResponse) => void

/** Refuses and reads on: where it closed the connection, what is still coming would reset it, and take the answer with it. */
const refuse = (response: ServerResponse, status: number) => {
  response
    .writeHead(status, { 'content-type': 'application/json' })
    .end(JSON.stringify({ error: { message: 'This is not taken.', type: 'invalid_request_error' } }))
}

/** The ways in which servers were found not to take what is sent while it is spoken. */
export const receptions = {
  'wants the length': (arrival, _incoming, response) => {
    if (arrival.isChunked && arrival.body === '') refuse(response, 411)
  },
  'takes 20 kB': (arrival, _incoming, response) => {
    if (arrival.isChunked && arrival.body.length > 20_000 && !response.headersSent) refuse(response, 413)
  },
  'refuses it when it is whole': (arrival, _incoming, response) => {
    if (arrival.isChunked && arrival.isWhole) refuse(response, 400)
  },
  'fails when it is whole': (arrival, _incoming, response) => {
    if (arrival.isChunked && arrival.isWhole) refuse(response, 500)
  },
  'fails in the middle': (arrival, _incoming, response) => {
    if (arrival.isChunked && arrival.body.length > 20_000 && !response.headersSent) refuse(response, 500)
  },
  'resets the connection': (arrival, incoming) => {
    if (arrival.isChunked && arrival.body.length > 20_000) incoming.socket.resetAndDestroy()
  },
  'resets it when it is whole': (arrival, incoming) => {
    if (arrival.isChunked && arrival.isWhole) incoming.socket.resetAndDestroy()
  },
  'stops reading': (arrival, incoming) => {
    if (arrival.isChunked) incoming.pause()
  },
  redirects: (_arrival, _incoming, response) => {
    if (response.headersSent) return
    response.writeHead(307, { location: 'http://127.0.0.1:9/v1/chat/completions' }).end()
  },
} satisfies Record<string, Reception>

const answer = 'data: {"choices":[{"delta":{"content":"Heard."},"finish_reason":"stop"}]}\n\ndata: [DONE]\n\n'

/** A server that says “Heard.” to every question it gets as a whole, and notes also what never became one. */
export class UploadServer {
  readonly arrivals: Arrival[] = []
  /** What it does before that. */
  reception: Reception = () => undefined
  /** Whether it answers what it got as a whole, or works on it for ever. */
  isAnswering = true
  readonly #http = createServer({ keepAliveTimeout: 60_000 }, (incoming, response) => this.#receive(incoming, response))

  /** Starts it on this computer. */
  async listen(): Promise<this> {
    await new Promise<void>(resolve => this.#http.listen(0, '127.0.0.1', resolve))
    return this
  }

  get baseUrl(): string {
    return `http://127.0.0.1:${(this.#http.address() as AddressInfo).port}/v1`
  }

  /** The questions it got as a whole. */
  get questions(): Arrival[] {
    return this.arrivals.filter(({ isWhole }) => isWhole)
  }

  /** Closes the connections that are kept, without a word. */
  dropConnections(): void {
    this.#http.closeAllConnections()
  }

  async close(): Promise<void> {
    await new Promise(resolve => {
      this.#http.close(resolve)
      this.#http.closeAllConnections()
    })
  }

  #receive(incoming: IncomingMessage, response: ServerResponse): void {
    const { headers } = incoming
    const isChunked = headers['transfer-encoding'] === 'chunked'
    const port = incoming.socket.remotePort ?? 0
    const arrival: Arrival = { headers, isChunked, body: '', isWhole: false, port }
    this.arrivals.push(arrival)
    this.reception(arrival, incoming, response)
    incoming.setEncoding('latin1')
    incoming.on('data', (text: string) => {
      arrival.body += text
      this.reception(arrival, incoming, response)
    })
    incoming.on('end', () => {
      arrival.isWhole = true
      this.reception(arrival, incoming, response)
      if (response.headersSent || incoming.socket.destroyed || !this.isAnswering) return
      response.writeHead(200, { 'content-type': 'text/event-stream' }).end(answer)
    })
    incoming.on('error', () => undefined)
  }
}

/** The last recording in a question: its bytes as they were sent, and its samples where it is a WAV. */
export function recordingIn({ body }: Arrival): { format: string; bytes: Buffer; pcm: Buffer } {
  const { messages } = JSON.parse(body) as RequestJson
  const parts = messages.flatMap(({ content }) => (typeof content === 'object' ? content : []))
  const sound = parts.findLast(part => part?.type === 'input_audio')?.input_audio
  if (!sound) throw new Error('no recording was sent')
  const bytes = Buffer.from(sound.data, 'base64')
  if (bytes.toString('base64') !== sound.data) throw new Error('the recording is no proper base64')
  return { format: sound.format, bytes, pcm: bytes.subarray(WAV_HEADER_BYTES) }
}
