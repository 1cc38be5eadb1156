import { type BusSignal, SessionBus } from '../../keys/session-bus.ts'

/** What keeps the sessions of a Linux computer (systemd, org.freedesktop.login1). */
const LOGIN = 'org.freedesktop.login1'
const SESSION = `${LOGIN}.Session`
/** Where the bus of the system is, unless `DBUS_SYSTEM_BUS_ADDRESS` says otherwise (D-Bus specification, “Well-known Message Bus Instances”). */
export const SYSTEM_BUS = 'unix:path=/var/run/dbus/system_bus_socket'

/** What a signal of a session tells of its lock, which desktops note down there; null when it tells nothing. */
export function heardOfLock({ member, body: [changedOf, changed] }: BusSignal): 'lock' | 'unlock' | null {
  if (member !== 'PropertiesChanged' || changedOf !== SESSION) return null
  const { LockedHint: isLocked } = Object(changed) as { LockedHint?: unknown }
  if (typeof isLocked !== 'boolean') return null
  return isLocked ? 'lock' : 'unlock'
}

/**
 * Hears when the session of whoever uses a Linux computer is locked and unlocked, which Electron tells of on macOS and Windows alone. Where
 * nobody keeps sessions, nothing is heard.
 * @returns what ends it
 */
export function watchSessionLock(busAddress: string, hear: (lock: 'lock' | 'unlock') => void): () => Promise<void> {
  let bus: SessionBus | null = null
  const begin = async () => {
    bus = await SessionBus.connect(busAddress, () => undefined)
    const manager = { destination: LOGIN, path: '/org/freedesktop/login1', interface: `${LOGIN}.Manager` }
    // The caller's own session, or the one that its user has on a display: a program that the desktop starts may belong to none.
    const path = await bus.call(manager, 'GetSession', 's', ['auto'])
    const rule = `type='signal',sender='${LOGIN}',path='${path}',member='PropertiesChanged'`
    await bus.hear([rule], signal => {
      const lock = heardOfLock(signal)
      if (lock !== null) hear(lock)
    })
  }
  const begun = begin().catch(() => undefined)
  return async () => {
    await begun
    await bus?.close()
  }
}
