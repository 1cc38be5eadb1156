import type { WavLayout } from '../../app/wav.ts'
import { FRAMES_PER_BLOCK, type WavSound } from './wav-sound.ts'

type ReadSample = (view: DataView, at: number) => number

/** How one sample is read, by format tag and bytes. Whole numbers lie left-justified in their bytes. */
const readers: Record<string, ReadSample> = {
  'integer 1': (view, at) => (view.getUint8(at) - 128) / 2 ** 7,
  'integer 2': (view, at) => view.getInt16(at, true) / 2 ** 15,
  'integer 3': (view, at) => (view.getUint16(at, true) / 2 ** 16 + view.getInt8(at + 2)) / 2 ** 7,
  'integer 4': (view, at) => view.getInt32(at, true) / 2 ** 31,
  'float 4': (view, at) => view.getFloat32(at, true),
  'float 8': (view, at) => view.getFloat64(at, true),
}

/**
 * Opens a WAV file of whole or floating numbers, whatever their size and the number of channels. They are read as they lie
 * there: wavefile takes up to 0.9 µs for each, which would stop everything for half a minute for the longest file.
 * @returns null for any other encoding
 */
export function openLinearWav(bytes: Uint8Array, layout: WavLayout): WavSound | null {
  const { formatTag, channels, blockBytes, bitsPerSample, dataOffset, dataBytes } = layout
  const kind = formatTag === 1 ? 'integer' : formatTag === 3 ? 'float' : null
  const sampleBytes = blockBytes / channels
  const read = readers[`${kind} ${sampleBytes}`]
  if (!read || bitsPerSample > sampleBytes * 8) return null
  const view = new DataView(bytes.buffer, bytes.byteOffset + dataOffset, dataBytes)
  const frames = Math.floor(dataBytes / blockBytes)
  const readFrame = (at: number) => {
    let sum = 0
    for (let channel = 0; channel < channels; channel++) sum += read(view, at + channel * sampleBytes)
    return sum / channels
  }
  return {
    frames,
    *blocks() {
      for (let start = 0; start < frames; start += FRAMES_PER_BLOCK) {
        const block = new Float32Array(Math.min(FRAMES_PER_BLOCK, frames - start))
        for (let i = 0; i < block.length; i++) block[i] = readFrame((start + i) * blockBytes)
        yield block
      }
    },
  }
}
