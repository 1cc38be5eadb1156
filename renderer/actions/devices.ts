import { listDevices } from '../microphone/devices.ts'
import { devices } from '../state/talk.ts'
import { attempt } from './attempt.ts'

/** Lists the microphones and speakers anew. */
export async function refreshDevices(): Promise<void> {
  await attempt(async () => {
    devices.value = await listDevices()
  })
}

/** Keeps the lists of devices up to date from now on. */
export function followDevices(): void {
  navigator.mediaDevices.addEventListener('devicechange', () => void refreshDevices())
  void refreshDevices()
}
