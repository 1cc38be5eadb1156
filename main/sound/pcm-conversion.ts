import { SAMPLE_RATE_HZ, samplesToPcm, toSample } from '../../app/pcm.ts'
import { Resampler } from '../../app/sound/resampler.ts'

/** Makes pcm of a stream of mono samples, −1 to 1, of one rate. */
export interface PcmConversion {
  /** Takes the next samples and returns the pcm that they complete. */
  push(block: Float32Array): Uint8Array
  /** The rest. */
  finish(): Uint8Array
}

/** In place of a resampler, where a filter would only take something away. */
const sameRate = { push: (block: Float32Array) => block, finish: () => new Float32Array(0) }

/** Begins making pcm of samples of a rate, which must be a usual one. */
export function pcmFrom(sampleRateHz: number): PcmConversion {
  const resampler = sampleRateHz === SAMPLE_RATE_HZ ? sameRate : new Resampler(sampleRateHz, SAMPLE_RATE_HZ)
  return {
    push: block => toPcm(resampler.push(block)),
    finish: () => toPcm(resampler.finish()),
  }
}

/** Whether a rate is one that sound is kept in; others are a damaged header, and would only ask for enormous filters. */
export function isUsualRate(sampleRateHz: number): boolean {
  return sampleRateHz >= 1000 && sampleRateHz <= 384_000
}

function toPcm(samples: Float32Array): Uint8Array {
  return samplesToPcm(Int16Array.from(samples, toSample))
}
