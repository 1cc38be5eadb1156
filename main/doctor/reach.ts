import { once } from 'node:events'
import net from 'node:net'
import tls from 'node:tls'
import { type AppError, failWith } from '../../app/errors.ts'
import { hostOf } from '../endpoint/base-url.ts'
import { hostToConnect } from '../endpoint/connection/connections.ts'
import { proxyFor } from '../endpoint/connection/proxies.ts'
import { openTunnel } from '../endpoint/connection/tunnel.ts'
import type { Endpoint } from '../endpoint/endpoint.ts'
import { toEndpointError } from '../endpoint/failure/failure.ts'
import { TransportError } from '../endpoint/failure/transport-error.ts'

/** How a connection to a server was made. */
export interface Connected {
  /** Time until it was connected, including the lookup of the name. */
  connectMs: number | null
  /** From then until it was encrypted; null if it is not, or did not come that far. */
  encryptMs: number | null
  /** The proxy in between, as host and port; null if there is none. */
  proxy: string | null
  /** Such as `TLSv1.3`; empty if it is not encrypted. */
  protocol: string
  /** Why there is no connection, if so. */
  failure: AppError | null
}

/** How long connecting may take. */
const PATIENCE_MS = 15_000

/**
 * Connects to a server and disconnects at once, without sending a key or a question. It uses the same address, proxy and trusted
 * certificates as a question.
 * @throws `cancelled` when the signal is aborted
 */
export async function reach(endpoint: Endpoint, signal: AbortSignal): Promise<Connected> {
  const url = new URL(endpoint.baseUrl)
  const isEncrypted = url.protocol === 'https:'
  const host = hostToConnect(url)
  const place = { host, port: Number(url.port || (isEncrypted ? 443 : 80)) }
  const found: Connected = { connectMs: null, encryptMs: null, proxy: null, protocol: '', failure: null }
  const patience = AbortSignal.timeout(PATIENCE_MS)
  const either = { signal: AbortSignal.any([signal, patience]) }
  const startedAt = performance.now()
  let socket: net.Socket | null = null
  try {
    signal.throwIfAborted()
    const proxy = proxyFor(url)
    found.proxy = proxy?.name ?? null
    socket = (proxy ? await openTunnel(proxy, place, either.signal) : net.connect(place)).on('error', () => undefined)
    if (!proxy) await once(socket, 'connect', either)
    found.connectMs = performance.now() - startedAt
    if (isEncrypted) {
      const servername = net.isIP(host) === 0 ? { servername: host } : {}
      const secure = tls.connect({ host, ...servername, socket }).on('error', () => undefined)
      socket = secure
      await once(secure, 'secureConnect', either)
      found.encryptMs = performance.now() - startedAt - found.connectMs
      found.protocol = secure.getProtocol() ?? ''
    }
    signal.throwIfAborted()
    socket.destroySoon()
    return found
  } catch (error) {
    socket?.destroy()
    if (signal.aborted) throw failWith('cancelled')
    return { ...found, failure: failureOf(error, endpoint, patience.aborted) }
  }
}

function failureOf(error: unknown, endpoint: Endpoint, isLate: boolean): AppError {
  if (isLate) return failWith('timed_out', { host: hostOf(endpoint.baseUrl), seconds: PATIENCE_MS / 1000 })
  const soFar = { isConnected: false, hasAnswered: false, hasReply: false }
  const broken = error instanceof TransportError ? error : new TransportError(codeOf(error), false)
  return toEndpointError(broken, { endpoint, format: 'pcm16' }, soFar)
}

/** Several addresses of one name fail together. */
function codeOf(error: unknown): string {
  const errors: unknown[] = error instanceof AggregateError ? [error, ...error.errors] : [error]
  for (const each of errors) if (each instanceof Error && 'code' in each) return String(each.code ?? 'EIO')
  return 'EIO'
}
