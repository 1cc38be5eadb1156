import * as wavefile from 'wavefile'
import type { WavLayout } from '../../app/wav.ts'
import { FRAMES_PER_BLOCK, type WavSound } from './wav-sound.ts'

// Under Node wavefile is CommonJS and has only a default export; its ES module, which bundlers take, has only named ones.
const { WaveFile } = 'default' in wavefile ? wavefile.default : wavefile

/** An encoding that wavefile decodes to 16 bits. */
interface Coding {
  decode(wav: InstanceType<typeof WaveFile>): void
  /** The number of frames in a block of so many bytes. */
  framesIn(bytes: number, channels: number): number
  bitsPerSample: number
  /** The number of samples that wavefile puts before those of each block by mistake. */
  surplus: number
  mostChannels: number
}

/** wavefile decodes to two bytes for each channel. With more channels than this they do not fit into a block. */
const companded = {
  framesIn: (bytes: number, channels: number) => Math.floor(bytes / channels),
  bitsPerSample: 8,
  surplus: 0,
  mostChannels: 0x7fff,
}

/** wavefile refuses some rates and ignores the others. */
const ANY_RATE_HZ = 8000

/** By format tag as registered by Microsoft: A-law, µ-law and IMA ADPCM, whose blocks begin with a sample and an index. */
const codings: Record<number, Coding> = {
  6: { ...companded, decode: wav => wav.fromALaw() },
  7: { ...companded, decode: wav => wav.fromMuLaw() },
  17: {
    decode: wav => wav.fromIMAADPCM(),
    framesIn: bytes => (bytes < 4 ? 0 : (bytes - 4) * 2 + 1),
    bitsPerSample: 4,
    surplus: 1,
    mostChannels: 1,
  },
}

/**
 * Opens a WAV file in A-law, µ-law or mono IMA ADPCM. wavefile never gets the file, whose header may lie, but about a second of its data at
 * a time, with a header made here.
 * @returns null for any other encoding
 */
export function openCompressedWav(bytes: Uint8Array, layout: WavLayout): WavSound | null {
  const { formatTag, channels, blockBytes, dataOffset, dataBytes } = layout
  const coding = codings[formatTag]
  if (!coding || blockBytes < 1 || channels > coding.mostChannels) return null
  const framesPerBlock = coding.framesIn(blockBytes, channels)
  if (framesPerBlock < 1) return null
  const data = bytes.subarray(dataOffset, dataOffset + dataBytes)
  const stretch = Math.ceil(FRAMES_PER_BLOCK / framesPerBlock) * blockBytes
  return {
    frames: Math.floor(dataBytes / blockBytes) * framesPerBlock + coding.framesIn(dataBytes % blockBytes, channels),
    *blocks() {
      for (let at = 0; at < data.byteLength; at += stretch) {
        yield decodeStretch(data.subarray(at, at + stretch), layout, coding)
      }
    },
  }
}

/** Decodes whole blocks. The last may be cut off. */
function decodeStretch(data: Uint8Array, layout: WavLayout, coding: Coding): Float32Array {
  const { channels, blockBytes } = layout
  const wav = new WaveFile()
  wav.fromBuffer(wavOf(data, layout, coding))
  coding.decode(wav)
  const samples = wav.getSamples(true)
  const mono: number[] = []
  for (let at = 0, read = 0; at < data.byteLength; at += blockBytes) {
    read += coding.surplus
    const frames = coding.framesIn(Math.min(blockBytes, data.byteLength - at), channels)
    for (let frame = 0; frame < frames; frame++, read += channels) {
      let sum = 0
      for (let channel = 0; channel < channels; channel++) sum += samples[read + channel] ?? 0
      mono.push(sum / channels / 32_768)
    }
  }
  return Float32Array.from(mono)
}

/** A WAV file of only these blocks and one more, because wavefile decodes a block of IMA ADPCM only when the next begins. */
function wavOf(data: Uint8Array, { formatTag, channels, blockBytes }: WavLayout, coding: Coding): Uint8Array {
  const header = Buffer.alloc(48)
  const whole = Math.ceil(data.byteLength / blockBytes + 1) * blockBytes
  header.write('RIFF')
  header.writeUInt32LE(40 + whole, 4)
  header.write('WAVEfmt ', 8)
  header.writeUInt32LE(20, 16)
  header.writeUInt16LE(formatTag, 20)
  header.writeUInt16LE(channels, 22)
  header.writeUInt32LE(ANY_RATE_HZ, 24)
  header.writeUInt16LE(blockBytes, 32)
  header.writeUInt16LE(coding.bitsPerSample, 34)
  header.write('data', 40)
  header.writeUInt32LE(whole, 44)
  return Buffer.concat([header, data], header.byteLength + whole)
}
