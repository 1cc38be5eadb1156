import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { resourceUsage } from 'node:process'
import { buffer } from 'node:stream/consumers'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { ZipFile } from 'yazl'
import { AppError, toFailure } from '../../../app/errors.ts'
import { ZipReader } from '../../../main/archive/zip-reader.ts'
import { writeZip } from '../../../main/archive/zip-writer.ts'

let folder: string
let path: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'parley-unzip-'))
  path = join(folder, 'made.zip')
})

afterEach(() => rmSync(folder, { recursive: true, force: true }))

/** Writes a ZIP of these texts, with some bytes of it replaced by others of the same length, wherever they are. */
async function make(texts: Record<string, string>, replaced: [from: string, to: string][] = []): Promise<void> {
  await writeZip(
    path,
    Object.entries(texts).map(([name, text]) => ({ name, content: Buffer.from(text) })),
  )
  let bytes = readFileSync(path, 'latin1')
  for (const [from, to] of replaced) bytes = bytes.replaceAll(from, to)
  writeFileSync(path, bytes, 'latin1')
}

/** Offset of the entry's record in the list of contents at the end (APPNOTE 4.3.12). */
function recordOf(bytes: Buffer, name: string): number {
  return bytes.lastIndexOf(name) - 46
}

async function change(name: string, patch: (bytes: Buffer, at: number) => void): Promise<void> {
  const bytes = readFileSync(path)
  patch(bytes, recordOf(bytes, name))
  writeFileSync(path, bytes)
}

/** Everything in the ZIP, or how opening or reading it failed. */
async function readAll(limitBytes = 1e6, allBytes = 1e6): Promise<unknown> {
  try {
    const zip = await ZipReader.open(path, { bytes: allBytes })
    try {
      const read: Record<string, string> = {}
      for (const entry of zip.entries) read[entry.name] = (await buffer(zip.openEntry(entry, limitBytes))).toString()
      return { read, skipped: zip.skipped }
    } finally {
      zip.close()
    }
  } catch (error) {
    return error instanceof AppError ? toFailure(error) : error
  }
}

const unreadable = (why: string) => ({
  code: 'import_unreadable',
  message: `“made.zip” is not a Parley export that can be read: ${why}.`,
})

describe('what would lead astray is left out and told:', () => {
  test.for([
    ['a folder above', '../evil.txt'],
    ['a folder above, further in', 'a/../../.txt'],
    ['an absolute path', '//vil/a.txt'],
    ['a drive', 'C:/evil.txt'],
    ['a backslash', '..\\evil.txt'],
    ['a NUL', 'aa\0evil.txt'],
    ['the folder itself', './/evil.txt'],
  ])('a name with %s', async ([, name = '']) => {
    const harmless = 'x'.repeat(name.length)
    await make({ 'good.txt': 'good', [harmless]: 'evil' }, [[harmless, name]])
    expect(await readAll()).toEqual({ read: { 'good.txt': 'good' }, skipped: [{ name, why: 'outside' }] })
  })

  test('a second file of the same name, also where only case or accents are written differently', async () => {
    await make({ 'a1.txt': 'first', 'a2.txt': 'second', 'A3.txt': 'third' }, [
      ['a2.txt', 'a1.txt'],
      ['A3.txt', 'A1.txt'],
    ])
    expect(await readAll()).toEqual({
      read: { 'a1.txt': 'first' },
      skipped: ['a1.txt', 'A1.txt'].map(name => ({ name, why: 'duplicate' })),
    })
  })

  test('a link', async () => {
    await make({ 'good.txt': 'good', 'link.txt': '/etc/passwd' })
    await change('link.txt', (bytes, at) => bytes.writeUInt32LE((0o120777 << 16) >>> 0, at + 38))
    expect(await readAll()).toEqual({ read: { 'good.txt': 'good' }, skipped: [{ name: 'link.txt', why: 'link' }] })
  })

  test('a file that is encrypted, and one packed in a way nobody knows', async () => {
    await make({ 'good.txt': 'good', 'secret.txt': 'secret', 'odd.txt': 'odd' })
    await change('secret.txt', (bytes, at) => bytes.writeUInt16LE(bytes.readUInt16LE(at + 8) | 1, at + 8))
    await change('odd.txt', (bytes, at) => bytes.writeUInt16LE(99, at + 10))
    expect(await readAll()).toEqual({
      read: { 'good.txt': 'good' },
      skipped: [
        { name: 'secret.txt', why: 'encrypted' },
        { name: 'odd.txt', why: 'compression' },
      ],
    })
  })
})

describe('a file that is no whole ZIP is told in one sentence:', () => {
  test.for([
    ['nothing', Buffer.alloc(0), 'it is not a ZIP file'],
    ['words', Buffer.from('Dear Sir or Madam, '.repeat(100)), 'it is not a ZIP file'],
    ['two letters', Buffer.from('PK'), 'its end is missing or damaged'],
  ] as const)('%s', async ([, bytes, why]) => {
    writeFileSync(path, bytes)
    expect(await readAll()).toMatchObject(unreadable(why))
  })

  test('cut off', async () => {
    await make({ 'a.txt': 'Some words. '.repeat(100) })
    writeFileSync(path, readFileSync(path).subarray(0, -30))
    expect(await readAll()).toMatchObject(unreadable('its end is missing or damaged'))
  })

  test('a folder', async () => {
    path = folder
    expect(await readAll()).toMatchObject({ code: 'import_unreadable' })
  })

  test('one that is not there', async () => {
    expect(await readAll()).toMatchObject({
      code: 'disk_failed',
      message: 'A file could not be read or written: made.zip (ENOENT).',
    })
  })

  test('damaged words', async () => {
    await make({ 'a.wav': 'Some words as they are.' }, [['Some words', 'Sore words']])
    expect(await readAll()).toMatchObject(unreadable('“a.wav” in it is damaged'))
  })
})

describe('a size that lies', () => {
  test('is told as soon as more comes than is allowed for one entry', async () => {
    await make({ 'a.txt': 'a'.repeat(100_000) })
    await change('a.txt', (bytes, at) => bytes.writeUInt32LE(10, at + 24))
    expect(await readAll(50_000)).toMatchObject(unreadable('“a.txt” in it unpacks to more than 50 kB'))
  })

  test('is told as soon as more comes than is allowed in all', async () => {
    await make({ 'a.txt': 'a'.repeat(60_000), 'b.txt': 'b'.repeat(60_000) })
    expect(await readAll(100_000, 100_000)).toMatchObject(unreadable('it unpacks to more than 100 kB'))
  })

  test('does no harm where all is well otherwise', async () => {
    await make({ 'a.txt': 'a'.repeat(1000) })
    await change('a.txt', (bytes, at) => bytes.writeUInt32LE(4_000_000_000, at + 24))
    expect(await readAll()).toMatchObject({ read: { 'a.txt': 'a'.repeat(1000) } })
  })

  test('more files than are allowed are not even listed', async () => {
    await make({ 'a.txt': 'a', 'b.txt': 'b' })
    const opened = ZipReader.open(path, { bytes: 10, entries: 1 })
    await expect(opened).rejects.toMatchObject(unreadable('it has more than 1 files'))
  })
})

test('a quarter of a gigabyte of zeros in a quarter of a megabyte ends at the limit, and takes no memory', async () => {
  async function* zeros(): AsyncGenerator<Uint8Array> {
    const piece = new Uint8Array(1 << 20)
    for (let i = 0; i < 256; i++) yield piece
  }
  await writeZip(path, [{ name: 'a.txt', content: zeros() }])
  const zip = await ZipReader.open(path, { bytes: 1e12 })
  const [entry] = zip.entries
  if (!entry) throw new Error('it is empty')
  const before = resourceUsage().maxRSS
  let bytes = 0
  const read = async () => {
    for await (const piece of zip.openEntry(entry, 200e6)) bytes += piece.byteLength
  }
  await expect(read()).rejects.toMatchObject(unreadable('“a.txt” in it unpacks to more than 200 MB'))
  zip.close()
  expect(bytes).toBeLessThanOrEqual(200e6)
  expect(resourceUsage().maxRSS - before).toBeLessThan(100 * 1024)
})

test.for(['ZIP', 'ZIP64'])(
  'bytes of a %s changed at random give what is in it or a sentence, and no more than allowed',
  async kind => {
    const texts = { 'a.txt': 'Some words. '.repeat(200), 'b.wav': 'As it is. '.repeat(20), 'c/d.json': '{}' }
    const zip = new ZipFile()
    const forceZip64Format = kind === 'ZIP64'
    for (const [name, text] of Object.entries(texts)) zip.addBuffer(Buffer.from(text), name, { forceZip64Format })
    zip.end({ forceZip64Format, comment: '' })
    const whole = await buffer(zip.outputStream)
    writeFileSync(path, whole)
    expect(await readAll()).toEqual({ read: texts, skipped: [] })
    const last = whole.byteLength - 1
    const place = fc.oneof(fc.nat(last), fc.integer({ min: last - 360, max: last }))
    const damage = fc.array(fc.tuple(place, fc.oneof(fc.constantFrom(0, 1, 0x80, 0xff), fc.nat(255))), { maxLength: 8 })
    const end = fc.oneof({ weight: 3, arbitrary: fc.constant(last + 1) }, { weight: 1, arbitrary: fc.nat(last) })
    const extra = fc.oneof(
      { weight: 3, arbitrary: fc.constant(new Uint8Array(0)) },
      { weight: 1, arbitrary: fc.uint8Array() },
    )
    await fc.assert(
      fc.asyncProperty(damage, end, extra, async (damage, end, extra) => {
        const bytes = Buffer.from(whole)
        for (const [at, byte] of damage) bytes[at] = byte
        writeFileSync(path, Buffer.concat([bytes.subarray(0, end), extra]))
        const result = await readAll(5000, 8000)
        if (result instanceof Error) throw result
        expect(JSON.stringify(result).length).toBeLessThan(20_000)
      }),
      { numRuns: 600 },
    )
  },
)
