/** The sound of a WAV file, not yet decoded. */
export interface WavSound {
  /** Samples of each channel. */
  frames: number
  /** Decodes from the beginning: mono blocks of about a second at most, −1 to 1; several channels are averaged. */
  blocks(): Generator<Float32Array>
}

/** Frames decoded at a time: what bounds the memory a long file takes. */
export const FRAMES_PER_BLOCK = 48_000
