import http from 'node:http'
import https from 'node:https'
import net from 'node:net'
import tls from 'node:tls'

/** How long a connection is kept for the next turn. */
const KEPT_MS = 600_000
/** How long one that was made ahead waits for its question. */
const AHEAD_MS = 60_000

/** What a socket is asked for with, as far as it matters here. */
interface Wanted {
  host?: string | null
  port?: string | number | null
}

type Create = (options: Wanted, callback?: (error: Error | null, socket: net.Socket) => void) => net.Socket

/** Those that were made ahead, and may have been closed before their question came. */
const madeAhead = new WeakSet<object>()

/** Connections to one kind of server: kept for minutes, and made before they are needed. */
class Connections {
  readonly agent: http.Agent
  readonly #connect: (host: string, port: number) => net.Socket
  readonly #readyEvent: string
  readonly #ahead = new Map<string, { socket: net.Socket; isReady: boolean }>()

  /** @param readyEvent told by a socket that a request can be written to */
  constructor(agent: http.Agent, connect: (host: string, port: number) => net.Socket, readyEvent: string) {
    this.agent = agent
    this.#connect = connect
    this.#readyEvent = readyEvent
    const own = agent as unknown as { createConnection: Create }
    const create = own.createConnection.bind(agent)
    own.createConnection = (options, callback) => this.#take(placeOf(options)) ?? create(options, callback)
  }

  /** Makes a connection, unless there is one, and settles when that is done. What goes wrong is told by the request that then makes its own. */
  async prepare(host: string, port: number): Promise<void> {
    const place = placeOf({ host, port })
    const isFree = Object.keys(this.agent.freeSockets).some(name => name.startsWith(`${place}:`))
    if (isFree || this.#ahead.has(place)) return
    const socket = this.#connect(host, port)
    const made = { socket, isReady: false }
    this.#ahead.set(place, made)
    socket.on('error', () => socket.destroy())
    socket.once('close', () => {
      if (this.#ahead.get(place) === made) this.#ahead.delete(place)
    })
    socket.once(this.#readyEvent, () => {
      made.isReady = true
    })
    socket.setTimeout(AHEAD_MS, () => socket.destroy()).unref()
    await new Promise(resolve => socket.once(this.#readyEvent, resolve).once('close', resolve))
  }

  #take(place: string): net.Socket | null {
    const made = this.#ahead.get(place)
    if (!made?.isReady || made.socket.destroyed) return null
    this.#ahead.delete(place)
    madeAhead.add(made.socket)
    made.socket.removeAllListeners('timeout').setTimeout(0)
    return made.socket.ref()
  }
}

function placeOf({ host, port }: Wanted): string {
  return `${host}:${port}`
}

const plain = new Connections(
  new http.Agent({ keepAlive: true, timeout: KEPT_MS }),
  (host, port) => net.connect({ host, port, noDelay: true }),
  'connect',
)
const encrypted = new Connections(
  new https.Agent({ keepAlive: true, timeout: KEPT_MS }),
  (host, port) => tls.connect({ host, port, ...(net.isIP(host) === 0 ? { servername: host } : {}) }),
  'secureConnect',
)

/** Where a request to a URL connects to. Servers print 0.0.0.0 as their address; Windows cannot connect to it. */
export function hostToConnect({ hostname }: URL): string {
  return hostname === '0.0.0.0' ? '127.0.0.1' : hostname.replace(/^\[|\]$/g, '')
}

/** Whether a socket was made before its request. */
export function wasMadeAhead(socket: object | null): boolean {
  return socket !== null && madeAhead.has(socket)
}

/** What keeps the connections for a URL. */
export function agentFor({ protocol }: URL): http.Agent {
  return protocol === 'https:' ? encrypted.agent : plain.agent
}

/** Connects to a server that is about to be asked, and says nothing: its question need not wait for that. Never rejects. */
export async function prepareConnection(baseUrl: string): Promise<void> {
  const url = new URL(baseUrl)
  const isEncrypted = url.protocol === 'https:'
  const port = Number(url.port || (isEncrypted ? 443 : 80))
  const kept = isEncrypted ? encrypted : plain
  await kept.prepare(hostToConnect(url), port)
}
