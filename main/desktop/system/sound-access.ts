import { join } from 'node:path'
import type { DesktopStatus } from '../../../app/status.ts'

/**
 * Whether the system lets Parley use the microphone. Linux does not say.
 * @param told what Electron's `systemPreferences.getMediaAccessStatus('microphone')` returns, on macOS and Windows
 */
export function microphoneAccess(platform: NodeJS.Platform, told: () => string): DesktopStatus['microphone'] {
  if (platform !== 'darwin' && platform !== 'win32') return 'unknown'
  const status = told()
  if (status === 'granted') return 'granted'
  if (status === 'denied' || status === 'restricted') return 'denied'
  return status === 'not-determined' ? 'not-asked' : 'unknown'
}

/** The packaging that may keep Parley from the system's sound (Flatpak, Snap). */
export function packagingOf(environment: Record<string, string | undefined>): DesktopStatus['packaging'] {
  if (environment.FLATPAK_ID !== undefined) return 'flatpak'
  return environment.SNAP !== undefined ? 'snap' : null
}

/**
 * Whether there is a sound server: PulseAudio, or PipeWire in its place. Systems other than Linux always have one.
 * @param exists whether there is a file at a path
 */
export function hasSoundServer(
  platform: NodeJS.Platform,
  environment: Record<string, string | undefined>,
  exists: (path: string) => boolean,
): boolean {
  if (platform !== 'linux' || environment.PULSE_SERVER) return true
  const folder = environment.XDG_RUNTIME_DIR
  return folder !== undefined && ['pulse/native', 'pipewire-0'].some(name => exists(join(folder, name)))
}
