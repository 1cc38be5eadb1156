/** Samples per second of everything that Parley records and plays, as audio models speak (OpenAI reference, `pcm16`). */
export const SAMPLE_RATE_HZ = 24_000
/** Bytes of one mono 16-bit sample. */
export const BYTES_PER_SAMPLE = 2
/** Bytes of one second of `pcm`: 16-bit little-endian mono at 24 kHz. */
export const PCM_BYTES_PER_SECOND = SAMPLE_RATE_HZ * BYTES_PER_SAMPLE

/** Length of `byteLength` bytes of pcm in milliseconds. */
export function pcmDurationMs(byteLength: number, sampleRateHz: number = SAMPLE_RATE_HZ): number {
  return (byteLength / BYTES_PER_SAMPLE / sampleRateHz) * 1000
}

/** Copies pcm bytes into samples, whatever their alignment; an odd last byte is left out. */
export function pcmToSamples(pcm: Uint8Array): Int16Array<ArrayBuffer> {
  const samples = new Int16Array(pcm.byteLength >> 1)
  const view = new DataView(pcm.buffer, pcm.byteOffset, pcm.byteLength)
  for (let i = 0; i < samples.length; i++) samples[i] = view.getInt16(i * 2, true)
  return samples
}

/** Copies samples into pcm bytes, little-endian on every machine. */
export function samplesToPcm(samples: Int16Array): Uint8Array<ArrayBuffer> {
  const pcm = new Uint8Array(samples.length * BYTES_PER_SAMPLE)
  const view = new DataView(pcm.buffer)
  for (let i = 0; i < samples.length; i++) view.setInt16(i * 2, samples[i] ?? 0, true)
  return pcm
}

/** Rounds −1 to 1 to 16 bits. Louder samples are clipped, and NaN becomes silence. */
export function toSample(value: number): number {
  return Math.max(-32_768, Math.min(32_767, Math.round(value * 32_768))) || 0
}

/** The loudest absolute sample, 0 to 32768. */
export function peakOf(samples: Int16Array): number {
  let peak = 0
  for (const sample of samples) {
    const loudness = sample < 0 ? -sample : sample
    if (loudness > peak) peak = loudness
  }
  return peak
}

/** Decibels relative to full scale of an absolute sample value; `-Infinity` for silence. */
export function toDbfs(sample: number): number {
  return 20 * Math.log10(sample / 32_768)
}
