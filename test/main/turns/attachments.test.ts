import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { AppError, type Failure, failWith, toFailure } from '../../../app/errors.ts'
import { ATTACHMENT_BYTES_LIMIT } from '../../../app/limits.ts'
import { pcmToSamples } from '../../../app/pcm.ts'
import { readWavLayout } from '../../../app/wav.ts'
import { encode } from '../../../main/practice/encode.ts'
import { readAttachment, SENT_BYTES_LIMIT } from '../../../main/turns/attachments.ts'
import { correlate, readWavFile } from '../../helpers/sound.ts'
import { headerOf, plainWriting, tone, wavOf } from '../../helpers/wav-files.ts'

const fixtures = join(import.meta.dirname, '..', '..', 'fixtures')
const fixture = (name: string) => readFileSync(join(fixtures, name))

/** Samples of what was read; throws when that is not 24 kHz mono 16-bit. */
function samplesOf(bytes: Uint8Array): Int16Array {
  const { formatTag, channels, sampleRateHz, bitsPerSample, dataOffset, dataBytes } = readWavLayout(bytes) ?? {}
  expect({ formatTag, channels, sampleRateHz, bitsPerSample, dataOffset }).toEqual({ ...plainWriting, dataOffset: 44 })
  expect(dataBytes).toBe(bytes.byteLength - 44)
  return pcmToSamples(bytes.subarray(44))
}

async function failureOf(name: string, bytes: Uint8Array): Promise<Failure | null> {
  try {
    await readAttachment(name, bytes)
    return null
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    return toFailure(error)
  }
}

test('24 kHz mono 16-bit passes through, byte for byte', async () => {
  const bytes = fixture('golden-retriever.wav')
  const read = await readAttachment('golden-retriever.wav', bytes)
  expect(bytes.equals(read.bytes)).toBe(true)
  expect(read).toMatchObject({ format: 'wav', durationMs: (69_179 / 24_000) * 1000 })
})

test('loudness for drawing comes with it', async () => {
  const { peaks } = await readAttachment('tones.wav', fixture('first-and-last-100ms-tones.wav'))
  const third = Math.floor(peaks.length / 3)
  expect([Math.max(...peaks) > 50, Math.max(...peaks.slice(third, third * 2)) < 5, peaks.length <= 240]).toEqual([
    true,
    true,
    true,
  ])
})

test('a 48 kHz stereo file becomes 24 kHz mono with the same speech in it', async () => {
  const read = await readAttachment('stereo.wav', fixture('what-is-in-this-recording-48k-stereo.wav'))
  expect(read.durationMs).toBeCloseTo(7862.9, 0)
  expect(samplesOf(read.bytes).length).toBe(188_709)
})

test('a 16 kHz file becomes 24 kHz with the same speech in it', async () => {
  const german = readWavFile(join(fixtures, 'lissabon-de-16k.wav'))
  const read = samplesOf((await readAttachment('german.wav', fixture('lissabon-de-16k.wav'))).bytes)
  const everyThird = read.filter((_, i) => i % 3 === 0)
  const everySecond = german.samples.filter((_, i) => i % 2 === 0)
  expect(correlate(everySecond, everyThird)).toEqual({ likeness: expect.closeTo(1, 1), lag: 0 })
})

test('MP3 stays as it is, and its length is known', async () => {
  const pcm = fixture('golden-retriever.wav').subarray(44)
  const bytes = await encode(pcm, 'mp3')
  const read = await readAttachment('question.mp3', bytes)
  expect(read).toEqual({ format: 'mp3', bytes, durationMs: expect.closeTo(2930, -2), peaks: [] })
})

test('what a file is called does not matter', async () => {
  const wav = fixture('golden-retriever.wav')
  const mp3 = await encode(wav.subarray(44), 'mp3')
  const read = [await readAttachment('a.mp3', wav), await readAttachment('b.wav', mp3)]
  expect(read.map(({ format }) => format)).toEqual(['wav', 'mp3'])
})

test.for([
  { what: 'an empty file', bytes: Buffer.alloc(0), failure: 'attachment_empty' },
  { what: 'silence', bytes: fixture('silence-3s.wav'), failure: 'attachment_empty' },
  { what: 'a text called .wav', bytes: Buffer.from('Dear diary, '.repeat(50)), failure: 'attachment_unsupported' },
  { what: 'Ogg', bytes: Buffer.from('OggS\0\x02'.padEnd(2000, 'x')), failure: 'attachment_unsupported' },
  { what: 'FLAC', bytes: Buffer.from('fLaC\0'.padEnd(2000, 'x')), failure: 'attachment_unsupported' },
  { what: 'a header alone', bytes: headerOf(0, plainWriting), failure: 'attachment_damaged' },
  { what: 'a header that promises samples', bytes: headerOf(50_000, plainWriting), failure: 'attachment_damaged' },
  { what: 'half a header', bytes: headerOf(50_000, plainWriting).subarray(0, 30), failure: 'attachment_damaged' },
  { what: '10 ms', bytes: wavOf([tone(440, { seconds: 0.01 })]), failure: 'attachment_too_short' },
])('$what is refused as $failure, by name', async ({ bytes, failure }) => {
  const refused = await failureOf('notes.wav', bytes)
  expect(refused?.code).toBe(failure)
  expect(refused?.message).toMatch(/^“notes\.wav” [^\n]+\.$/)
})

test('what is accepted is named to whoever attaches something else', async () => {
  expect((await failureOf('song.ogg', Buffer.from('OggS')))?.message).toContain('WAV and MP3')
})

test('a WAV that was cut off is sent as far as it goes', async () => {
  const bytes = fixture('golden-retriever.wav').subarray(0, 44 + 48_001)
  expect(await readAttachment('cut.wav', bytes)).toMatchObject({ format: 'wav', durationMs: 1000 })
})

test('half an hour is refused before it is converted, with its length', async () => {
  const bytes = Buffer.concat(
    [headerOf(1800 * 8000, { ...plainWriting, bitsPerSample: 8, sampleRateHz: 8000 })],
    14_400_044,
  )
  expect(await failureOf('talk.wav', bytes)).toMatchObject({
    code: 'attachment_too_long',
    message: '“talk.wav” is 30 minutes long; at most 7.2 minutes can be sent. Cut it into shorter pieces.',
  })
})

test('the longest WAV that may be sent is no larger than the limit', async () => {
  const bytes = Buffer.alloc(44 + SENT_BYTES_LIMIT, 0x11)
  bytes.set(headerOf(SENT_BYTES_LIMIT, plainWriting))
  expect((await readAttachment('long.wav', bytes)).bytes.byteLength).toBe(44 + SENT_BYTES_LIMIT)
  const longer = Buffer.concat([bytes, Buffer.alloc(2)])
  longer.writeUInt32LE(SENT_BYTES_LIMIT + 2, 40)
  expect((await failureOf('longer.wav', longer))?.code).toBe('attachment_too_long')
})

test('a file beyond the limit is refused unread', async () => {
  expect((await failureOf('huge.wav', Buffer.alloc(ATTACHMENT_BYTES_LIMIT + 1)))?.code).toBe('attachment_too_large')
})

test('an MP3 is limited by its size', async () => {
  const frames = await encode(fixture('golden-retriever.wav').subarray(44), 'mp3')
  const copies = Math.ceil(SENT_BYTES_LIMIT / frames.byteLength) + 1
  expect((await failureOf('album.mp3', Buffer.concat(Array(copies).fill(frames))))?.code).toBe('attachment_too_large')
})

test('an encoding nobody here reads is told apart from damage', async () => {
  const bytes = wavOf([tone(440)])
  bytes.writeUInt16LE(2, 20)
  expect((await failureOf('old.wav', bytes))?.code).toBe('attachment_encoding')
})

test('a conversion leaves room for everything else, and ends when nobody wants it any more', async () => {
  const bytes = wavOf([tone(440, { seconds: 3, sampleRateHz: 48_000 })], { sampleRateHz: 48_000 })
  const controller = new AbortController()
  const reading = readAttachment('long.wav', bytes, controller.signal)
  setImmediate(() => controller.abort(failWith('cancelled')))
  await expect(reading).rejects.toMatchObject({ code: 'cancelled' })
})
