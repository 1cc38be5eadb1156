// dbus-native (MIT, one dependency, nothing native, released in October 2026): the only maintained library whose calls take plain messages,
// so that the portal need not be asked for a description of itself.
import { createClient, type Message, messageType } from 'dbus-native'

/** The receiver of a message, or its sender. */
export interface BusAddress {
  destination: string
  path: string
  interface: string
}

/** A signal that was received. */
export interface BusSignal {
  path: string
  interface: string
  member: string
  body: readonly unknown[]
}

/** How long a call may take. A question to the user is answered by a signal, so no call waits for the user. */
const CALL_LIMIT_MS = 10_000

/** A connection to the bus of the user's session. */
export class SessionBus {
  readonly #bus: ReturnType<typeof createClient>

  private constructor(bus: ReturnType<typeof createClient>) {
    this.#bus = bus
  }

  /**
   * Connects. Throws when there is no such bus.
   * @param onLost called when the connection has ended, by `close` too
   */
  static async connect(busAddress: string, onLost: () => void): Promise<SessionBus> {
    const bus = createClient({ busAddress, timeout: CALL_LIMIT_MS })
    const session = new SessionBus(bus)
    await new Promise<void>((resolve, reject) => {
      bus.connection.once('connect', resolve)
      bus.connection.on('error', reject)
    })
    bus.connection.on('close', onLost)
    return session
  }

  /** This connection's own name, such as `:1.23`. */
  async name(): Promise<string> {
    await this.#bus.getId()
    return this.#bus.name ?? ''
  }

  /** Calls a method. @param signature of the arguments; a variant has to be a `Variant` */
  call(to: BusAddress, member: string, signature: string, body: unknown[]): Promise<unknown> {
    const message: Message = { ...to, member, ...(signature === '' ? {} : { signature, body }) }
    return Promise.resolve(this.#bus.invoke(message))
  }

  /** Receives every signal that one of the match rules lets through. */
  async hear(rules: readonly string[], hear: (signal: BusSignal) => void): Promise<void> {
    this.#bus.connection.on('message', ({ type, path = '', interface: name = '', member = '', body = [] }) => {
      if (type === messageType.signal) hear({ path, interface: name, member, body })
    })
    for (const rule of rules) await this.#bus.addMatch(rule)
  }

  async close(): Promise<void> {
    await this.#bus.close()
  }
}
