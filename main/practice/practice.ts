import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { setTimeout as delay } from 'node:timers/promises'
import { pcmDurationMs } from '../../app/pcm.ts'
import { answer } from './answer.ts'
import { AudioIds } from './audio-ids.ts'
import { makeChunks, makeCompletion, type PacedChunk, PRACTICE_MODEL } from './completion.ts'
import { readQuestion } from './question.ts'
import { Refusal } from './refusal.ts'

/** The largest request that is read: two recordings of the longest kind as base64, and words. */
export const REQUEST_BYTES_LIMIT = 64 * 1024 * 1024
const MODEL = { id: PRACTICE_MODEL, object: 'model', created: 1_790_000_000, owned_by: 'parley' }

/** What may be varied, for tests. */
export interface PracticeOptions {
  /** How many times faster than it sounds a reply is streamed; `Infinity` waits for nothing. */
  speed?: number
  /** Milliseconds since 1970, which audio ids expire by. */
  clock?: () => number
}

/** A practice partner that is running. */
export interface Practice {
  /** Such as `http://127.0.0.1:40123/v1`. */
  baseUrl: string
  /** Ends every reply under way. */
  close(): Promise<void>
}

/**
 * Starts the practice partner: an OpenAI-compatible server on this computer alone that needs no key, plays back the
 * recordings it gets and answers typed words with a spoken line.
 */
export async function startPractice({ speed = 3, clock = Date.now }: PracticeOptions = {}): Promise<Practice> {
  const ids = new AudioIds(clock)
  const server = createServer((request, response) => {
    respond(request, response, ids, speed).catch(error => fail(response, error))
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('the practice partner has no port')
  return {
    baseUrl: `http://127.0.0.1:${address.port}/v1`,
    close: async () => {
      const closed = once(server, 'close')
      server.close()
      server.closeAllConnections()
      await closed
    },
  }
}

async function respond(request: IncomingMessage, response: ServerResponse, ids: AudioIds, speed: number) {
  response.setHeader('x-request-id', `req_${randomUUID().replaceAll('-', '')}`)
  const { method = '', url = '' } = request
  const path = url.split('?')[0]
  if (path === '/v1/models') {
    if (method === 'GET') return sendJson(response, 200, { object: 'list', data: [MODEL] })
  } else if (path === `/v1/models/${PRACTICE_MODEL}`) {
    if (method === 'GET') return sendJson(response, 200, MODEL)
  } else if (path === '/v1/chat/completions') {
    if (method === 'POST') return complete(request, response, ids, speed)
  } else {
    throw new Refusal(404, `Invalid URL (${method} ${path})`)
  }
  const hint = '(HINT: Perhaps you meant to use a different HTTP method?)'
  throw new Refusal(405, `Not allowed to ${method} on ${path}. ${hint}`, null, 'method_not_supported')
}

async function complete(request: IncomingMessage, response: ServerResponse, ids: AudioIds, speed: number) {
  const question = readQuestion(await readBody(request), ids)
  const said = answer(question)
  if (!question.streams) return sendJson(response, 200, await makeCompletion(question, said, ids))
  response.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8', 'cache-control': 'no-cache' })
  await stream(response, makeChunks(question, said, ids), speed)
}

/** Sends chunks when their sound is due, never faster than they are read, and stops when nobody reads any more. */
async function stream(response: ServerResponse, chunks: Iterable<PacedChunk>, speed: number): Promise<void> {
  const gone = new AbortController()
  response.once('close', () => gone.abort())
  const start = performance.now()
  try {
    for (const { chunk, soundOffset } of chunks) {
      const wait = start + pcmDurationMs(soundOffset) / speed - performance.now()
      if (wait > 0) await delay(wait, undefined, { signal: gone.signal })
      const hasRoom = response.write(`data: ${JSON.stringify(chunk)}\n\n`)
      if (!hasRoom) await once(response, 'drain', { signal: gone.signal })
    }
    response.end('data: [DONE]\n\n')
  } catch (error) {
    if (!gone.signal.aborted) throw error
  }
}

/** Reads a body up to the limit. Whatever comes after that is let pass by, so that the refusal can be read. */
async function readBody(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = []
  let bytes = 0
  for await (const part of request.iterator({ destroyOnReturn: false })) {
    bytes += part.byteLength
    if (bytes > REQUEST_BYTES_LIMIT) {
      request.resume()
      const message = `Maximum content size limit (${REQUEST_BYTES_LIMIT}) exceeded (${bytes} bytes read)`
      throw new Refusal(413, message)
    }
    parts.push(part)
  }
  return Buffer.concat(parts).toString('utf8')
}

function fail(response: ServerResponse, error: unknown): void {
  if (response.headersSent || response.destroyed) {
    response.destroy()
    return
  }
  const refusal = error instanceof Refusal ? error : new Refusal(500, 'The practice partner failed to answer this.')
  sendJson(response, refusal.status, refusal.body)
}

function sendJson(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' })
  response.end(JSON.stringify(body))
}
