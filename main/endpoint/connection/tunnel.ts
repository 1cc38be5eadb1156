import http from 'node:http'
import https from 'node:https'
import net from 'node:net'
import { type AppError, failWith } from '../../../app/errors.ts'
import type { Reason } from '../../../app/failure-reasons.ts'
import { whyUnreachable } from '../failure/failure-table.ts'
import { TransportError } from '../failure/transport-error.ts'
import type { ProxyServer } from './proxies.ts'

/** How long a proxy may take to make a connection. */
const PATIENCE_MS = 15_000
/** It wants to know who asks (RFC 9110, "407 Proxy Authentication Required"). */
const NEEDS_PASSWORD = 407

/**
 * Has a proxy make a connection to a server (RFC 9110, "CONNECT"). Nothing but the server's name and port, and what the proxy itself wants to be
 * told, is said to it.
 * @returns a connection to write to, not encrypted yet
 * @param signal gives it up
 * @throws TransportError
 */
export async function openTunnel(
  proxy: ProxyServer,
  { host, port }: { host: string; port: number },
  signal?: AbortSignal,
): Promise<net.Socket> {
  const target = `${net.isIPv6(host) ? `[${host}]` : host}:${port}`
  const { promise, resolve, reject } = Promise.withResolvers<net.Socket>()
  const unreachable = (why: Reason) => failWith('unreachable', { host: target, proxy: proxy.name, why })
  const fail = (failure: AppError) => reject(new TransportError('ERR_PROXY', false, failure))
  const request = (proxy.isEncrypted ? https : http).request({
    host: proxy.host,
    port: proxy.port,
    method: 'CONNECT',
    path: target,
    agent: false,
    ...(signal && { signal }),
    headers: {
      host: target,
      ...(proxy.authorization === null ? {} : { 'proxy-authorization': proxy.authorization }),
    },
  })
  request.setTimeout(PATIENCE_MS, () => {
    fail(unreachable({ name: 'proxy_silent', seconds: PATIENCE_MS / 1000 }))
    request.destroy()
  })
  request.on('error', (error: NodeJS.ErrnoException) => fail(unreachable(whyUnreachable(error.code ?? 'EIO'))))
  request.once('connect', ({ statusCode: status = 0 }, socket: net.Socket, head) => {
    if (status >= 200 && status < 300) {
      socket.setTimeout(0)
      if (head.byteLength > 0) socket.unshift(head)
      resolve(socket)
      return
    }
    socket.destroy()
    if (status >= 500) fail(unreachable({ name: 'proxy_fails', status }))
    else fail(failWith('proxy_refused', { proxy: proxy.name, host: target, needsPassword: status === NEEDS_PASSWORD }))
  })
  request.end()
  return promise
}
