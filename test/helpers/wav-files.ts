import { WAV_HEADER_BYTES } from '../../app/wav.ts'

/** How the samples of a WAV file are written. */
export interface Writing {
  formatTag: 1 | 3
  bitsPerSample: 8 | 16 | 24 | 32 | 64
  sampleRateHz: number
  channels: number
}

/** 16-bit mono at 24 kHz. */
export const plainWriting: Writing = { formatTag: 1, bitsPerSample: 16, sampleRateHz: 24_000, channels: 1 }

/** A tone of −1 to 1 with 5 ms fades, so that nothing clicks. */
export function tone(hz: number, { seconds = 1, sampleRateHz = 24_000, amplitude = 0.5 } = {}): Float64Array {
  const fade = sampleRateHz * 0.005
  return Float64Array.from({ length: Math.round(seconds * sampleRateHz) }, (_, i) => {
    const envelope = Math.min(1, i / fade, (seconds * sampleRateHz - i) / fade)
    return amplitude * envelope * Math.sin((2 * Math.PI * hz * i) / sampleRateHz)
  })
}

/** A WAV file of samples from −1 to 1, one array for each channel. */
export function wavOf(channels: Float64Array[], change: Partial<Omit<Writing, 'channels'>> = {}): Buffer {
  const writing = { ...plainWriting, ...change, channels: channels.length }
  const sampleBytes = writing.bitsPerSample / 8
  const frames = channels[0]?.length ?? 0
  const data = Buffer.alloc(frames * sampleBytes * channels.length)
  for (let frame = 0; frame < frames; frame++) {
    for (const [index, samples] of channels.entries()) {
      writeSample(data, (frame * channels.length + index) * sampleBytes, samples[frame] ?? 0, writing)
    }
  }
  return Buffer.concat([headerOf(data.byteLength, writing), data])
}

/** The 44 bytes before `dataBytes` of samples. */
export function headerOf(dataBytes: number, { formatTag, bitsPerSample, sampleRateHz, channels }: Writing): Buffer {
  const header = Buffer.alloc(WAV_HEADER_BYTES)
  const blockBytes = (bitsPerSample / 8) * channels
  header.write('RIFF')
  header.writeUInt32LE(36 + dataBytes, 4)
  header.write('WAVEfmt ', 8)
  header.writeUInt32LE(16, 16)
  header.writeUInt16LE(formatTag, 20)
  header.writeUInt16LE(channels, 22)
  header.writeUInt32LE(sampleRateHz, 24)
  header.writeUInt32LE(sampleRateHz * blockBytes, 28)
  header.writeUInt16LE(blockBytes, 32)
  header.writeUInt16LE(bitsPerSample, 34)
  header.write('data', 36)
  header.writeUInt32LE(dataBytes, 40)
  return header
}

function writeSample(data: Buffer, at: number, value: number, { formatTag, bitsPerSample }: Writing): void {
  if (formatTag === 3) {
    if (bitsPerSample === 64) data.writeDoubleLE(value, at)
    else data.writeFloatLE(value, at)
    return
  }
  const scale = 2 ** (bitsPerSample - 1)
  const whole = Math.max(-scale, Math.min(scale - 1, Math.round(value * scale)))
  if (bitsPerSample === 8) data.writeUInt8(whole + 128, at)
  else data.writeIntLE(whole, at, bitsPerSample / 8)
}
