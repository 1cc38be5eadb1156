import net from 'node:net'
import tls from 'node:tls'
import { type AppError, failWith } from '../../app/errors.ts'
import { hostOf } from '../endpoint/base-url.ts'
import type { Endpoint } from '../endpoint/endpoint.ts'
import { toEndpointError } from '../endpoint/failure.ts'
import { TransportError } from '../endpoint/transport.ts'

/** How a connection to a server came about. */
export interface Connected {
  /** Until there was a connection, its name being looked up included. */
  connectMs: number | null
  /** From then until it was encrypted; null where it is not, or did not come so far. */
  encryptMs: number | null
  /** Such as `TLSv1.3`; empty where it is not encrypted. */
  protocol: string
  /** Why there is none, if so. */
  failure: AppError | null
}

/** How long each step may take. */
const PATIENCE_MS = 15_000

/**
 * Connects to a server and leaves at once, saying nothing: neither key nor question. It goes where a question would go, and trusts whom
 * that would trust.
 * @throws `cancelled` when the signal is aborted
 */
export function reach(endpoint: Endpoint, signal: AbortSignal): Promise<Connected> {
  const { protocol, hostname, port } = new URL(endpoint.baseUrl)
  const isEncrypted = protocol === 'https:'
  const host = hostname === '0.0.0.0' ? '127.0.0.1' : hostname.replace(/^\[|\]$/g, '')
  const place = { host, port: Number(port || (isEncrypted ? 443 : 80)) }
  const servername = net.isIP(host) === 0 ? { servername: host } : {}
  const { promise, resolve, reject } = Promise.withResolvers<Connected>()
  const startedAt = performance.now()
  const found: Connected = { connectMs: null, encryptMs: null, protocol: '', failure: null }
  const socket = isEncrypted ? tls.connect({ ...place, ...servername }) : net.connect(place)
  const fail = (failure: AppError) => {
    socket.destroy()
    resolve({ ...found, failure })
  }
  const stop = () => {
    socket.destroy()
    reject(failWith('cancelled'))
  }
  signal.addEventListener('abort', stop, { once: true })
  socket.setTimeout(PATIENCE_MS, () =>
    fail(failWith('timed_out', { host: hostOf(endpoint.baseUrl), seconds: PATIENCE_MS / 1000 })),
  )
  socket.once('error', (error: NodeJS.ErrnoException) => {
    const soFar = { isConnected: false, hasAnswered: false, hasReply: false }
    const broken = new TransportError(codeOf(error), false)
    fail(toEndpointError(broken, { endpoint, format: 'pcm16' }, soFar))
  })
  socket.once('connect', () => {
    found.connectMs = performance.now() - startedAt
    if (!isEncrypted) leave()
  })
  if (socket instanceof tls.TLSSocket) {
    socket.once('secureConnect', () => {
      found.encryptMs = performance.now() - startedAt - (found.connectMs ?? 0)
      found.protocol = socket.getProtocol() ?? ''
      leave()
    })
  }
  const leave = () => {
    socket.end()
    socket.destroySoon()
    resolve(found)
  }
  if (signal.aborted) stop()
  return promise.finally(() => signal.removeEventListener('abort', stop))
}

/** Several addresses of one name fail together. */
function codeOf(error: NodeJS.ErrnoException): string {
  const [first]: NodeJS.ErrnoException[] = error instanceof AggregateError ? error.errors : []
  return error.code ?? first?.code ?? 'EIO'
}
