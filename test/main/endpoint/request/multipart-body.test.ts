import { randomBytes } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { multipartBody } from '../../../../main/endpoint/request/multipart-body.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'parley-form-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

async function form(bytes: Buffer, fields: [string, string][] = [['model', 'whisper-1']]) {
  const path = join(folder, `${randomBytes(8).toString('hex')}.wav`)
  await writeFile(path, bytes)
  const body = await multipartBody(fields, { location: path, name: 'recording.wav', contentType: 'audio/wav' })
  return { path, body, written: () => Buffer.concat([...body.open()]) }
}

test('a form is written byte for byte as the specification has it', async () => {
  const { body, written } = await form(Buffer.from('RIFF…'))
  const boundary = body.contentType.replace('multipart/form-data; boundary=', '')
  expect(written().toString()).toBe(
    [
      `--${boundary}`,
      'content-disposition: form-data; name="model"',
      '',
      'whisper-1',
      `--${boundary}`,
      'content-disposition: form-data; name="file"; filename="recording.wav"',
      'content-type: audio/wav',
      '',
      'RIFF…',
      `--${boundary}--`,
      '',
    ].join('\r\n'),
  )
})

for (const size of [0, 1, 64 * 1024, 64 * 1024 + 1, 1_000_003]) {
  test(`a file of ${size} bytes comes out of it as it was, at the length that was told`, async () => {
    const bytes = randomBytes(size)
    const { body, written } = await form(bytes, [
      ['model', 'mödel “x”'],
      ['response_format', 'json'],
    ])
    expect(written().byteLength).toBe(body.byteLength)
    const read = await new Response(new Uint8Array(written()), {
      headers: { 'content-type': body.contentType },
    }).formData()
    const file = read.get('file') as File
    expect([read.get('model'), read.get('response_format'), file.name]).toEqual(['mödel “x”', 'json', 'recording.wav'])
    expect(bytes.equals(Buffer.from(await file.arrayBuffer()))).toBe(true)
  })
}

test('only a slice of a long recording is in memory at a time', async () => {
  const { body } = await form(Buffer.alloc(30_000_000))
  let longest = 0
  for (const piece of body.open()) longest = Math.max(longest, piece.byteLength)
  expect(longest).toBeLessThanOrEqual(64 * 1024)
})

test('a file that is gone is told before anything is sent', async () => {
  const file = { location: join(folder, 'gone.wav'), name: 'recording.wav', contentType: 'audio/wav' }
  await expect(multipartBody([], file)).rejects.toMatchObject({ code: 'not_found' })
})

test('a file that shrinks while it is sent fails, because the length was promised', async () => {
  const { path, written } = await form(randomBytes(10_000))
  await writeFile(path, randomBytes(100))
  expect(written).toThrow('could not be read')
})
