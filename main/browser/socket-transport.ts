import { timingSafeEqual } from 'node:crypto'
import { decode, encode } from '@msgpack/msgpack'
import * as v from 'valibot'
import { type RawData, WebSocket } from 'ws'
import { MESSAGE_BYTES_LIMIT } from '../../app/limits.ts'
import type { Answer, MainTransport } from '../../app/wire.ts'

/** Close code for a window that does not know the token (4000–4999 are free for applications, RFC 6455 §7.4.2). */
export const CLOSED_WRONG_TOKEN = 4401
/** Close code for a window that sent something that is not a message of the wire. */
export const CLOSED_BAD_MESSAGE = 4400
/** The largest frame a window may send: the largest payload of the contract and what MessagePack wraps around it. */
export const FRAME_BYTES_LIMIT = MESSAGE_BYTES_LIMIT + 64 * 1024

/** Bytes that may wait for a window that does not take them, after which it is cut off: over twenty minutes of a reply. */
const WAITING_BYTES_LIMIT = 64 * 1024 * 1024
const TOKEN_AWAITED_MS = 10_000
/** A window that is gone without a word, for instance behind a tunnel, is noticed within twice this. */
const PING_EVERY_MS = 15_000

const HelloSchema = v.object({ token: v.string() })
const RequestSchema = v.tuple([v.pipe(v.number(), v.integer()), v.string(), v.unknown()])

/** A window that has shown the token. */
export interface SocketWindow {
  windowId: string
}

/**
 * Main's end of the wire over WebSockets. A window's first frame is `{token}`; after that it sends `[id, name, input]` and is
 * answered `[id, answer]`; events are `[name, payload]`. Everything is MessagePack in binary frames.
 */
export class SocketTransport implements MainTransport<SocketWindow> {
  readonly #token: Buffer
  readonly #onClosed: (windowId: string) => void
  readonly #windows = new Map<WebSocket, string>()
  #answer: (sender: SocketWindow, name: string, input: unknown) => Promise<Answer> = () => {
    throw new Error('nobody answers yet')
  }

  /** @param onClosed called once for each window that had shown the token and went away */
  constructor(options: { token: string; onClosed: (windowId: string) => void }) {
    this.#token = Buffer.from(options.token)
    this.#onClosed = options.onClosed
  }

  onRequest(answer: (sender: SocketWindow, name: string, input: unknown) => Promise<Answer>): void {
    this.#answer = answer
  }

  send(name: string, payload: unknown, windowId?: string): void {
    if (this.#windows.size === 0) return
    const frame = encode([name, payload], { ignoreUndefined: true })
    for (const [socket, id] of this.#windows) if (windowId === undefined || id === windowId) deliver(socket, frame)
  }

  /** Takes a new connection, which is nobody until it has shown the token. */
  accept(socket: WebSocket): void {
    socket.binaryType = 'arraybuffer'
    socket.on('error', () => socket.terminate())
    const waiting = setTimeout(() => socket.close(CLOSED_WRONG_TOKEN), TOKEN_AWAITED_MS)
    socket.once('close', () => clearTimeout(waiting))
    socket.once('message', (data, isBinary) => {
      clearTimeout(waiting)
      const hello = v.safeParse(HelloSchema, decodeFrame(data, isBinary))
      if (hello.success && this.#isToken(hello.output.token)) this.#open(socket)
      else socket.close(CLOSED_WRONG_TOKEN)
    })
  }

  /** Says goodbye to every window. */
  close(): void {
    for (const socket of this.#windows.keys()) socket.close(1001)
  }

  #open(socket: WebSocket): void {
    const window: SocketWindow = { windowId: crypto.randomUUID() }
    this.#windows.set(socket, window.windowId)
    const stopPinging = keepPinging(socket)
    socket.once('close', () => {
      stopPinging()
      this.#windows.delete(socket)
      this.#onClosed(window.windowId)
    })
    socket.on('message', (data, isBinary) => {
      const request = v.safeParse(RequestSchema, decodeFrame(data, isBinary))
      if (!request.success) {
        socket.close(CLOSED_BAD_MESSAGE)
        return
      }
      const [id, name, input] = request.output
      void this.#answer(window, name, input).then(answer => {
        deliver(socket, encode([id, answer], { ignoreUndefined: true }))
      })
    })
  }

  #isToken(shown: string): boolean {
    const bytes = Buffer.from(shown)
    return bytes.byteLength === this.#token.byteLength && timingSafeEqual(bytes, this.#token)
  }
}

/** Undefined for a frame that is not binary MessagePack. Bytes in it are `Uint8Array` views of the frame. */
function decodeFrame(data: RawData, isBinary: boolean): unknown {
  if (!isBinary || !(data instanceof ArrayBuffer)) return undefined
  try {
    return decode(data)
  } catch {
    return undefined
  }
}

function deliver(socket: WebSocket, frame: Uint8Array): void {
  if (socket.readyState !== WebSocket.OPEN) return
  if (socket.bufferedAmount + frame.byteLength > WAITING_BYTES_LIMIT) socket.terminate()
  else socket.send(frame)
}

function keepPinging(socket: WebSocket): () => void {
  let hasAnswered = true
  socket.on('pong', () => {
    hasAnswered = true
  })
  const pinging = setInterval(() => {
    if (!hasAnswered) socket.terminate()
    hasAnswered = false
    socket.ping()
  }, PING_EVERY_MS).unref()
  return () => clearInterval(pinging)
}
