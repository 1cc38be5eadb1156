import type { Device } from '../../app/settings.ts'
import { findDevice, listDevices } from '../microphone/devices.ts'

/** Web Audio API §1.2: not in every browser yet, nor in TypeScript's library. */
interface WithSink {
  setSinkId?: (id: string) => Promise<void>
}

/**
 * Sends a sound to a speaker: by id, else by name, else to the system's default, which is also where it stays when
 * the browser cannot choose.
 */
export async function useSpeaker(source: AudioContext | HTMLAudioElement, speaker: Device | null): Promise<void> {
  const sink: typeof source & WithSink = source
  if (!sink.setSinkId) return
  try {
    const found = speaker && findDevice((await listDevices()).speakers, speaker)
    await sink.setSinkId(found?.deviceId ?? '')
  } catch {
    // A speaker may go between being listed and being used; the default is always there.
    await sink.setSinkId('').catch(() => undefined)
  }
}
