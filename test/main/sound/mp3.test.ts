import { beforeAll, expect, test } from 'vitest'
import { createMp3Encoder } from 'wasm-media-encoders'
import { readMp3Duration } from '../../../main/sound/mp3.ts'
import { tone } from '../../helpers/wav-files.ts'

const files = new Map<string, Buffer>()

beforeAll(async () => {
  const encoder = await createMp3Encoder()
  const encode = (name: string, sampleRate: number, quality: { bitrate: 64 | 128 } | { vbrQuality: number }) => {
    encoder.configure({ sampleRate, channels: 1, ...quality })
    const parts = [encoder.encode([Float32Array.from(tone(440, { seconds: 3, sampleRateHz: sampleRate }))]).slice()]
    files.set(name, Buffer.concat([...parts, encoder.finalize().slice()]))
  }
  encode('MPEG-1, constant', 44_100, { bitrate: 128 })
  encode('MPEG-2, constant', 24_000, { bitrate: 64 })
  encode('MPEG-1, variable', 48_000, { vbrQuality: 4 })
})

function file(name = 'MPEG-2, constant'): Buffer {
  return files.get(name) ?? Buffer.alloc(0)
}

test.for(['MPEG-1, constant', 'MPEG-2, constant', 'MPEG-1, variable'])('measures %s', name => {
  // Encoders add silence of a frame or two before and after.
  const durationMs = readMp3Duration(file(name)) ?? 0
  expect([durationMs >= 3000, durationMs < 3120]).toEqual([true, true])
})

test('tags before and after the sound are no sound', () => {
  const tag = Buffer.alloc(10 + 1000, 0xff)
  tag.write('ID3\x04\0\0', 'latin1')
  tag.set([0, 0, 7, 104], 6)
  const tagged = Buffer.concat([tag, file(), Buffer.from(`TAG${'x'.repeat(125)}`)])
  expect(readMp3Duration(tagged)).toBe(readMp3Duration(file()))
})

test('a damaged stretch costs no more than its frames', () => {
  const damaged = Buffer.from(file())
  damaged.fill(0, 5000, 5400)
  const lostMs = (readMp3Duration(file()) ?? 0) - (readMp3Duration(damaged) ?? 0)
  expect([lostMs > 0, lostMs <= 4 * 24]).toEqual([true, true])
})

test.for([
  { what: 'nothing', bytes: Buffer.alloc(0) },
  { what: 'words', bytes: Buffer.from('This is no sound at all. '.repeat(100)) },
  { what: 'zeros', bytes: Buffer.alloc(100_000) },
  { what: 'ones', bytes: Buffer.alloc(100_000, 0xff) },
  { what: 'a tag alone', bytes: Buffer.from('ID3\x04\0\0\0\0\0\0', 'latin1') },
  { what: 'a tag that promises more than there is', bytes: Buffer.from('ID3\x04\0\0\x7f\x7f\x7f\x7f', 'latin1') },
  { what: 'AAC', bytes: Buffer.from('fff1508001dffc'.repeat(100), 'hex') },
])('$what is no MP3', ({ bytes }) => {
  expect(readMp3Duration(bytes)).toBeNull()
})

test('one frame alone is not believed', () => {
  expect(readMp3Duration(file().subarray(0, 192))).toBeNull()
})
