import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { createMp3Encoder } from 'wasm-media-encoders'
import { pcmToSamples } from '../../../app/pcm.ts'
import { readMp3Duration } from '../../../main/sound/mp3.ts'
import { encodeMp3 } from '../../../main/sound/mp3-encoder.ts'
import { readPcm } from '../../../main/sound/pcm-file.ts'
import { amplitudeAt, correlate, type Heard, readWavFile } from '../../helpers/sound.ts'
import { tone, wavOf } from '../../helpers/wav-files.ts'

const fixtures = join(import.meta.dirname, '..', '..', 'fixtures')
const speech = join(fixtures, 'golden-retriever.wav')

let folder: string

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'parley-mp3-'))
})

afterAll(() => rmSync(folder, { recursive: true }))

async function gather(pieces: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const parts: Uint8Array[] = []
  for await (const piece of pieces) parts.push(piece)
  return Buffer.concat(parts)
}

function put(name: string, bytes: Uint8Array): string {
  writeFileSync(join(folder, name), bytes)
  return join(folder, name)
}

async function decode(bytes: Uint8Array): Promise<Heard> {
  return { samples: pcmToSamples(await gather(readPcm(put('a.mp3', bytes)))), sampleRateHz: 24_000 }
}

async function lame(
  channels: Float64Array[],
  sampleRate: number,
  quality: { bitrate: 64 | 128 } | { vbrQuality: number },
) {
  const encoder = await createMp3Encoder()
  encoder.configure({ sampleRate, channels: channels.length as 1, ...quality })
  const parts = [encoder.encode(channels.map(samples => Float32Array.from(samples)) as [Float32Array]).slice()]
  return Buffer.concat([...parts, encoder.finalize().slice()])
}

describe('encoding', () => {
  test('a spoken file gives an MP3 of the same speech, of the length it says, in a third of the bytes', async () => {
    const mp3 = await gather(encodeMp3(speech))
    const { samples } = readWavFile(speech)
    const heard = await decode(mp3)
    expect(correlate(samples, heard.samples).likeness).toBeGreaterThan(0.98)
    expect(readMp3Duration(mp3)).toBeCloseTo((heard.samples.length / 24_000) * 1000, 6)
    expect(mp3.byteLength).toBeLessThan(readFileSync(speech).byteLength / 3)
  })

  test('a file of another rate keeps its pitch', async () => {
    const path = put('b.wav', wavOf([tone(1000, { sampleRateHz: 44_100 })], { sampleRateHz: 44_100 }))
    expect(amplitudeAt(1000, await decode(await gather(encodeMp3(path))), 200, 900)).toBeGreaterThan(15_000)
  })

  test('comes in small pieces', async () => {
    const path = put('long.wav', wavOf([tone(440, { seconds: 60 })]))
    const sizes: number[] = []
    for await (const piece of encodeMp3(path)) sizes.push(piece.byteLength)
    expect({ pieces: sizes.length, isSmall: Math.max(...sizes) < 20_000 }).toEqual({ pieces: 61, isSmall: true })
  })

  test('ends with the reason when it is stopped', async () => {
    const stop = new AbortController()
    const reason = new Error('stopped by hand')
    const run = async () => {
      for await (const _ of encodeMp3(put('s.wav', wavOf([tone(440, { seconds: 5 })])), stop.signal)) stop.abort(reason)
    }
    await expect(run()).rejects.toBe(reason)
  })

  test('refuses what is no sound in words', async () => {
    await expect(gather(encodeMp3(put('text.wav', Buffer.from('Dear Sir'))))).rejects.toMatchObject({
      code: 'disk_failed',
      message: 'A file could not be read or written: text.wav (no sound that can be read).',
    })
  })
})

describe('decoding', () => {
  test.for([
    { rate: 24_000, quality: { bitrate: 64 } as const },
    { rate: 44_100, quality: { bitrate: 128 } as const },
    { rate: 48_000, quality: { vbrQuality: 4 } },
    { rate: 8000, quality: { vbrQuality: 4 } },
  ])('keeps the tone and its moment at $rate Hz', async ({ rate, quality }) => {
    const silence = new Float64Array(rate)
    const sound = Float64Array.from([...silence, ...tone(1000, { sampleRateHz: rate }), ...silence])
    const heard = await decode(await lame([sound], rate, quality))
    // Encoders add up to 0.15 s of silence before.
    const at = (fromMs: number, toMs: number) => Math.round(amplitudeAt(1000, heard, fromMs, toMs) / 1000)
    expect([at(0, 900), at(1200, 1950), at(2250, 2950)]).toEqual([0, 16, 0])
  })

  test('averages channels', async () => {
    const heard = await decode(await lame([tone(500), tone(1500)], 48_000, { bitrate: 128 }))
    expect(heard.samples.length).toBeGreaterThan(11_000)
    const half = await decode(
      await lame([tone(500, { sampleRateHz: 48_000 }), new Float64Array(48_000)], 48_000, { bitrate: 128 }),
    )
    expect(amplitudeAt(500, half, 200, 900)).toBeCloseTo(8192, -3)
  })

  test('gives pieces of a few seconds at most, whatever the length', async () => {
    const path = put('long.mp3', await lame([tone(440, { seconds: 120 })], 24_000, { bitrate: 64 }))
    const sizes: number[] = []
    for await (const piece of readPcm(path)) sizes.push(piece.byteLength)
    expect({
      isWhole: sizes.reduce((sum, size) => sum + size) >= 120 * 48_000,
      isSmall: Math.max(...sizes) < 100_000,
    }).toEqual({ isWhole: true, isSmall: true })
  })

  test('a damaged stretch costs no more than its frames', async () => {
    vi.spyOn(console, 'error').mockImplementation(() => {})
    const mp3 = await lame([tone(440, { seconds: 3 })], 24_000, { bitrate: 64 })
    const whole = (await decode(mp3)).samples.length
    const lost = whole - (await decode(Buffer.from(mp3).fill(0, 9000, 9400))).samples.length
    expect([lost >= 0, lost <= 5 * 576]).toEqual([true, true])
  })

  test('changed bytes give sound or a sentence', async () => {
    vi.spyOn(console, 'error').mockImplementation(() => {})
    const mp3 = await lame([tone(440)], 24_000, { bitrate: 64 })
    for (let seed = 1; seed <= 100; seed++) {
      const bytes = Buffer.from(mp3)
      for (let i = 0; i < seed; i++) bytes[Math.imul(i + 1, seed * 7919) % bytes.length] = (i * 31 + seed) & 0xff
      const { samples } = await decode(bytes.subarray(0, bytes.length - seed * 10))
      expect(samples.length).toBeLessThan(5 * 24_000)
    }
  })

  test.for([
    ['words', Buffer.from('This is no sound at all. '.repeat(1000))],
    ['nothing', Buffer.alloc(0)],
    ['zeros', Buffer.alloc(100_000)],
  ] as const)('%s are refused in words', async ([, bytes]) => {
    await expect(decode(bytes)).rejects.toMatchObject({
      code: 'disk_failed',
      message: 'A file could not be read or written: a.mp3 (no sound that can be read).',
    })
  })

  test('ends with the reason when it is stopped', async () => {
    const stop = new AbortController()
    const reason = new Error('stopped by hand')
    const path = put('s.mp3', await lame([tone(440, { seconds: 10 })], 24_000, { bitrate: 64 }))
    const run = async () => {
      for await (const _ of readPcm(path, stop.signal)) stop.abort(reason)
    }
    await expect(run()).rejects.toBe(reason)
  })
})
