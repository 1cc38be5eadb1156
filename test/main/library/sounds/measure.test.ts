import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { PCM_BYTES_PER_SECOND, SAMPLE_RATE_HZ, samplesToPcm } from '../../../../app/pcm.ts'
import { Peaks } from '../../../../app/sound/peaks.ts'
import { wavHeader } from '../../../../app/wav.ts'
import { measureSound } from '../../../../main/library/sounds/measure.ts'

let folder: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'parley-measure-'))
})

afterEach(() => rmSync(folder, { recursive: true, force: true }))

function put(name: string, ...parts: Uint8Array[]): string {
  const path = join(folder, name)
  writeFileSync(path, Buffer.concat(parts))
  return path
}

test('a spoken file is measured as it is', () => {
  const path = fileURLToPath(new URL('../../../fixtures/golden-retriever.wav', import.meta.url))
  const bytes = readFileSync(path)
  const peaks = new Peaks()
  peaks.add(bytes.subarray(44))
  expect(measureSound(path)).toEqual({
    format: 'wav',
    bytes: bytes.byteLength,
    durationMs: ((bytes.byteLength - 44) / PCM_BYTES_PER_SECOND) * 1000,
    checksum: createHash('sha256').update(bytes.subarray(44)).digest('hex'),
    peaks: peaks.values(),
  })
})

test('thirty minutes, 86 MB, are measured in a third of that at most', () => {
  const path = put('long.wav', wavHeader(1800 * PCM_BYTES_PER_SECOND, SAMPLE_RATE_HZ))
  const second = samplesToPcm(Int16Array.from({ length: SAMPLE_RATE_HZ }, (_, i) => 16_384 * Math.sin(i / 10)))
  for (let i = 0; i < 1800; i++) appendFileSync(path, second)
  const script = fileURLToPath(new URL('../../../helpers/measure-script.ts', import.meta.url))
  const { measures, grownKib } = JSON.parse(execFileSync(process.execPath, [script, path], { encoding: 'utf8' }))
  expect({ bytes: measures.bytes, durationMs: measures.durationMs, count: measures.peaks.length <= 240 }).toEqual({
    bytes: 86_400_044,
    durationMs: 1_800_000,
    count: true,
  })
  expect(new Set(measures.peaks)).toEqual(new Set([127]))
  // What the process itself takes while it works varies by some megabytes; the file would be 84,375 KiB.
  expect(grownKib).toBeLessThan(28 * 1024)
})

test.each([
  ['a text', 'a.wav', Buffer.from('RIFF but no wave, and long enough to have a header in it')],
  ['an empty file', 'a.wav', Buffer.alloc(0)],
  ['a header and one byte', 'a.wav', Buffer.concat([wavHeader(1, SAMPLE_RATE_HZ), Uint8Array.of(1)])],
  ['a text named as an MP3', 'a.mp3', Buffer.from('not a frame in it'.repeat(100))],
])('%s is no sound', (_, name, bytes) => {
  expect(measureSound(put(name, bytes))).toBeNull()
})

test('a header that promises more than there is counts for nothing', () => {
  expect(measureSound(put('a.wav', wavHeader(4_000_000_000, SAMPLE_RATE_HZ), new Uint8Array(4800)))).toMatchObject({
    bytes: 4844,
    durationMs: 100,
  })
})
