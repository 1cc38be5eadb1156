import { type BusSignal, SessionBus } from '../../keys/session-bus.ts'

/** Where the programs that draw tray icons on a Linux desktop are registered (freedesktop.org, StatusNotifierItem). */
const WATCHER = 'org.kde.StatusNotifierWatcher'

/**
 * What a signal of the session bus says about the place for tray icons: the watcher is gone, its state may have changed and has to be asked
 * for, or nothing.
 */
export function heardOfTray({ interface: name, member, body }: BusSignal): 'gone' | 'ask' | 'nothing' {
  if (name === 'org.freedesktop.DBus' && member === 'NameOwnerChanged' && body[0] === WATCHER) {
    return body[2] === '' ? 'gone' : 'ask'
  }
  return name === WATCHER && /^StatusNotifierHost(Unr|R)egistered$/.test(member) ? 'ask' : 'nothing'
}

/**
 * Watches whether a Linux desktop has a place for tray icons, that is, whether a program on the session bus draws them. Plain GNOME, for
 * instance, does not, and a window closed to the tray could not be brought back there. The place may appear after Parley has started, at
 * login or with an extension, and may go while Parley runs. macOS and Windows always have one.
 * @param busAddress `DBUS_SESSION_BUS_ADDRESS`; empty when there is none
 * @param onChange called whenever that changes; at first there is no place
 * @returns what ends the watching
 */
export function watchTrayHost(busAddress: string, onChange: (isThere: boolean) => void): () => Promise<void> {
  const watch = new TrayWatch(onChange)
  const begun = busAddress === '' ? Promise.resolve() : watch.begin(busAddress)
  return async () => {
    await begun
    await watch.end()
  }
}

class TrayWatch {
  #onChange: (isThere: boolean) => void
  #bus: SessionBus | null = null
  #isThere = false
  /** The number of the latest question; answers to earlier ones are ignored. */
  #asked = 0

  constructor(onChange: (isThere: boolean) => void) {
    this.#onChange = onChange
  }

  /** Without a bus there is no place for icons, and none will come. */
  async begin(busAddress: string): Promise<void> {
    try {
      const bus = await SessionBus.connect(busAddress, () => this.#tell(false))
      this.#bus = bus
      const rules = [
        `type='signal',sender='org.freedesktop.DBus',member='NameOwnerChanged',arg0='${WATCHER}'`,
        `type='signal',interface='${WATCHER}'`,
      ]
      await bus.hear(rules, signal => this.#hear(signal))
      await this.#ask(bus)
    } catch {
      this.#tell(false)
    }
  }

  /** From now on nothing is reported. */
  async end(): Promise<void> {
    this.#onChange = () => undefined
    await this.#bus?.close()
  }

  #hear(signal: BusSignal): void {
    const heard = heardOfTray(signal)
    if (heard === 'gone') this.#tell(false)
    if (heard === 'ask' && this.#bus) void this.#ask(this.#bus)
  }

  async #ask(bus: SessionBus): Promise<void> {
    this.#asked += 1
    const asked = this.#asked
    const isThere = await isHostRegistered(bus).catch(() => false)
    if (asked === this.#asked) this.#tell(isThere)
  }

  #tell(isThere: boolean): void {
    this.#asked += 1
    if (isThere === this.#isThere) return
    this.#isThere = isThere
    this.#onChange(isThere)
  }
}

async function isHostRegistered(bus: SessionBus): Promise<boolean> {
  const properties = {
    destination: WATCHER,
    path: '/StatusNotifierWatcher',
    interface: 'org.freedesktop.DBus.Properties',
  }
  return (await bus.call(properties, 'Get', 'ss', [WATCHER, 'IsStatusNotifierHostRegistered'])) === true
}
