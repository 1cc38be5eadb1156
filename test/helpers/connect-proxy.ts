import { createServer } from 'node:http'
import { type AddressInfo, connect, type Socket } from 'node:net'

/** A proxy that makes connections (RFC 9110, "CONNECT"), on 127.0.0.1. */
export interface ConnectProxy {
  /** Its host and port. */
  name: string
  /** What was asked of it: the target, and what it was told of who asks. */
  asked: { target: string; authorization: string | undefined }[]
  /** All that went through it from those who asked. */
  seen(): string
  /** What it answers instead of connecting; null connects. */
  refuseWith: number | null
  close(): Promise<void>
}

/** Starts one. Wherever it is asked to connect to, it connects to that port of 127.0.0.1. */
export async function startConnectProxy(port: () => number): Promise<ConnectProxy> {
  const sockets = new Set<Socket>()
  const seen: Buffer[] = []
  const server = createServer((_, response) => response.writeHead(501).end())
  server.on('connection', socket => sockets.add(socket))
  server.on('connect', (request, client: Socket, head) => {
    const target = request.url ?? ''
    proxy.asked.push({ target, authorization: request.headers['proxy-authorization'] })
    client.on('error', () => undefined)
    if (proxy.refuseWith !== null) {
      client.end(`HTTP/1.1 ${proxy.refuseWith} No\r\nContent-Length: 0\r\n\r\n`)
      return
    }
    const upstream = connect(port(), '127.0.0.1', () => {
      client.write('HTTP/1.1 200 Connection established\r\n\r\n')
      upstream.write(head)
      client.on('data', piece => seen.push(piece)).pipe(upstream)
      upstream.pipe(client)
    })
    sockets.add(upstream)
    upstream.on('error', () => client.destroy())
    client.on('close', () => upstream.destroy())
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const proxy: ConnectProxy = {
    name: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked: [],
    seen: () => Buffer.concat(seen).toString('latin1'),
    refuseWith: null,
    close: async () => {
      for (const socket of sockets) socket.destroy()
      await new Promise(resolve => server.close(resolve))
    },
  }
  return proxy
}
