import { mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { pcmToSamples } from '../../../app/pcm.ts'
import { readWavLayout, wavHeader } from '../../../app/wav.ts'
import { openMixedWav } from '../../../main/sound/mixed-wav.ts'
import { encodeMp3 } from '../../../main/sound/mp3-encoder.ts'
import { readPcm } from '../../../main/sound/pcm-file.ts'
import { correlate, readWavFile } from '../../helpers/sound.ts'

const fixtures = join(import.meta.dirname, '..', '..', 'fixtures')
const [speech, tones, slower] = ['golden-retriever.wav', 'first-and-last-100ms-tones.wav', 'lissabon-de-16k.wav'].map(
  name => join(fixtures, name),
) as [string, string, string]
const speechPcm = readFileSync(speech).subarray(44)
const tonesPcm = readFileSync(tones).subarray(44)

let folder: string

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'parley-mixed-'))
})

afterAll(() => rmSync(folder, { recursive: true }))

async function gather(pieces: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const parts: Uint8Array[] = []
  for await (const piece of pieces) parts.push(piece)
  return Buffer.concat(parts)
}

test('two sounds become one file, to the sample, with 400 ms of silence between them', async () => {
  const mixed = await openMixedWav([speech, tones])
  const gap = Buffer.alloc(0.4 * 48_000)
  const pcm = Buffer.concat([speechPcm, gap, tonesPcm])
  expect(await gather(mixed.pieces())).toEqual(Buffer.concat([wavHeader(pcm.byteLength, 24_000), pcm]))
  expect(mixed).toMatchObject({
    bytes: 44 + pcm.byteLength,
    durationMs: expect.closeTo(pcm.byteLength / 48, 6),
    startsMs: [0, expect.closeTo(speechPcm.byteLength / 48 + 400, 6)],
  })
})

test('another gap, and none', async () => {
  const starts = await Promise.all(
    [1000, 0].map(async gapMs => (await openMixedWav([speech, tones], { gapMs })).startsMs),
  )
  expect(starts).toEqual([1000, 0].map(gapMs => [0, expect.closeTo(speechPcm.byteLength / 48 + gapMs, 6)]))
})

test('MP3 and WAV of another rate are heard where they are said to begin, and the header is exact', async () => {
  const mp3 = join(folder, 'a.mp3')
  writeFileSync(mp3, await gather(encodeMp3(speech)))
  const mixed = await openMixedWav([tones, mp3, slower, tones])
  const file = await gather(mixed.pieces())
  const { dataBytes } = readWavLayout(file) ?? { dataBytes: 0 }
  expect([file.byteLength, dataBytes]).toEqual([mixed.bytes, mixed.bytes - 44])
  const samples = pcmToSamples(file.subarray(44))
  const [, mp3Start = 0, slowerStart = 0, lastStart = 0] = mixed.startsMs.map(ms => Math.round(ms * 24))
  const found = correlate(readWavFile(speech).samples, samples.subarray(mp3Start, slowerStart))
  expect([found.likeness > 0.98, found.lag >= 0 && found.lag < 2400]).toEqual([true, true])
  expect(samples.subarray(slowerStart, lastStart - 9600)).toEqual(pcmToSamples(await gather(readPcm(slower))))
  expect(samples.subarray(lastStart)).toEqual(pcmToSamples(tonesPcm))
})

test('no sounds make an empty file', async () => {
  expect(await gather((await openMixedWav([])).pieces())).toEqual(Buffer.from(wavHeader(0, 24_000)))
})

test('more than a WAV file can hold is refused in words, before anything is written', async () => {
  const path = join(folder, 'day.wav')
  writeFileSync(path, wavHeader(2_200_000_000, 24_000))
  truncateSync(path, 2_200_000_044)
  await expect(openMixedWav([path, path])).rejects.toMatchObject({
    code: 'export_too_long',
    message:
      'As one sound file this would be 25.4 hours long; at most 24.8 hours fit. Export it as a ZIP file, or in parts.',
  })
})

test('stopping ends it with the reason', async () => {
  const stop = new AbortController()
  const reason = new Error('stopped by hand')
  const mixed = await openMixedWav([speech, speech], { signal: stop.signal })
  const run = async () => {
    for await (const _ of mixed.pieces()) stop.abort(reason)
  }
  await expect(run()).rejects.toBe(reason)
})

test('a sound that is not there is named', async () => {
  await expect(openMixedWav([speech, join(folder, 'gone.wav')])).rejects.toMatchObject({
    code: 'disk_failed',
    message: 'A file could not be read or written: gone.wav (ENOENT).',
  })
})
