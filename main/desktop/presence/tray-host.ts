import { SessionBus } from '../../keys/session-bus.ts'

/** Whoever draws tray icons on a Linux desktop is told of by this (freedesktop.org, StatusNotifierItem). */
const WATCHER = 'org.kde.StatusNotifierWatcher'

/**
 * Whether a Linux desktop has a place for tray icons: where somebody on the session's bus draws them. Plain GNOME, for instance,
 * shows none, and whoever closes the window there could not get it back. macOS and Windows always have one.
 * @param busAddress `DBUS_SESSION_BUS_ADDRESS`; empty where there is none
 */
export async function hasTrayHost(busAddress: string): Promise<boolean> {
  if (busAddress === '') return false
  try {
    const bus = await SessionBus.connect(busAddress, () => undefined)
    try {
      return await isHostRegistered(bus)
    } finally {
      await bus.close()
    }
  } catch {
    return false
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
