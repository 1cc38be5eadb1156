import http from 'node:http'
import https from 'node:https'
import net from 'node:net'
import tls from 'node:tls'
import { TransportError } from '../failure/transport-error.ts'
import { type ProxyServer, proxyFor } from './proxies.ts'
import { openTunnel } from './tunnel.ts'

/** How long a connection is kept for the next turn. */
const KEPT_MS = 600_000
/** How long one that was made ahead waits for its question. */
const AHEAD_MS = 60_000

/** What a socket is asked for with, as far as it matters here. */
interface Wanted {
  host?: string | null
  port?: string | number | null
}

type Options = Wanted & tls.ConnectionOptions
type Callback = (error: Error | null, socket?: net.Socket) => void
type Connect = (options: { host: string; port: number }) => Promise<net.Socket>
type Create = (options: Options, callback: Callback) => net.Socket | undefined

/** Those that were made ahead, and may have been closed before their question came. */
const madeAhead = new WeakSet<object>()

/** Connections of one kind, or through one proxy: kept for minutes, and made before they are needed. */
class Connections {
  readonly agent: http.Agent
  readonly #connect: Connect
  readonly #ahead = new Map<string, { socket: net.Socket | null }>()

  /**
   * @param connect makes a connection that a request can be written to
   * @param create makes the one of a request, if not as the agent does; is given how that does it
   */
  constructor(agent: http.Agent, connect: Connect, create?: (plainly: Create) => Create) {
    this.agent = agent
    this.#connect = connect
    const own = agent as unknown as { createConnection: Create }
    const plainly = own.createConnection.bind(agent)
    const make = create?.(plainly) ?? plainly
    own.createConnection = (options, callback) => this.#take(placeOf(options)) ?? make(options, callback)
  }

  /** Makes a connection, unless there is one, and settles when that is done. What goes wrong is told by the request that then makes its own. */
  async prepare(host: string, port: number): Promise<void> {
    const place = placeOf({ host, port })
    const isFree = Object.keys(this.agent.freeSockets).some(name => name.startsWith(`${place}:`))
    if (isFree || this.#ahead.has(place)) return
    const made: { socket: net.Socket | null } = { socket: null }
    this.#ahead.set(place, made)
    const forget = () => {
      if (this.#ahead.get(place) === made) this.#ahead.delete(place)
    }
    try {
      const socket = await this.#connect({ host, port })
      socket.on('error', () => socket.destroy()).once('close', forget)
      socket.setTimeout(AHEAD_MS, () => socket.destroy()).unref()
      made.socket = socket
    } catch {
      forget()
    }
  }

  #take(place: string): net.Socket | null {
    const socket = this.#ahead.get(place)?.socket
    if (!socket || socket.destroyed) return null
    this.#ahead.delete(place)
    madeAhead.add(socket)
    socket.removeAllListeners('timeout').setTimeout(0)
    return socket.ref()
  }
}

function placeOf({ host, port }: Wanted): string {
  return `${host}:${port}`
}

/** Waits until a socket can be written to; no process lasts for it. */
function ready(socket: net.Socket, event: 'connect' | 'secureConnect'): Promise<net.Socket> {
  const { promise, resolve, reject } = Promise.withResolvers<net.Socket>()
  socket.unref()
  socket.setTimeout(AHEAD_MS, () => socket.destroy())
  socket.once(event, () => resolve(socket)).once('error', reject)
  socket.once('close', () => reject(new Error('closed before it was ready')))
  return promise
}

const kept = { keepAlive: true, timeout: KEPT_MS } as const

const plain = new Connections(new http.Agent(kept), options =>
  ready(net.connect({ ...options, noDelay: true }), 'connect'),
)

/** Encrypted ones, by the proxy they go through; under the empty name those that go through none. */
const encrypted = new Map<string, Connections>()

function encryptedThrough(proxy: ProxyServer | null): Connections {
  const name = proxy === null ? '' : JSON.stringify(proxy)
  const known = encrypted.get(name)
  if (known) return known
  const connect: Connect = async ({ host, port }) => {
    const socket = proxy === null ? {} : { socket: await openTunnel(proxy, { host, port }) }
    const servername = net.isIP(host) === 0 ? { servername: host } : {}
    return ready(tls.connect({ host, port, ...servername, ...socket }), 'secureConnect')
  }
  const made = new Connections(new https.Agent(kept), connect, proxy === null ? undefined : createThrough(proxy))
  encrypted.set(name, made)
  return made
}

/** Connects through a proxy, and is done when the server itself has shown who it is: what goes wrong before is told apart by where. */
function createThrough(proxy: ProxyServer): (plainly: Create) => Create {
  return plainly => (options, callback) => {
    const { host, port } = options
    const tell = (error: Error) => callback(error)
    openTunnel(proxy, { host: String(host), port: Number(port) }).then(tunnel => {
      const socket = plainly({ ...options, socket: tunnel }, () => undefined)
      socket?.once('error', tell).once('secureConnect', () => callback(null, socket.off('error', tell)))
    }, tell)
    return undefined
  }
}

/** @throws TransportError where its proxy cannot be used */
function connectionsFor(url: URL): Connections {
  return url.protocol === 'https:' ? encryptedThrough(proxyFor(url)) : plain
}

/** Where a request to a URL connects to. Servers print 0.0.0.0 as their address; Windows cannot connect to it. */
export function hostToConnect({ hostname }: URL): string {
  return hostname === '0.0.0.0' ? '127.0.0.1' : hostname.replace(/^\[|\]$/g, '')
}

/** Whether a socket was made before its request. */
export function wasMadeAhead(socket: object | null): boolean {
  return socket !== null && madeAhead.has(socket)
}

/** What keeps the connections for a URL. Throws TransportError where its proxy cannot be used. */
export function agentFor(url: URL): http.Agent {
  return connectionsFor(url).agent
}

/** Loads what encrypted connections are made with: a start does without, and the first question need not wait for it. */
export function prepareEncryption(): void {
  encryptedThrough(null)
}

/** Connects to a server that is about to be asked, and says nothing: its question need not wait for that. Never rejects. */
export async function prepareConnection(baseUrl: string): Promise<void> {
  const url = new URL(baseUrl)
  const port = Number(url.port || (url.protocol === 'https:' ? 443 : 80))
  try {
    await connectionsFor(url).prepare(hostToConnect(url), port)
  } catch (error) {
    // The question tells of it.
    if (!(error instanceof TransportError)) throw error
  }
}
