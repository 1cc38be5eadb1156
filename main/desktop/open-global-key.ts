import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { app, globalShortcut, systemPreferences, utilityProcess } from 'electron/main'
import type { KeyObstacle } from '../../app/desktop/global-key.ts'
import packageJson from '../../package.json' with { type: 'json' }
import { GlobalKey, type GlobalKeyPorts, isPortalSystem } from '../keys/global-key.ts'
import { HookHoldKey, type HookHoldKeyOptions, hookModule, hookObstacle } from '../keys/hook-hold-key.ts'

/** Opens the talk key that works in every program. Call when Electron is ready. */
export async function openGlobalKey(ports: Pick<GlobalKeyPorts, 'command' | 'onCapability'>): Promise<GlobalKey> {
  const isPortal = isPortalSystem(process.platform, process.env)
  const key = new GlobalKey({
    ...ports,
    hasShortcuts: !isPortal,
    takeShortcut: (accelerator, onPress) => globalShortcut.register(accelerator, onPress),
    returnShortcut: accelerator => globalShortcut.unregister(accelerator),
    openHoldKey: isPortal ? await portalKey() : hookKey,
    // macOS asks by itself, but each user only once. After that, the settings lead to the page where it is allowed.
    onHookWanted: () => {
      if (hookHindrance() === 'hook-not-allowed') systemPreferences.isTrustedAccessibilityClient(true)
    },
    now: () => performance.now(),
  })
  app.on('will-quit', () => void key.close())
  return key
}

/** Watches the key through the portal. Loaded only on systems that have one. */
async function portalKey(): Promise<GlobalKeyPorts['openHoldKey']> {
  const { PortalHoldKey } = await import('../keys/portal-hold-key.ts')
  const busAddress = process.env.DBUS_SESSION_BUS_ADDRESS ?? ''
  const appId = packageJson.desktopName.replace(/\.desktop$/, '')
  return ports => new PortalHoldKey({ ...ports, busAddress, appId })
}

const modulePath = hookModule(import.meta.dirname, process.platform, process.arch)

/** Why the hook must not be started now. */
function hookHindrance(): KeyObstacle | null {
  const isTrusted = () => systemPreferences.isTrustedAccessibilityClient(false)
  return hookObstacle({ platform: process.platform, hasModule: existsSync(modulePath), isTrusted })
}

/** Watches the key through the native hook. */
const hookKey: GlobalKeyPorts['openHoldKey'] = ports =>
  new HookHoldKey({ ...ports, modulePath, obstacle: hookHindrance, startProcess: startHook })

const startHook: HookHoldKeyOptions['startProcess'] = (args, { onMessage, onExit }) => {
  const script = join(import.meta.dirname, 'key-hook.js')
  const child = utilityProcess.fork(script, [...args], { serviceName: 'Parley talk key', stdio: 'ignore' })
  child.on('message', onMessage).on('exit', onExit)
  return () => child.kill()
}
