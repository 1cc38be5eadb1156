import { type AppError, asAppError } from '../../app/errors.ts'
import { settings } from '../state/main.ts'
import { useSpeaker } from './speaker.ts'

/**
 * Plays a sound file through the chosen speaker, to its end or until the signal is aborted. Throws what the browser says of one that it
 * cannot play, from the beginning or on.
 */
export async function playSound(wav: Blob, signal: AbortSignal): Promise<void> {
  const url = URL.createObjectURL(wav)
  const audio = new Audio(url)
  audio.volume = settings.value.volume
  try {
    await useSpeaker(audio, settings.value.speaker)
    const ended = new Promise(resolve => audio.addEventListener('ended', resolve, { once: true }))
    const failed = new Promise((_, reject) =>
      audio.addEventListener('error', () => reject(playingFailure(audio)), { once: true }),
    )
    // Of one that does not begin, `play` tells.
    failed.catch(() => undefined)
    await audio.play()
    await Promise.race([ended, failed, abortOf(signal)])
  } finally {
    audio.pause()
    URL.revokeObjectURL(url)
  }
}

/** Why a sound that began cannot be played on. */
export function playingFailure({ error }: HTMLAudioElement): AppError {
  return asAppError(new Error(error?.message || 'the sound cannot be played on'))
}

/** Resolves once a signal is aborted. */
export function abortOf(signal: AbortSignal): Promise<unknown> {
  return new Promise(resolve => {
    if (signal.aborted) resolve(null)
    else signal.addEventListener('abort', resolve, { once: true })
  })
}
