import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type IncomingMessage, type Server } from 'node:http'
import { WebSocketServer } from 'ws'
import { failWith } from '../../app/errors.ts'
import { serve } from '../../app/wire.ts'
import { type AssistantOptions, openAssistant } from '../assistant.ts'
import { FRAME_BYTES_LIMIT, SocketTransport } from './socket-transport.ts'
import { refuse, serveDownload, serveWindowFile } from './static-files.ts'

/** What the browser host is started with. */
export interface BrowserHostOptions extends AssistantOptions {
  /** Port on 127.0.0.1; 0 takes any free one. */
  port: number
  /** The built renderer. */
  rendererFolder: string
  /** Called at the first request of any window. */
  onFirstRequest?: () => void
}

/** A browser host that is listening. */
export interface BrowserHost {
  /** The window's address; its fragment is the token, which is in no other place and never in a request's URL. */
  url: string
  /** Ends every window's recordings and replies, keeps what came, and stops listening. */
  close(): Promise<void>
}

const ADDRESS = '127.0.0.1'
/** Where the window's socket connects to. */
const SOCKET_PATH = '/wire'

/**
 * Serves the window and its wire on this machine only. A request must name this very host (no other name can be made to
 * point here by rebinding DNS) and come from its own pages; a socket must then show the token.
 * Throws port_taken, and what `openAssistant` throws.
 */
export async function startBrowserHost(options: BrowserHostOptions): Promise<BrowserHost> {
  const assistant = await openAssistant(options)
  const token = randomBytes(32).toString('base64url')
  const transport = new SocketTransport({ token, onClosed: assistant.windowClosed })
  assistant.announceTo(serve(transport, assistant.api, window => window.windowId))

  const server = createServer()
  server.once('request', options.onFirstRequest ?? (() => undefined))
  server.on('request', (request, response) => {
    if (!isForThisHost(request) || !isFromThisHost(request)) refuse(response, 403)
    else if (!serveDownload(assistant.served, request, response)) {
      serveWindowFile(options.rendererFolder, request, response, assistant.languageOfPage).catch(() =>
        response.destroy(),
      )
    }
  })

  const sockets = new WebSocketServer({ noServer: true, maxPayload: FRAME_BYTES_LIMIT, perMessageDeflate: false })
  server.on('upgrade', (request, socket, head) => {
    socket.on('error', () => socket.destroy())
    const isAllowed = isForThisHost(request) && request.headers.origin !== undefined && isFromThisHost(request)
    if (!isAllowed || request.url !== SOCKET_PATH) {
      socket.end(`HTTP/1.1 ${isAllowed ? '404 Not Found' : '403 Forbidden'}\r\nConnection: close\r\n\r\n`)
      return
    }
    sockets.handleUpgrade(request, socket, head, accepted => transport.accept(accepted))
  })

  try {
    await listen(server, options.port)
  } catch (error) {
    await assistant.close()
    throw error
  }
  return {
    url: `http://${ADDRESS}:${portOf(server)}/#${token}`,
    close: async () => {
      const closed = new Promise<void>(resolve => server.close(() => resolve()))
      await assistant.close()
      transport.close()
      for (const socket of sockets.clients) socket.terminate()
      server.closeAllConnections()
      await closed
    },
  }
}

async function listen(server: Server, port: number): Promise<void> {
  try {
    await once(server.listen(port, ADDRESS), 'listening')
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined
    throw code === 'EADDRINUSE' || code === 'EACCES' ? failWith('port_taken', { port }) : error
  }
}

function portOf(server: Server): number {
  const address = server.address()
  return typeof address === 'object' && address !== null ? address.port : 0
}

function isForThisHost({ headers, socket }: IncomingMessage): boolean {
  return headers.host === `${ADDRESS}:${socket.localPort}` || headers.host === `localhost:${socket.localPort}`
}

/** Browsers leave `Origin` out when a page is opened, and set it whenever a page asks for something. */
function isFromThisHost(request: IncomingMessage): boolean {
  const { origin, host } = request.headers
  return origin === undefined || origin === `http://${host}`
}
