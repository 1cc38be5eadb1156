import { once } from 'node:events'
import http from 'node:http'
import https from 'node:https'
import { TransportError } from '../failure/transport-error.ts'
import type { RequestBody } from '../request/request-body.ts'
import { agentFor, hostToConnect, wasMadeAhead } from './connections.ts'
import { unpack } from './unpack.ts'

/** Called while a request is under way, so that whoever waits can tell slow from stuck. */
export interface Progress {
  /** There is a connection: from now on the server may see the request. */
  onConnected(): void
  /** Bytes moved: a piece of the body taken by the network, a piece of the answer come. */
  onActivity(): void
  /** The last byte of the body was handed to the network. */
  onSent(): void
  /** For a body that is still being made: whether the network still has to take some of it (true), or all that was made is taken. */
  onWaiting?(isForNetwork: boolean): void
}

/** Whether there is a connection yet, encrypted where it is to be. */
interface Connection {
  isMade: boolean
}

/** How much of a body may wait for the network, in memory. */
const WAITING_BYTES = 512 * 1024
/** The most that is read of an answer that is a failure. */
const FAILURE_BYTES = 64 * 1024
/** The most that is read of any answer: four times the base64 of the longest reply a model can speak. */
const ANSWER_BYTES = 256 * 1024 * 1024
/** How long an answer may go on after its reader has left. */
const DRAINED_MS = 1000
/** How long the words of a failure are waited for, once its status has come. */
const FAILURE_MS = 2000
/** The most that is read of an answer's head: proxies add what others have said, and Node alone would stop at 16 KB. */
const HEAD_BYTES = 128 * 1024
/** A kept connection that the server had closed fails within this time. One that fails later was alive, so the request may have been seen. */
const STALE_MS = 3000
/** Fetch must not be given a body for these (WHATWG Fetch, "null body status"). */
const BODILESS = [101, 103, 204, 205, 304]

/**
 * Makes a `fetch` for one request over `node:http`:
 * - It sends `body` in place of the body it is called with, slice by slice, and says when all of it is out. Its length is exact unless its
 *   end is still being spoken.
 * - It sends `headers` and no others, so that no header which an environment variable adds to the SDK's reaches a server.
 * - It keeps connections for minutes, and asks only the host that is named: no redirect is followed.
 *
 * Rejects with `TransportError`, with the signal's reason, or with what the body's source threw.
 */
export function transport(
  body: RequestBody,
  headers: Readonly<Record<string, string>>,
  progress: Progress,
): (input: string | URL | Request, init?: RequestInit) => Promise<Response> {
  return async (input, init = {}) => {
    const url = new URL(input instanceof Request ? input.url : input)
    const beganAt = performance.now()
    const signal = init.signal ?? undefined
    signal?.throwIfAborted()
    const request = (url.protocol === 'https:' ? https : http).request(url, {
      method: init.method ?? 'GET',
      headers: {
        ...headers,
        ...(body.byteLength === null ? { 'transfer-encoding': 'chunked' } : { 'content-length': body.byteLength }),
      },
      agent: agentFor(url),
      hostname: hostToConnect(url),
      maxHeaderSize: HEAD_BYTES,
    })
    // Errors are awaited below; those that come after the answer are the answer's.
    request.on('error', () => undefined)
    let answer: http.IncomingMessage | null = null
    const abort = () => (answer?.complete ? undefined : request.destroy(signal?.reason))
    signal?.addEventListener('abort', abort, { once: true })
    request.once('close', () => signal?.removeEventListener('abort', abort))
    const connection = { isMade: false }
    const onConnected = () => {
      connection.isMade = true
      progress.onConnected()
      body.spoken?.sound.onGrowth()
    }
    request.once('socket', socket => {
      if (socket.connecting) socket.once(url.protocol === 'https:' ? 'secureConnect' : 'connect', onConnected)
      // Where no network leads there, it has failed within the call that made it.
      else if (!socket.destroyed) onConnected()
    })
    try {
      const answered = answerTo(request)
      send(request, body, progress, connection).catch((error: unknown) => {
        if (!answer) request.destroy(error instanceof Error ? error : new Error('the body could not be read'))
      })
      const message = await answered
      answer = message.on('error', () => undefined)
      progress.onActivity()
      return toResponse(message, request, progress, signal)
    } catch (error) {
      if (signal?.aborted) throw signal.reason
      const isKept = request.reusedSocket || wasMadeAhead(request.socket)
      throw toTransportError(error, isKept && performance.now() - beganAt < STALE_MS)
    }
  }
}

/** The head of an answer. Rejects with what keeps it from coming: who switches to another protocol (101) ends a request without an error. */
function answerTo(request: http.ClientRequest): Promise<http.IncomingMessage> {
  const { promise, resolve, reject } = Promise.withResolvers<http.IncomingMessage>()
  request.once('response', resolve).once('error', reject)
  request.once('close', () => reject(new TransportError('ERR_HTTP_UPGRADED', false)))
  return promise
}

/**
 * Writes what there is of a body that is still being made, and each further piece within the call that adds it. What the network does not
 * take yet waits in `sound.pieces` alone, so that `onActivity` tells how the network gets on.
 */
function writeAsSpoken(
  request: http.ClientRequest,
  { sound, tail }: NonNullable<RequestBody['spoken']>,
  progress: Progress,
  connection: Connection,
): void {
  sound.taken = 0
  let isWaiting: boolean | null = null
  // Called only on a change: the time limit for the network must not start anew with each piece that is spoken.
  const tell = (isForNetwork: boolean) => {
    if (isForNetwork !== isWaiting) progress.onWaiting?.(isForNetwork)
    isWaiting = isForNetwork
  }
  const write = () => {
    if (request.destroyed || request.writableEnded) return
    if (sound.failure) request.destroy(sound.failure)
    while (sound.taken < sound.pieces.length && !request.writableNeedDrain) request.write(sound.pieces[sound.taken++])
    const isBehind = sound.taken < sound.pieces.length
    if (sound.isWhole && !isBehind) {
      tell(true)
      request.end(tail, () => progress.onSent())
    } else if (connection.isMade) tell(request.writableNeedDrain)
  }
  request.on('drain', () => {
    progress.onActivity()
    write()
  })
  sound.onGrowth = write
  write()
}

/** Writes the body. It also ends when the request does, as when a server refuses and reads no further. */
async function send(
  request: http.ClientRequest,
  body: RequestBody,
  progress: Progress,
  connection: Connection,
): Promise<void> {
  const closed = new Promise(resolve => request.once('close', resolve))
  for (const piece of body.open()) {
    const isTaken = request.write(piece)
    if (!isTaken && request.writableLength > WAITING_BYTES) {
      await Promise.race([once(request, 'drain'), closed])
      progress.onActivity()
    }
    if (request.destroyed) return
  }
  if (body.spoken) writeAsSpoken(request, body.spoken, progress, connection)
  else request.end(() => progress.onSent())
}

function isRefusal(message: http.IncomingMessage): boolean {
  return (message.statusCode ?? 0) >= 300
}

function toResponse(
  message: http.IncomingMessage,
  request: http.ClientRequest,
  progress: Progress,
  signal: AbortSignal | undefined,
): Response {
  const status = Math.min(Math.max(message.statusCode ?? 502, 200), 599)
  const headers = new Headers()
  for (const [name, values] of Object.entries(message.headersDistinct)) {
    for (const value of values ?? []) headers.append(name, value)
  }
  if (BODILESS.includes(status)) {
    message.resume()
    return new Response(null, { status, headers })
  }
  const isFailure = isRefusal(message)
  const limit = isFailure ? FAILURE_BYTES : ANSWER_BYTES
  const timer = isFailure ? setTimeout(() => message.destroy(), FAILURE_MS) : undefined
  async function* arriving(): AsyncGenerator<Uint8Array> {
    for await (const piece of message.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
      progress.onActivity()
      yield piece
    }
  }
  async function* pieces(): AsyncGenerator<Uint8Array> {
    let left = limit
    try {
      for await (const piece of unpack(arriving(), headers.get('content-encoding') ?? '')) {
        yield piece.subarray(0, left)
        left -= piece.byteLength
        if (left <= 0) return
      }
    } catch (error) {
      if (signal?.aborted) throw signal.reason
      // A failure is told by its status: its words are there as far as they came.
      if (!isFailure) throw toTransportError(error, false)
    } finally {
      clearTimeout(timer)
      // A reader stops at the last event, a moment before the answer ends: only when it does can the connection be kept.
      if (signal?.aborted || left <= 0 || !request.writableFinished) request.destroy()
      else if (!message.complete) drain(message, request)
    }
  }
  return new Response(ReadableStream.from(pieces()), { status, headers })
}

function drain(message: http.IncomingMessage, request: http.ClientRequest): void {
  const timer = setTimeout(() => request.destroy(), DRAINED_MS).unref()
  message.once('close', () => clearTimeout(timer)).resume()
}

function toTransportError(error: unknown, isReused: boolean): unknown {
  if (!(error instanceof Error) || !('code' in error) || typeof error.code !== 'string') return error
  if (error.name === 'AppError' || error instanceof TransportError) return error
  // What was refused while something was written has the code of a broken protocol, and its reason in words alone.
  const isRefused = error.code === 'EPROTO' && /\balert\b|unsupported protocol/i.test(error.message)
  const code = isRefused ? 'ERR_SSL_ALERT' : error.code
  return new TransportError(code, isReused && (error.code === 'ECONNRESET' || error.code === 'EPIPE'))
}
