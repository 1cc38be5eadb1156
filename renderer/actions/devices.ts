import { listDevices } from '../devices.ts'
import { devices } from '../state.ts'
import { attempt } from './attempt.ts'

/** Lists the microphones and speakers anew. */
export async function refreshDevices(): Promise<void> {
  await attempt(async () => {
    devices.value = await listDevices()
  })
}

/** Keeps the lists of devices up to date from now on. */
export function followDevices(): void {
  // Absent where the page is not served from this machine or over TLS.
  const { mediaDevices } = navigator as { mediaDevices?: MediaDevices }
  if (!mediaDevices) return
  mediaDevices.addEventListener('devicechange', () => void refreshDevices())
  void refreshDevices()
}
