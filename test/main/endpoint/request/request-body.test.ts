import { randomBytes } from 'node:crypto'
import { appendFile, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { KeptSound, type RequestBody, requestBody } from '../../../../main/endpoint/request/request-body.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'parley-body-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

async function file(bytes: Buffer): Promise<string> {
  const path = join(folder, `${randomBytes(8).toString('hex')}.wav`)
  await writeFile(path, bytes)
  return path
}

function written(body: RequestBody): Buffer {
  return Buffer.concat([...body.open()])
}

const SLICE = 3 * 16 * 1024
for (const size of [1, 2, 3, 44, SLICE - 1, SLICE, SLICE + 1, 3 * SLICE + 2, 5_760_044]) {
  test(`a file of ${size} bytes becomes the same JSON as if it had been read whole, of the length that was told`, async () => {
    const bytes = randomBytes(size)
    const data = new KeptSound(await file(bytes))
    const body = await requestBody({ before: 'Très “quoted”\n', data, after: [1] })
    const json = written(body)
    expect(json.byteLength).toBe(body.byteLength)
    const whole = JSON.stringify({ before: 'Très “quoted”\n', data: bytes.toString('base64'), after: [1] })
    expect(json.toString() === whole).toBe(true)
  })
}

test('several files go where they belong', async () => {
  const [a, b] = [randomBytes(1000), randomBytes(77)]
  const body = await requestBody([new KeptSound(await file(a)), 'and', new KeptSound(await file(b))])
  expect(JSON.parse(written(body).toString())).toEqual([a.toString('base64'), 'and', b.toString('base64')])
})

test('the bytes are the same every time', async () => {
  const body = await requestBody({ data: new KeptSound(await file(randomBytes(SLICE + 5))) })
  expect(written(body).equals(written(body))).toBe(true)
})

test('a request without sound is its JSON', async () => {
  expect(written(await requestBody({ a: 'ü' })).toString()).toBe('{"a":"ü"}')
})

test('a file that is gone is told before anything is sent', async () => {
  await expect(requestBody([new KeptSound(join(folder, 'gone.wav'))])).rejects.toMatchObject({ code: 'not_found' })
})

test('a file that shrinks while it is sent fails, because the length was promised', async () => {
  const path = await file(randomBytes(10_000))
  const body = await requestBody([new KeptSound(path)])
  await writeFile(path, randomBytes(100))
  expect(() => written(body)).toThrow('could not be read')
})

test('a file that grows is sent as long as it was', async () => {
  const bytes = randomBytes(1000)
  const path = await file(bytes)
  const body = await requestBody([new KeptSound(path)])
  await appendFile(path, randomBytes(100))
  expect(JSON.parse(written(body).toString())).toEqual([bytes.toString('base64')])
})

test('only a slice of a long recording is in memory at a time', async () => {
  const body = await requestBody([new KeptSound(await file(Buffer.alloc(30_000_000)))])
  let longest = 0
  for (const piece of body.open()) longest = Math.max(longest, piece.byteLength)
  expect(longest).toBeLessThanOrEqual((SLICE / 3) * 4)
})
