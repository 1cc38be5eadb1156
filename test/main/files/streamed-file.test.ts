import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { writeStreamedFile } from '../../../main/files/streamed-file.ts'

let folder: string
let path: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'parley-streamed-'))
  path = join(folder, 'a.wav')
  writeFileSync(path, 'the older one')
})

afterEach(() => rmSync(folder, { recursive: true, force: true }))

const found = () => ({ names: readdirSync(folder), text: readFileSync(path, 'utf8') })

test('a file gets its name when all of it is there', async () => {
  const during: unknown[] = []
  async function* pieces(): AsyncGenerator<Uint8Array> {
    yield Buffer.alloc(1_000_000, 'one, ')
    during.push(found())
    yield Buffer.from('two')
  }
  await writeStreamedFile(path, pieces())
  expect(during).toEqual([{ names: ['a.wav', 'a.wav.part'], text: 'the older one' }])
  expect(found()).toEqual({ names: ['a.wav'], text: `${'one, '.repeat(200_000)}two` })
})

test('what fails in the middle leaves nothing behind and is thrown as it is', async () => {
  const failure = new TypeError('cannot go on')
  async function* pieces(): AsyncGenerator<Uint8Array> {
    yield Buffer.alloc(1_000_000)
    throw failure
  }
  await expect(writeStreamedFile(path, pieces())).rejects.toBe(failure)
  expect(found()).toEqual({ names: ['a.wav'], text: 'the older one' })
})

test('stopping leaves nothing behind and is told with its reason', async () => {
  const stop = new AbortController()
  const reason = new Error('stopped by hand')
  async function* pieces(): AsyncGenerator<Uint8Array> {
    for (;;) {
      yield Buffer.alloc(1_000_000)
      stop.abort(reason)
    }
  }
  await expect(writeStreamedFile(path, pieces(), stop.signal)).rejects.toBe(reason)
  expect(found()).toEqual({ names: ['a.wav'], text: 'the older one' })
})

test('a folder in its place is told before anything is made', async () => {
  const pieces = (async function* (): AsyncGenerator<Uint8Array> {
    yield await Promise.reject(new Error('was made'))
  })()
  await expect(writeStreamedFile(folder, pieces)).rejects.toThrow(`${folder} is a folder.`)
})

test('a place that cannot be written to is the disk’s failure', async () => {
  const written = writeStreamedFile(join(folder, 'missing', 'a.wav'), (async function* () {})())
  await expect(written).rejects.toMatchObject({ code: 'disk_failed' })
})

test('stopping in the first moment leaves nothing behind either', async () => {
  const stop = new AbortController()
  const written = writeStreamedFile(path, (async function* () {})(), stop.signal)
  stop.abort(new Error('stopped by hand'))
  await expect(written).rejects.toThrow('stopped by hand')
  expect(found()).toEqual({ names: ['a.wav'], text: 'the older one' })
})
