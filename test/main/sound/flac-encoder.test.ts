import { createHash } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { samplesToPcm } from '../../../app/pcm.ts'
import { wavHeader } from '../../../app/wav.ts'
import { encodeFlac } from '../../../main/sound/flac-encoder.ts'
import { decodeFlac } from '../../helpers/flac-decoder.ts'
import { type Heard, readWavFile } from '../../helpers/sound.ts'
import { tone } from '../../helpers/wav-files.ts'

const fixtures = join(import.meta.dirname, '..', '..', 'fixtures')
const speech = join(fixtures, 'golden-retriever.wav')

let folder: string

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'parley-flac-'))
})

afterAll(() => rmSync(folder, { recursive: true }))

function put({ samples, sampleRateHz }: Heard, ...after: Uint8Array[]): string {
  const path = join(folder, 'a.wav')
  const pcm = samplesToPcm(samples)
  writeFileSync(path, Buffer.concat([wavHeader(pcm.byteLength, sampleRateHz), pcm, ...after]))
  return path
}

async function encode(path: string): Promise<Buffer> {
  const pieces: Uint8Array[] = []
  for await (const piece of encodeFlac(path)) pieces.push(piece)
  return Buffer.concat(pieces)
}

test.for(['golden-retriever.wav', 'lissabon-de-16k.wav', 'silence-3s.wav', 'first-and-last-100ms-tones.wav'])(
  'every sample of %s comes back from libFLAC, without a complaint',
  async name => {
    const heard = readWavFile(join(fixtures, name))
    expect(await decodeFlac(await encode(join(fixtures, name)))).toEqual({
      heard,
      channels: 1,
      bits: 16,
      complaints: [],
    })
  },
)

test('the file says what it holds, with the MD5 of its samples', async () => {
  const flac = await encode(speech)
  const pcm = readFileSync(speech).subarray(44)
  expect({
    samples: flac.readUIntBE(22, 4),
    md5: flac.subarray(26, 42).toString('hex'),
    isSmaller: flac.byteLength < pcm.byteLength * 0.55,
  }).toEqual({ samples: pcm.byteLength / 2, md5: createHash('md5').update(pcm).digest('hex'), isSmaller: true })
})

test('silence takes next to nothing', async () => {
  expect((await encode(put({ samples: new Int16Array(240_000), sampleRateHz: 24_000 }))).byteLength).toBeLessThan(1000)
})

test('libFLAC, which everything is compared with, notices a damaged frame and a wrong MD5', async () => {
  const flac = await encode(speech)
  const complaintsAbout = async (at: number) => {
    const damaged = Buffer.from(flac)
    damaged[at] = (damaged[at] ?? 0) ^ 1
    return (await decodeFlac(damaged)).complaints
  }
  expect([(await complaintsAbout(30_000)).length > 0, await complaintsAbout(30)]).toEqual([true, ['the MD5 differs']])
})

const anySample = fc.integer({ min: -32_768, max: 32_767 })
/** Kinds of sound that take every way through the encoder: any numbers, extremes, still ones, tones, steps. */
const anySound = fc.oneof(
  fc.array(anySample, { minLength: 1, maxLength: 300 }),
  fc.array(fc.constantFrom(-32_768, 32_767, 0), { minLength: 1, maxLength: 300 }),
  fc.tuple(anySample, fc.integer({ min: 1, max: 9000 })).map(([value, length]) => new Array(length).fill(value)),
  fc
    .tuple(
      fc.integer({ min: 1, max: 12_000 }),
      fc.integer({ min: 1, max: 14_000 }),
      fc.double({ min: 0, max: 1, noNaN: true }),
    )
    .map(([hz, length, amplitude]) =>
      [...tone(hz, { seconds: length / 24_000, amplitude })].map(v => Math.round(v * 32_767)),
    ),
  fc
    .tuple(fc.integer({ min: 1, max: 40_000 }), fc.nat(32_767), fc.nat(0x7fff_ffff))
    .map(([length, loudness, seed]) =>
      Array.from({ length }, (_, i) => ((Math.imul(i + seed, 0x9e37_79b1) >> 16) * loudness) >> 15),
    ),
)

test('any samples of any usual rate come back as they were', async () => {
  const anyRate = fc.oneof(fc.constantFrom(8000, 24_000, 44_100, 96_000), fc.integer({ min: 1000, max: 384_000 }))
  await fc.assert(
    fc.asyncProperty(anySound, anyRate, async (sound, sampleRateHz) => {
      const heard = { samples: Int16Array.from(sound), sampleRateHz }
      expect(await decodeFlac(await encode(put(heard)))).toEqual({ heard, channels: 1, bits: 16, complaints: [] })
    }),
    { numRuns: 200 },
  )
})

test('frames beyond the 128th and the 2048th are numbered so that libFLAC finds them', async () => {
  const samples = new Int16Array(4096 * 2060).map((_, i) => (i >> 12) - 1000)
  const { heard, complaints } = await decodeFlac(await encode(put({ samples, sampleRateHz: 24_000 })))
  expect({ complaints, isEqual: Buffer.from(heard.samples.buffer).equals(Buffer.from(samples.buffer)) }).toEqual({
    complaints: [],
    isEqual: true,
  })
})

test('chunks after the samples, and half a sample, are no sound', async () => {
  const samples = Int16Array.of(1, 2, 3)
  const path = put({ samples, sampleRateHz: 24_000 }, Buffer.from('LIST\x04\0\0\0abcd', 'latin1'))
  const whole = await encode(path)
  writeFileSync(path, Buffer.concat([wavHeader(7, 24_000), samplesToPcm(samples), Uint8Array.of(9)]))
  expect(await encode(path)).toEqual(whole)
})

test('pieces stay small, and everything else gets its turn between them', async () => {
  const path = put({ samples: new Int16Array(1_000_000).map((_, i) => i * 7919), sampleRateHz: 24_000 })
  let turns = 0
  const count = () => {
    turns++
    immediate = setImmediate(count)
  }
  let immediate = setImmediate(count)
  const sizes: number[] = []
  for await (const piece of encodeFlac(path)) sizes.push(piece.byteLength)
  clearImmediate(immediate)
  expect({ pieces: sizes.length, isSmall: Math.max(...sizes) <= 150_000, hasTurns: turns >= sizes.length - 1 }).toEqual(
    {
      pieces: 17,
      isSmall: true,
      hasTurns: true,
    },
  )
})

test('stopping ends it with the reason', async () => {
  const stop = new AbortController()
  const reason = new Error('stopped by hand')
  const run = async () => {
    for await (const _ of encodeFlac(speech, stop.signal)) stop.abort(reason)
  }
  await expect(run()).rejects.toBe(reason)
})

test.for([
  ['a text', Buffer.from('This is a letter, whatever it is called.')],
  ['nothing', Buffer.alloc(0)],
  ['a header alone', Buffer.from(wavHeader(0, 24_000))],
  ['a rate of zero', Buffer.concat([wavHeader(4, 0), new Uint8Array(4)])],
] as const)('%s is refused in words', async ([, bytes]) => {
  const path = join(folder, 'bad.wav')
  writeFileSync(path, bytes)
  await expect(encode(path)).rejects.toMatchObject({ code: 'disk_failed', message: expect.stringContaining('bad.wav') })
})

test('a file that is not there is refused in words', async () => {
  await expect(encode(join(folder, 'gone.wav'))).rejects.toMatchObject({
    code: 'disk_failed',
    message: 'A file could not be read or written: gone.wav (ENOENT).',
  })
})
