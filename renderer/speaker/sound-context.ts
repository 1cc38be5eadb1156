import { SAMPLE_RATE_HZ } from '../../app/pcm.ts'

/**
 * Opens a sound context at Parley's own rate, so that the browser resamples once, well, and without seams. Where that rate
 * cannot be had the context runs at the device's rate and the worklets resample.
 */
export function openSoundContext(): AudioContext {
  try {
    return new AudioContext({ sampleRate: SAMPLE_RATE_HZ, latencyHint: 'interactive' })
  } catch {
    return openNativeSoundContext()
  }
}

/** Opens a sound context at the rate of the device. */
export function openNativeSoundContext(): AudioContext {
  return new AudioContext({ latencyHint: 'interactive' })
}
