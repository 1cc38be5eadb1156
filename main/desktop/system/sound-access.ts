import { join } from 'node:path'
import type { DesktopStatus } from '../../../app/status.ts'

/**
 * Whether the system lets Parley use the microphone. Linux does not say.
 * @param told as Electron's `systemPreferences.getMediaAccessStatus('microphone')` says it, on macOS and Windows
 */
export function microphoneAccess(platform: NodeJS.Platform, told: () => string): DesktopStatus['microphone'] {
  if (platform !== 'darwin' && platform !== 'win32') return 'unknown'
  const status = told()
  if (status === 'granted') return 'granted'
  if (status === 'denied' || status === 'restricted') return 'denied'
  return status === 'not-determined' ? 'not-asked' : 'unknown'
}

/** What Parley is installed as, where that stands between it and the sound of the system. */
export function packagingOf(environment: Record<string, string | undefined>): DesktopStatus['packaging'] {
  if (environment.FLATPAK_ID !== undefined) return 'flatpak'
  return environment.SNAP !== undefined ? 'snap' : null
}

/**
 * Whether a sound server can be reached: PulseAudio, or PipeWire in its place. Other systems than Linux always have theirs.
 * @param exists whether a path is there
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
