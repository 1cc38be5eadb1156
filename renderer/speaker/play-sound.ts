import { settings } from '../state.ts'
import { useSpeaker } from './speaker.ts'

/** Plays a sound file through the chosen speaker, to its end or until the signal is aborted. */
export async function playSound(wav: Blob, signal: AbortSignal): Promise<void> {
  const url = URL.createObjectURL(wav)
  const audio = new Audio(url)
  audio.volume = settings.value.volume
  try {
    await useSpeaker(audio, settings.value.speaker)
    const ended = new Promise(resolve => audio.addEventListener('ended', resolve, { once: true }))
    await audio.play()
    await Promise.race([ended, abortOf(signal)])
  } finally {
    audio.pause()
    URL.revokeObjectURL(url)
  }
}

/** Resolves once a signal is aborted. */
export function abortOf(signal: AbortSignal): Promise<unknown> {
  return new Promise(resolve => {
    if (signal.aborted) resolve(null)
    else signal.addEventListener('abort', resolve, { once: true })
  })
}
