import { SessionBus } from '../../main/keys/session-bus.ts'

/** Whether a keyring answers on the session's bus (freedesktop.org, Secret Service). */
export async function hasSecretService(): Promise<boolean> {
  const bus = await SessionBus.connect(process.env.DBUS_SESSION_BUS_ADDRESS ?? '', () => undefined).catch(() => null)
  if (bus === null) return false
  try {
    const name = 'org.freedesktop.DBus'
    const daemon = { destination: name, path: '/org/freedesktop/DBus', interface: name }
    return (await bus.call(daemon, 'NameHasOwner', 's', ['org.freedesktop.secrets'])) === true
  } finally {
    await bus.close()
  }
}
