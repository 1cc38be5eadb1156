import type { Device } from '../../app/settings.ts'
import { findDevice, listDevices, microphoneFailure } from './devices.ts'

/** Which microphone, and whether the browser may remove noise. `device: null` is the system's default. */
export interface MicrophoneChoice {
  device: Device | null
  noiseSuppression: boolean
}

/**
 * Asks the browser for the chosen microphone. One that is not there is replaced by the system's default, and told as `missing`.
 * Throws microphone_denied, microphone_missing or microphone_busy.
 */
export async function openStream(choice: MicrophoneChoice): Promise<{ stream: MediaStream; missing: Device | null }> {
  try {
    return choice.device ? await openDevice(choice.device, choice) : { stream: await ask(choice), missing: null }
  } catch (error) {
    throw microphoneFailure(error)
  }
}

/** Lets go of a microphone. */
export function stopStream(stream: MediaStream): void {
  for (const track of stream.getTracks()) track.stop()
}

async function openDevice(device: Device, choice: MicrophoneChoice) {
  const { microphones } = await listDevices()
  const known = await openKnown(findDevice(microphones, device), choice)
  if (known) return { stream: known, missing: null }
  const stream = await ask(choice)
  if (microphones.length > 0) return { stream, missing: device }
  try {
    // Ids and names are told only to a page that may use the microphone, which this one may since just now.
    const named = await openKnown(findDevice((await listDevices()).microphones, device), choice)
    if (!named) return { stream, missing: device }
    stopStream(stream)
    return { stream: named, missing: null }
  } catch (error) {
    stopStream(stream)
    throw error
  }
}

/** Opens one device; null when there is none, or when it was pulled out a moment ago. */
async function openKnown(device: Device | null, choice: MicrophoneChoice): Promise<MediaStream | null> {
  if (!device) return null
  try {
    return await ask(choice, device.deviceId)
  } catch (error) {
    if (microphoneFailure(error).code === 'microphone_missing') return null
    throw error
  }
}

/**
 * Echo cancellation and gain control stay off: what the assistant says is silenced before the microphone is needed, and
 * Chromium's gain control turns the system's own level on Windows.
 */
function ask({ noiseSuppression }: MicrophoneChoice, deviceId?: string): Promise<MediaStream> {
  const audio: MediaTrackConstraints = {
    echoCancellation: false,
    autoGainControl: false,
    noiseSuppression,
    channelCount: 1,
  }
  if (deviceId !== undefined) audio.deviceId = { exact: deviceId }
  return navigator.mediaDevices.getUserMedia({ audio, video: false })
}
