import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { WebSocketServer } from 'ws'

/** A server on this machine that allows every page its requests, and records them. */
export interface LenientServer {
  /** Without a slash at its end. */
  url: string
  /** Paths that were requested, also by sockets. */
  asked: string[]
  close(): Promise<void>
}

/** Its answer to everything else: a page that tells its parent that it has loaded. */
const page = '<!doctype html><body><script>parent.postMessage(1, "*")</script>'

/** What it answers, by the end of the path. */
const answers: readonly [ending: string, type: string, body: string][] = [
  ['/answering.js', 'text/javascript', 'onmessage = () => postMessage(1)'],
  ['.js', 'text/javascript', 'globalThis.ran = true'],
  ['.css', 'text/css', 'body { --styled: 1 }'],
  ['.svg', 'image/svg+xml', '<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"/>'],
  ['/events', 'text/event-stream', 'data: there\n\n'],
]

/** Starts such a server. Its pages have no content security policy. */
export async function startLenientServer(): Promise<LenientServer> {
  const asked: string[] = []
  const server = createServer(({ url = '/' }, response) => {
    asked.push(url)
    const [, type, body] = answers.find(([ending]) => url.endsWith(ending)) ?? ['', 'text/html', page]
    response.writeHead(200, { 'Content-Type': type, 'Access-Control-Allow-Origin': '*' }).end(body)
  })
  const sockets = new WebSocketServer({ server })
  sockets.on('connection', (_socket, { url = '/' }) => asked.push(url))
  await once(server.listen(0, '127.0.0.1'), 'listening')
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    close: async () => {
      for (const socket of sockets.clients) socket.terminate()
      server.closeAllConnections()
      await new Promise(resolve => server.close(resolve))
    },
  }
}
