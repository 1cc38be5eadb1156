import { isSoundLine, type SoundLine } from '../../../app/sound/sound-line.ts'
import { SoundRelay } from '../../../app/sound/sound-relay.ts'
import type { Answer, MainTransport } from '../../../app/wire.ts'
import type { Receiver } from '../ipc-transport.ts'

/** The channel on which a window asks for a sound line and gets its port. */
const SOUND_LINES = 'sound-line'

/** The part of Electron's `MessagePortMain` that is used. */
export interface MainPort {
  postMessage(message: unknown): void
  on(name: 'message', hear: (event: { data: unknown }) => void): unknown
  /** Its other end was closed, or is gone with its page. */
  on(name: 'close', hear: () => void): unknown
  start(): void
}

/** The part of the preload's `ipcRenderer` that is used. */
export interface LineIpc {
  send(channel: string, line: SoundLine): void
  on(channel: string, hear: (event: { ports: unknown[] }, line: SoundLine) => void): unknown
}

/** The part of the page's `window` that is used. */
export interface PageWindow {
  location: { origin: string }
  addEventListener(name: 'message', hear: (event: { source: unknown; data: unknown }) => void): void
  postMessage(message: unknown, origin: string, ports: unknown[]): void
}

/** The part of Electron's `ipcMain` that is used for lines; `give` hands the window its end. */
export interface MainLineIpc<Sender> {
  on(channel: string, open: (sender: Sender, line: unknown, give: (port: unknown) => void) => void): void
}

type Answering<Sender> = (sender: Sender, name: string, input: unknown) => Promise<Answer>

interface WindowRelay {
  relay: SoundRelay
  mute(): void
  hear(name: string, payload: unknown): void
}

/**
 * The sound lines of the desktop windows: its audio thread reaches main without its page. A window that has opened one talks to main
 * through a `SoundRelay`, which runs here. A window without one is served over the ordinary transport.
 */
export class WindowLines<Sender> {
  readonly #windowIdOf: (sender: Sender) => string | null
  readonly #tell: (windowId: string, name: string, payload: unknown) => void
  readonly #relays = new Map<string, WindowRelay>()
  #answer: Answering<Sender> = () => {
    throw new Error('nobody answers yet')
  }

  /**
   * @param windowIdOf the window behind a sender, or null when the sender is not to be trusted
   * @param tell sends an event to the page of a window
   */
  constructor(
    windowIdOf: (sender: Sender) => string | null,
    tell: (windowId: string, name: string, payload: unknown) => void,
  ) {
    this.#windowIdOf = windowIdOf
    this.#tell = tell
  }

  /** A transport that passes requests through the relays. */
  over(transport: MainTransport<Sender>): MainTransport<Sender> {
    return {
      send: (name, payload, windowId) => transport.send(name, payload, windowId),
      onRequest: answer => {
        this.#answer = answer
        transport.onRequest((sender, name, input) => {
          const relayed = this.#relays.get(this.#windowIdOf(sender) ?? '')
          return relayed ? relayed.relay.request(name, input) : answer(sender, name, input)
        })
      },
    }
  }

  /** Where events for a window go: to its relay, or to its page. */
  receiver(windowId: string, page: Receiver): Receiver {
    const relayed = this.#relays.get(windowId)
    return relayed ? { send: (_channel, name, payload) => relayed.hear(name, payload) } : page
  }

  /** Gives a window that asks for a line one end of a new channel, and keeps the other. */
  serve<Port extends MainPort>(ipc: MainLineIpc<Sender>, newChannel: () => { port1: Port; port2: unknown }): void {
    ipc.on(SOUND_LINES, (sender, line, give) => {
      const windowId = this.#windowIdOf(sender)
      if (windowId === null || !isSoundLine(line)) return
      const { port1, port2 } = newChannel()
      const disconnect = this.#relayOf(windowId, sender).connect(line, {
        postMessage: message => port1.postMessage(message),
        listen: hear => {
          port1.on('message', ({ data }) => hear(data))
          port1.start()
        },
      })
      // A window that has waited too long for its port closes it, and goes on without a line.
      port1.on('close', disconnect)
      give(port2)
    })
  }

  /** A page is gone, and its audio thread with it. Answers that still come for it must not reach the next page. */
  windowGone(windowId: string): void {
    this.#relays.get(windowId)?.mute()
    this.#relays.delete(windowId)
  }

  #relayOf(windowId: string, sender: Sender): SoundRelay {
    const known = this.#relays.get(windowId)
    if (known) return known.relay
    const hearers: ((name: string, payload: unknown) => void)[] = []
    const main = {
      request: (name: string, input: unknown) => this.#answer(sender, name, input),
      listen: (hear: (name: string, payload: unknown) => void) => {
        hearers.push(hear)
        return () => undefined
      },
    }
    const relay = new SoundRelay(main, (ms, call) => void setTimeout(call, ms).unref())
    const mute = relay.listen((name, payload) => this.#tell(windowId, name, payload))
    this.#relays.set(windowId, {
      relay,
      mute,
      hear: (name, payload) => {
        for (const hear of hearers) hear(name, payload)
      },
    })
    return relay
  }
}

/** The preload's part: passes the page's requests for a line to main, and the port that main makes to the page. */
export function passLines(ipc: LineIpc, page: PageWindow): void {
  page.addEventListener('message', ({ source, data }) => {
    const { openSoundLine: line } = (data ?? {}) as { openSoundLine?: unknown }
    if (source === page && isSoundLine(line)) ipc.send(SOUND_LINES, line)
  })
  ipc.on(SOUND_LINES, ({ ports }, line) => page.postMessage({ soundLineOpened: line }, page.location.origin, ports))
}
