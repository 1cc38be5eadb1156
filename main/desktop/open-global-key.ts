import { app, globalShortcut } from 'electron/main'
import packageJson from '../../package.json' with { type: 'json' }
import { GlobalKey, type GlobalKeyPorts, isPortalSystem } from '../keys/global-key.ts'

/** Opens the talk key that works in every program. Call when Electron is ready. */
export async function openGlobalKey(ports: Pick<GlobalKeyPorts, 'command' | 'onCapability'>): Promise<GlobalKey> {
  const key = new GlobalKey({
    ...ports,
    takeShortcut: (accelerator, onPress) => globalShortcut.register(accelerator, onPress),
    returnShortcuts: () => globalShortcut.unregisterAll(),
    openHoldKey: isPortalSystem(process.platform, process.env) ? await portalKey() : null,
    now: () => performance.now(),
  })
  app.on('will-quit', () => void key.close())
  return key
}

/** What looks for the key through the portal, which only systems with one need to load. */
async function portalKey(): Promise<GlobalKeyPorts['openHoldKey']> {
  const { PortalHoldKey } = await import('../keys/portal-hold-key.ts')
  const busAddress = process.env.DBUS_SESSION_BUS_ADDRESS ?? ''
  const appId = packageJson.desktopName.replace(/\.desktop$/, '')
  return ports => new PortalHoldKey({ ...ports, busAddress, appId })
}
