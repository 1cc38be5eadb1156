import { randomUUID } from 'node:crypto'
import { beforeEach, expect, test } from 'vitest'
import { ATTACHMENT_BYTES_LIMIT, MESSAGE_BYTES_LIMIT } from '../../../app/limits.ts'
import { SAMPLE_RATE_HZ } from '../../../app/pcm.ts'
import { WAV_HEADER_BYTES, wavHeader } from '../../../app/wav.ts'
import { AttachmentUploads } from '../../../main/turns/attachment-uploads.ts'

const WINDOW = 'one window'
let uploads: AttachmentUploads

beforeEach(() => {
  uploads = new AttachmentUploads()
})

/** Half a second of a square wave. */
function squareWav(): Uint8Array {
  const dataBytes = SAMPLE_RATE_HZ
  const wav = new Uint8Array(WAV_HEADER_BYTES + dataBytes)
  wav.set(wavHeader(dataBytes, SAMPLE_RATE_HZ))
  for (let at = WAV_HEADER_BYTES; at < wav.byteLength; at += 2) wav[at + 1] = at % 200 < 100 ? 16 : 240
  return wav
}

function append(attachmentId: string, offset: number, bytes: Uint8Array, windowId = WINDOW): void {
  uploads.append({ attachmentId, name: 'square.wav', offset, bytes }, windowId)
}

test('a file that came in pieces is read whole, as often as it is asked for', async () => {
  const id = randomUUID()
  const wav = squareWav()
  for (let offset = 0; offset < wav.byteLength; offset += 10_000) {
    append(id, offset, wav.subarray(offset, offset + 10_000))
  }
  const attachment = await uploads.finish(id, WINDOW)
  expect(attachment).toMatchObject({
    id,
    name: 'square.wav',
    sound: { file: '', format: 'wav', bytes: wav.byteLength, durationMs: 500 },
  })
  expect(await uploads.finish(id, WINDOW)).toEqual(attachment)
  expect(Buffer.from(uploads.read(id, WINDOW).sound.bytes).equals(wav)).toBe(true)
})

test('pieces are kept as they were when they came', async () => {
  const id = randomUUID()
  const message = squareWav()
  append(id, 0, message)
  message.fill(0)
  expect((await uploads.finish(id, WINDOW)).sound.durationMs).toBe(500)
})

test.for([0, 9, 11])('after 10 bytes, a piece at %i is out of order', offset => {
  const id = randomUUID()
  append(id, 0, new Uint8Array(10))
  expect(() => append(id, offset, new Uint8Array(1))).toThrow(expect.objectContaining({ code: 'bad_input' }))
})

test('a file that was dropped does not come back with its next piece', () => {
  const id = randomUUID()
  append(id, 0, new Uint8Array(10))
  uploads.drop(id, WINDOW)
  expect(() => append(id, 10, new Uint8Array(1))).toThrow(expect.objectContaining({ code: 'not_found' }))
})

test('a file over the limit is refused as soon as it is, and forgotten', async () => {
  const id = randomUUID()
  const piece = new Uint8Array(MESSAGE_BYTES_LIMIT)
  for (let offset = 0; offset < ATTACHMENT_BYTES_LIMIT; offset += piece.byteLength) {
    append(id, offset, piece.subarray(0, ATTACHMENT_BYTES_LIMIT - offset))
  }
  expect(() => append(id, ATTACHMENT_BYTES_LIMIT, new Uint8Array(1))).toThrow(
    '“square.wav” is more than 100 MB; at most 100 MB can be sent.',
  )
  await expect(uploads.finish(id, WINDOW)).rejects.toMatchObject({ code: 'not_found' })
})

test('a window cannot attach without end', () => {
  for (let i = 0; i < 4; i++) append(randomUUID(), 0, new Uint8Array(1))
  expect(() => append(randomUUID(), 0, new Uint8Array(1))).toThrow(expect.objectContaining({ code: 'bad_input' }))
  append(randomUUID(), 0, new Uint8Array(1), 'other')
})

test('a file that has not been read cannot be sent', () => {
  const id = randomUUID()
  append(id, 0, squareWav())
  expect(() => uploads.read(id, WINDOW)).toThrow(expect.objectContaining({ code: 'bad_input' }))
})

test('files of another window are not there', async () => {
  const id = randomUUID()
  append(id, 0, squareWav())
  uploads.drop(id, 'other')
  uploads.windowClosed('other')
  await expect(uploads.finish(id, 'other')).rejects.toMatchObject({ code: 'not_found' })
  expect((await uploads.finish(id, WINDOW)).name).toBe('square.wav')
})

test('files go with their window', async () => {
  const id = randomUUID()
  append(id, 0, squareWav())
  uploads.windowClosed(WINDOW)
  await expect(uploads.finish(id, WINDOW)).rejects.toMatchObject({ code: 'not_found' })
})

test.for(['dropped', 'closed with its window'])(
  'a file that is %s while it is converted is not there after that',
  async how => {
    const id = randomUUID()
    append(id, 0, squareWav())
    const reading = uploads.finish(id, WINDOW)
    if (how === 'dropped') uploads.drop(id, WINDOW)
    else uploads.windowClosed(WINDOW)
    await expect(reading).rejects.toMatchObject({ code: 'cancelled' })
    expect(() => uploads.read(id, WINDOW)).toThrow(expect.objectContaining({ code: 'not_found' }))
  },
)

test('a file is converted once, however often that is asked for meanwhile', async () => {
  const id = randomUUID()
  append(id, 0, squareWav())
  const [first, second] = await Promise.all([uploads.finish(id, WINDOW), uploads.finish(id, WINDOW)])
  expect(second).toBe(first)
})
