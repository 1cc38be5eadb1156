import { type AppError, failWith } from '../../app/errors.ts'
import type { Device } from '../../app/settings.ts'

/** The sound devices there are, without the system's default, which is not a device but a choice. */
export interface Devices {
  microphones: Device[]
  speakers: Device[]
}

/**
 * Lists the sound devices. Browsers tell ids and names only once the microphone has been allowed; until then both lists are empty.
 * `navigator.mediaDevices` fires `devicechange` when it is time to ask again.
 */
export async function listDevices(): Promise<Devices> {
  const all = await navigator.mediaDevices.enumerateDevices()
  const of = (kind: MediaDeviceKind) =>
    all
      .filter(device => device.kind === kind && !['', 'default', 'communications'].includes(device.deviceId))
      .map(({ deviceId, label }) => ({ deviceId, label }))
  return { microphones: of('audioinput'), speakers: of('audiooutput') }
}

/** Finds a chosen device among those there are: by id, else by name, because browsers rotate ids. */
export function findDevice(devices: readonly Device[], chosen: Device): Device | null {
  const byId = devices.find(device => device.deviceId === chosen.deviceId)
  return byId ?? devices.find(device => device.label !== '' && device.label === chosen.label) ?? null
}

/** The name to show for a microphone: Chromium prefixes the system's default. */
export function microphoneName(label: string): string {
  return label.replace(/^Default - /, '')
}

/** What a Bluetooth headset gives at most as a microphone (Hands-Free Profile, wideband speech), and hardly anything else so little. */
const TELEPHONE_HZ = 16_000

/**
 * Whether a microphone is a Bluetooth headset's, which is forced to telephone quality while it is open. Windows and Linux do not always say so
 * in its name, but then it has a telephone's rate.
 */
export function isBluetooth(track: { label: string; getSettings(): { sampleRate?: number } }): boolean {
  const { sampleRate = Number.POSITIVE_INFINITY } = track.getSettings()
  return /bluetooth|airpods|hands-?free/i.test(track.label) || sampleRate <= TELEPHONE_HZ
}

/** Says in Parley's words why a microphone did not open (W3C Media Capture and Streams, getUserMedia, steps on failure). */
export function microphoneFailure(error: unknown): AppError {
  const name = typeof error === 'object' && error !== null && 'name' in error ? error.name : ''
  switch (name) {
    case 'NotAllowedError':
    case 'SecurityError':
      return failWith('microphone_denied')
    case 'NotFoundError':
    case 'OverconstrainedError':
      return failWith('microphone_missing')
    default:
      return failWith('microphone_busy')
  }
}
