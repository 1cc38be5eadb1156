import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { samplesToPcm } from '../../../app/pcm.ts'
import { wavHeader } from '../../../app/wav.ts'
import { FlacUnreadable, openFlac } from '../../../main/sound/flac-decoder.ts'
import { encodeFlac } from '../../../main/sound/flac-encoder.ts'
import { fixture } from '../../helpers/app.ts'

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'parley-flac-'))
})
afterAll(() => rmSync(folder, { recursive: true }))

async function flacOf(path: string): Promise<Buffer> {
  const pieces: Uint8Array[] = []
  for await (const piece of encodeFlac(path)) pieces.push(piece)
  return Buffer.concat(pieces)
}

async function decode(flac: Uint8Array, pieceBytes = 1000) {
  async function* pieces() {
    for (let at = 0; at < flac.byteLength; at += pieceBytes) yield flac.subarray(at, at + pieceBytes)
  }
  const { pcm, ...told } = await openFlac(pieces())
  const samples: Uint8Array[] = []
  for await (const piece of pcm) samples.push(piece)
  return { ...told, pcm: Buffer.concat(samples) }
}

test('speech comes back sample by sample', async () => {
  const path = fixture('golden-retriever.wav')
  const pcm = readFileSync(path).subarray(44)
  expect(await decode(await flacOf(path))).toEqual({ sampleRateHz: 24_000, pcmBytes: pcm.byteLength, pcm })
})

test('any samples at any rate come back, however the file is cut into pieces', async () => {
  const path = join(folder, 'any.wav')
  const sample = fc.oneof(fc.integer({ min: -32_768, max: 32_767 }), fc.constantFrom(0, -32_768, 32_767))
  await fc.assert(
    fc.asyncProperty(
      fc.array(sample, { minLength: 1, maxLength: 9000 }),
      fc.constantFrom(8000, 24_000, 44_100, 11_025, 96_000),
      fc.integer({ min: 1, max: 5000 }),
      async (samples, sampleRateHz, pieceBytes) => {
        const pcm = Buffer.from(samplesToPcm(Int16Array.from(samples)))
        writeFileSync(path, Buffer.concat([wavHeader(pcm.byteLength, sampleRateHz), pcm]))
        const decoded = await decode(await flacOf(path), pieceBytes)
        expect(decoded).toEqual({ sampleRateHz, pcmBytes: pcm.byteLength, pcm })
      },
    ),
    { numRuns: 40 },
  )
})

test('a damaged file throws nothing but its own error', async () => {
  const flac = await flacOf(fixture('golden-retriever.wav'))
  const start = flac.subarray(0, 40_000)
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(fc.nat(start.byteLength - 1), fc.nat(255)), { maxLength: 20 }),
      fc.nat(start.byteLength),
      async (changes, length) => {
        const damaged = Buffer.from(start.subarray(0, length))
        for (const [at, value] of changes) if (at < length) damaged[at] = value
        await expect(decode(damaged)).rejects.toThrow(FlacUnreadable)
      },
    ),
    { numRuns: 60 },
  )
})
