import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import wavefile from 'wavefile'
import { pcmToSamples } from '../../../app/pcm.ts'
import { openWav } from '../../../main/sound/wav-conversion.ts'
import { amplitudeAt, correlate, readWavFile } from '../../helpers/sound.ts'
import { headerOf, plainWriting, tone, type Writing, wavOf } from '../../helpers/wav-files.ts'

const fixtures = join(import.meta.dirname, '..', '..', 'fixtures')
const question = readWavFile(join(fixtures, 'golden-retriever.wav')).samples.subarray(0, 24_000)

function convert(bytes: Uint8Array, maxMs?: number): Int16Array {
  const opened = openWav(bytes)
  if (opened.kind !== 'sound') throw new Error(`it was ${opened.kind}`)
  return pcmToSamples(opened.toPcm(maxMs))
}

/** The largest difference of any two samples. */
function distance(a: Int16Array, b: Int16Array): number {
  return a.reduce((most, sample, i) => Math.max(most, Math.abs(sample - (b[i] ?? 0))), 0)
}

const asFloats = Float64Array.from(question, sample => sample / 32_768)

test.for<{ writing: Partial<Writing>; within: number }>([
  { writing: { bitsPerSample: 8 }, within: 128 },
  { writing: { bitsPerSample: 16 }, within: 0 },
  { writing: { bitsPerSample: 24 }, within: 0 },
  { writing: { bitsPerSample: 32 }, within: 0 },
  { writing: { bitsPerSample: 32, formatTag: 3 }, within: 0 },
  { writing: { bitsPerSample: 64, formatTag: 3 }, within: 0 },
])('every sample of $writing survives', ({ writing, within }) => {
  const heard = convert(wavOf([asFloats], writing))
  expect(heard.length).toBe(question.length)
  expect(distance(heard, question)).toBeLessThanOrEqual(within)
})

test.for(['8', '16', '24', '32', '32f', '64', '8a', '8m'] as const)('reads what wavefile writes as %s', depth => {
  const wav = new wavefile.WaveFile()
  wav.fromScratch(1, 24_000, '16', question)
  if (depth === '8a') wav.toALaw()
  else if (depth === '8m') wav.toMuLaw()
  else wav.toBitDepth(depth)
  const heard = convert(wav.toBuffer())
  expect(heard.length).toBe(question.length)
  expect(correlate(question, heard)).toEqual({ likeness: expect.closeTo(1, 2), lag: 0 })
})

// Made by SoX: sox -n -r 8000 -e ima-adpcm ima-adpcm-440hz-8k.wav synth 2 sine 440 vol 0.5
test('reads IMA ADPCM to its last block, in tune and in step', () => {
  const heard = convert(readFileSync(join(fixtures, 'ima-adpcm-440hz-8k.wav'))).subarray(0, 48_000)
  const power = (samples: Float64Array) => samples.reduce((sum, sample) => sum + sample ** 2, 0)
  const ideal = Float64Array.from({ length: 48_000 }, (_, i) => 16_384 * Math.sin((2 * Math.PI * 440 * i) / 24_000))
  const noise = ideal.map((sample, i) => sample - (heard[i] ?? 0))
  expect(power(noise) / power(ideal)).toBeLessThan(0.01)
  expect(power(noise.subarray(-1200)) / power(ideal.subarray(-1200))).toBeLessThan(0.01)
})

test('a-law of two channels is averaged', () => {
  const wav = new wavefile.WaveFile()
  wav.fromScratch(2, 24_000, '16', [question, question])
  wav.toALaw()
  const heard = convert(wav.toBuffer())
  expect(heard.length).toBe(question.length)
  expect(correlate(question, heard)).toEqual({ likeness: expect.closeTo(1, 2), lag: 0 })
})

test('channels are averaged', () => {
  const heard = { samples: convert(wavOf([tone(500), tone(800), tone(800)])), sampleRateHz: 24_000 }
  const level = (hz: number) => Math.round(amplitudeAt(hz, heard, 100, 900) / 100)
  expect([level(500), level(800), level(1300)]).toEqual([Math.round(16_384 / 300), Math.round(32_768 / 300), 0])
})

test.for([8000, 16_000, 22_050, 44_100, 48_000, 96_000])('a file of %d Hz keeps its tone and length', sampleRateHz => {
  const heard = { samples: convert(wavOf([tone(1000, { sampleRateHz })], { sampleRateHz })), sampleRateHz: 24_000 }
  expect(heard.samples.length).toBe(24_000)
  expect(amplitudeAt(1000, heard, 100, 900)).toBeCloseTo(16_384, -2)
})

test('a spoken recording of 48 kHz stereo is the same speech at 24 kHz', () => {
  const bytes = readFileSync(join(fixtures, 'what-is-in-this-recording-48k-stereo.wav'))
  const stereo = convert(bytes)
  expect(stereo.length).toBe(Math.ceil((bytes.byteLength - 44) / 8))
  const everySecond = Int16Array.from({ length: stereo.length }, (_, i) => bytes.readInt16LE(44 + i * 8))
  expect(correlate(everySecond, stereo)).toEqual({ likeness: expect.closeTo(1, 1), lag: 0 })
})

test('the first and last tones of a recording are not clipped by a change of rate', () => {
  const tones = [tone(1000, { sampleRateHz: 44_100, seconds: 0.1 }), tone(2000, { sampleRateHz: 44_100, seconds: 0.1 })]
  const all = Float64Array.from([...(tones[0] ?? []), ...new Float64Array(44_100), ...(tones[1] ?? [])])
  const heard = { samples: convert(wavOf([all], { sampleRateHz: 44_100 })), sampleRateHz: 24_000 }
  expect(amplitudeAt(1000, heard, 0, 100)).toBeGreaterThan(14_000)
  expect(amplitudeAt(2000, heard, 1100, 1200)).toBeGreaterThan(14_000)
})

test('only the beginning is converted when that is all that is wanted', () => {
  const samples = tone(1000, { sampleRateHz: 48_000, seconds: 3 })
  expect(convert(wavOf([samples], { sampleRateHz: 48_000 }), 1500).length).toBe(36_000)
  expect(convert(wavOf([tone(1000, { seconds: 3 })]), 1500).length).toBe(36_000)
})

test('WAVE_FORMAT_EXTENSIBLE is read as what it contains', () => {
  const plain = wavOf([asFloats], { bitsPerSample: 24 })
  const extension = Buffer.alloc(24)
  extension.writeUInt16LE(22, 0)
  extension.writeUInt16LE(24, 2)
  extension.writeUInt16LE(1, 8)
  const bytes = Buffer.concat([plain.subarray(0, 36), extension, plain.subarray(36)])
  bytes.writeUInt32LE(40, 16)
  bytes.writeUInt16LE(0xfffe, 20)
  expect(distance(convert(bytes), question)).toBe(0)
})

test.for([
  { what: 'of an unknown length', announced: 0xffff_ffff },
  { what: 'that promises 4 GB', announced: 0xffff_fff0 },
  { what: 'of length zero, as written before a crash', announced: 0 },
])('a file $what gives the samples it has', ({ announced }) => {
  const bytes = wavOf([asFloats])
  bytes.writeUInt32LE(announced, 40)
  expect(distance(convert(bytes), question)).toBe(0)
})

test('a file that was cut off gives what is left of it', () => {
  const heard = convert(wavOf([asFloats], { bitsPerSample: 24 }).subarray(0, 44 + 20_000 * 3 + 2))
  expect([heard.length, distance(heard, question.subarray(0, 20_000))]).toEqual([20_000, 0])
})

test.for([
  { what: 'only the first twelve bytes', bytes: wavOf([asFloats]).subarray(0, 12), kind: 'damaged' },
  { what: 'no samples after its header', bytes: wavOf([asFloats]).subarray(0, 43), kind: 'damaged' },
  { what: 'no channels', bytes: headerOf(0, { ...plainWriting, channels: 0 }), kind: 'damaged' },
  { what: 'a rate of zero', bytes: headerOf(0, { ...plainWriting, sampleRateHz: 0 }), kind: 'damaged' },
  { what: 'a rate of 2 GHz', bytes: headerOf(0, { ...plainWriting, sampleRateHz: 2_000_000_000 }), kind: 'damaged' },
  { what: 'MP3 in it', bytes: withFormatTag(0x55), kind: 'unknown-encoding' },
  { what: 'MS ADPCM in it', bytes: withFormatTag(2), kind: 'unknown-encoding' },
])('a file with $what is $kind', ({ bytes, kind }) => {
  expect(openWav(bytes)).toEqual({ kind })
})

test('blocks of no length are no encoding', () => {
  const bytes = withFormatTag(0x11)
  bytes.writeUInt16LE(0, 32)
  expect(openWav(bytes)).toEqual({ kind: 'unknown-encoding' })
})

function withFormatTag(tag: number): Buffer {
  const bytes = wavOf([tone(440, { seconds: 0.1 })])
  bytes.writeUInt16LE(tag, 20)
  return bytes
}
