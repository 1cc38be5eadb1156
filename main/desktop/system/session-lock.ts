import { type BusSignal, SessionBus } from '../../keys/session-bus.ts'

/** The service that manages the sessions of a Linux computer (systemd, org.freedesktop.login1). */
const LOGIN = 'org.freedesktop.login1'
const SESSION = `${LOGIN}.Session`
/** Where the system bus is, unless `DBUS_SYSTEM_BUS_ADDRESS` says otherwise (D-Bus specification, “Well-known Message Bus Instances”). */
export const SYSTEM_BUS = 'unix:path=/var/run/dbus/system_bus_socket'

/** Whether a session is locked, as one of its signals says (desktops set `LockedHint`); null when the signal does not say. */
export function heardOfLock({ member, body: [changedOf, changed] }: BusSignal): 'lock' | 'unlock' | null {
  if (member !== 'PropertiesChanged' || changedOf !== SESSION) return null
  const { LockedHint: isLocked } = Object(changed) as { LockedHint?: unknown }
  if (typeof isLocked !== 'boolean') return null
  return isLocked ? 'lock' : 'unlock'
}

/**
 * Watches whether the user's Linux session is locked or unlocked; Electron reports that only on macOS and Windows. Where no service manages
 * sessions, nothing is reported.
 * @returns what ends the watching
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
