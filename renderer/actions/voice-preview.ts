import { effect } from '@preact/signals'
import { type Failure, failWith } from '../../app/errors.ts'
import { SAMPLE_RATE_HZ } from '../../app/pcm.ts'
import type { PreviewPrice } from '../../app/profiles/voice-preview.ts'
import { wavHeader } from '../../app/wav.ts'
import { main } from '../main-process.ts'
import { playSound } from '../speaker/play-sound.ts'
import { phase } from '../state/talk.ts'
import { attempt } from './attempt.ts'
import { pauseReplay } from './replay.ts'

/** How far a voice that is tried has come. */
export type PreviewState = 'idle' | 'asking' | 'playing'

/** Asks what hearing a profile's voice would cost; what cannot be known is not shown. */
export async function askPreviewPrice(profileId: string, show: (price: PreviewPrice) => void): Promise<void> {
  await attempt(
    async () => show(await main.getPreviewPrice({ profileId })),
    () => undefined,
  )
}

/**
 * Lets a voice of a profile be heard. It falls silent when the user talks.
 * @param show told how far it has come, and at the end why it came to nothing, if so
 * @returns the function that stops it
 */
export function hearVoice(
  profileId: string,
  voice: string,
  show: (state: PreviewState, failure: Failure | null) => void,
): () => void {
  const previewId = crypto.randomUUID()
  const stopping = new AbortController()
  const stop = () => {
    stopping.abort()
    void attempt(() => main.stopPreview({ previewId }))
  }
  const endFollowing = effect(() => {
    if (phase.value !== 'idle' && !stopping.signal.aborted) stop()
  })
  const hear = async () => {
    pauseReplay()
    show('asking', null)
    const { pcm } = await main.previewVoice({ previewId, profileId, voice })
    if (stopping.signal.aborted) throw failWith('cancelled')
    show('playing', null)
    const wav = new Blob([wavHeader(pcm.byteLength, SAMPLE_RATE_HZ), pcm], { type: 'audio/wav' })
    await playSound(wav, stopping.signal)
    show('idle', null)
  }
  void attempt(hear, failure => show('idle', failure.code === 'cancelled' ? null : failure)).finally(endFollowing)
  return stop
}
