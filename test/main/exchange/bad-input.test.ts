import { readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { buffer } from 'node:stream/consumers'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { AppError, type Failure, failWith, sentenceOf, toFailure } from '../../../app/errors.ts'
import type { Reason } from '../../../app/failure-reasons.ts'
import type { ImportSummary } from '../../../app/library/exchange.ts'
import { ZipReader } from '../../../main/archive/zip-reader.ts'
import { writeZip } from '../../../main/archive/zip-writer.ts'
import { writeExport } from '../../../main/exchange/export.ts'
import { ImportResult, importFiles } from '../../../main/exchange/import.ts'
import { findFiles, type LocalFile } from '../../../main/exchange/import-file.ts'
import { exportTo, importFrom, NOW, plainExport, summary, TestFolder } from '../../helpers/exchange.ts'
import { LibraryFolder } from '../../helpers/library-folder.ts'
import { onSmallDisk, whyNoSmallDisk } from '../../helpers/small-disk.ts'

const whyNot = await whyNoSmallDisk()

let here: LibraryFolder
let there: LibraryFolder
let folder: TestFolder
let zip: string
/** What an import tells of something of this name that it cannot read. */
const unreadable = (name: string, why: Reason): Failure => toFailure(failWith('import_unreadable', { name, why }))

beforeEach(() => {
  here = new LibraryFolder()
  there = new LibraryFolder()
  folder = new TestFolder()
  zip = folder.at('made.zip')
})
afterEach(() => {
  here.remove()
  there.remove()
  folder.remove()
})

type Entries = Map<string, Buffer>

/** The entries of an export of two conversations, “Good” and “Odd”, and the folder in which the odd one is. */
async function twoConversations(): Promise<{ entries: Entries; odd: string; name: string }> {
  here.spoken({ text: 'Good' }, true)
  const { conversationId } = here.spoken({ text: 'Odd' }, true)
  await exportTo(here.library, zip)
  const reader = await ZipReader.open(zip, { bytes: 1e9 })
  const entries: Entries = new Map()
  for (const entry of reader.entries) entries.set(entry.name, await buffer(reader.openEntry(entry, 1e9)))
  reader.close()
  const name = `2026-11-23-${conversationId.slice(0, 8)}`
  const odd = [...entries.keys()].find(path => path.includes(name))?.replace(/\/[^/]*$/, '') ?? ''
  return { entries, odd, name }
}

/** Writes the entries as a ZIP, some bytes of it replaced by others of the same length, and imports it. */
async function importChanged(entries: Entries, replaced: [from: string, to: string][] = []): Promise<ImportSummary> {
  await writeZip(
    zip,
    [...entries].map(([name, content]) => ({ name, content })),
  )
  let bytes = readFileSync(zip, 'latin1')
  for (const [from, to] of replaced) bytes = bytes.replaceAll(from, to)
  writeFileSync(zip, bytes, 'latin1')
  return importFrom(there.library, zip)
}

/** Titles in the library that was imported into; nothing may be left half done beside them. */
function titles(): string[] {
  const folders = readdirSync(`${there.path}/conversations`)
  const listed = there.library.listConversations().map(({ title }) => title)
  expect(folders.length).toBe(listed.length)
  return listed.sort()
}

const changed = (file: Buffer | undefined, change: (json: Record<string, unknown>) => unknown) =>
  Buffer.from(JSON.stringify(change(JSON.parse(String(file)))))

describe('of an export with one odd conversation the others are imported, and what is wrong is told:', () => {
  test.for<[string, (entries: Entries, odd: string) => void, string]>([
    [
      'without its own file',
      (entries, odd) => entries.delete(`${odd}/conversation.json`),
      'it has no conversation.json',
    ],
    [
      'with a damaged one',
      (entries, odd) => entries.set(`${odd}/conversation.json`, Buffer.from('{')),
      '“conversation.json” in it is damaged',
    ],
    [
      'of a newer Parley',
      (entries, odd) => {
        const path = `${odd}/conversation.json`
        entries.set(
          path,
          changed(entries.get(path), json => ({ ...json, format: 2 })),
        )
      },
      'a newer Parley made it. Update Parley',
    ],
    ['with a sound missing', (entries, odd) => entries.delete(`${odd}/0001-you.wav`), '0001-you.wav is missing'],
    [
      'with another sound',
      (entries, odd) => {
        const wav = Buffer.from(entries.get(`${odd}/0001-you.wav`) ?? '')
        wav[100] = (wav[100] ?? 0) ^ 1
        entries.set(`${odd}/0001-you.wav`, wav)
      },
      '“0001-you.wav” is not the sound it was when it was kept: it may be damaged, or another file of that name',
    ],
    [
      'with a sound that is none',
      (entries, odd) => entries.set(`${odd}/0001-you.wav`, Buffer.from('RIFF????WAVE')),
      '“0001-you.wav” is not the sound it was when it was kept: it may be damaged, or another file of that name',
    ],
    [
      'with two turns of one position',
      (entries, odd) => {
        const path = `${odd}/conversation.json`
        entries.set(
          path,
          changed(entries.get(path), json => ({ ...json, turns: [json.turns, json.turns].flat() })),
        )
      },
      '“conversation.json” in it is damaged',
    ],
    [
      'with a position beyond all names',
      (entries, odd) => {
        const path = `${odd}/conversation.json`
        const text = String(entries.get(path)).replace('"position": 1', `"position": ${2 ** 50}`)
        entries.set(path, Buffer.from(text))
      },
      '“conversation.json” in it is damaged',
    ],
    [
      'with nothing in it',
      (entries, odd) => {
        const path = `${odd}/conversation.json`
        entries.set(
          path,
          changed(entries.get(path), json => ({ ...json, turns: [] })),
        )
      },
      'nothing is in it',
    ],
    [
      'that names a file elsewhere',
      (entries, odd) => {
        const path = `${odd}/conversation.json`
        entries.set(path, Buffer.from(String(entries.get(path)).replace('0001-you.wav', '../../a.wav')))
      },
      '“conversation.json” in it is damaged',
    ],
  ])('%s', async ([, change, why]) => {
    const { entries, odd, name } = await twoConversations()
    change(entries, odd)
    const { problems, ...rest } = await importChanged(entries)
    const { problems: _, ...expected } = summary({ conversations: 1 })
    expect(rest).toEqual(expected)
    expect(problems.map(sentenceOf)).toContain(`“${name}” is not a Parley export that can be read: ${why}.`)
    expect(titles()).toEqual(['Good'])
  })

  test('with a file whose name leads outside', async () => {
    const { entries, odd, name } = await twoConversations()
    const reply = `${odd}/0001-reply.wav`
    const outside = '../../'.padEnd(reply.length - 4, 'x').concat('.wav')
    expect(await importChanged(entries, [[reply, outside]])).toEqual(
      summary({
        conversations: 1,
        problems: [
          toFailure(failWith('import_skipped', { name: outside, zip: 'made.zip', why: 'outside' })),
          unreadable(name, { name: 'file_missing', file: '0001-reply.wav' }),
        ],
      }),
    )
    expect(titles()).toEqual(['Good'])
  })
})

describe('what is no export of Parley brings nothing, and says so:', () => {
  test('an export of a newer Parley', async () => {
    const { entries } = await twoConversations()
    const path = [...entries.keys()].find(name => name.endsWith('parley-export.json')) ?? ''
    entries.set(
      path,
      changed(entries.get(path), json => ({ ...json, format: 9 })),
    )
    const [name = ''] = path.split('/')
    const problems = [unreadable(name, { name: 'newer' })]
    expect(await importChanged(entries)).toEqual(summary({ problems }))
    expect(titles()).toEqual([])
  })

  test.for([
    ['a ZIP of something else', { 'notes.txt': 'Dear diary' }],
    ['an empty ZIP', {}],
  ] as const)('%s', async ([, texts]) => {
    const entries: Entries = new Map(Object.entries(texts).map(([name, text]) => [name, Buffer.from(text)]))
    const problems = [unreadable('made.zip', { name: 'nothing_of_ours' })]
    expect(await importChanged(entries)).toEqual(summary({ problems }))
  })

  test('a file that only calls itself a ZIP', async () => {
    writeFileSync(zip, 'Dear diary')
    const problems = [unreadable('made.zip', { name: 'not_zip' })]
    expect(await importFrom(there.library, zip)).toEqual(summary({ problems }))
  })
})

test('an export without its list of contents is imported all the same, and so is a list that names too much', async () => {
  const { entries } = await twoConversations()
  const path = [...entries.keys()].find(name => name.endsWith('parley-export.json')) ?? ''
  const list = entries.get(path)
  entries.delete(path)
  expect(await importChanged(entries)).toEqual(summary({ conversations: 2 }))
  const more = { folder: 'gone', id: 'gone', title: 'Gone', turns: 1 }
  entries.set(
    path,
    changed(list, json => ({ ...json, conversations: [json.conversations, more].flat() })),
  )
  const problems = [unreadable('Gone', { name: 'listed_only' })]
  expect(await importChanged(entries)).toEqual(summary({ known: 2, problems }))
})

describe('zeros that are packed small', () => {
  /** Puts packed zeros in the place of a recording, told to have that many bytes. */
  async function importZeros(told: number): Promise<ImportSummary> {
    const { entries, odd } = await twoConversations()
    const path = `${odd}/conversation.json`
    entries.set(path, Buffer.from(String(entries.get(path)).replace(/"bytes": \d+/, `"bytes": ${told}`)))
    entries.delete(`${odd}/0001-you.wav`)
    // Named so that it is packed, and renamed in the ZIP.
    entries.set(`${odd}/0001-you.txt`, Buffer.alloc(40 * 1024 * 1024))
    return importChanged(entries, [['0001-you.txt', '0001-you.wav']])
  }

  test.for([
    [10_000_000_000, 'it would unpack to '],
    [1000, '“Parley 2026-11-24/'],
  ] as const)('and told to be %i bytes are not unpacked', async ([bytes, why]) => {
    const { conversations, problems } = await importZeros(bytes)
    expect([conversations, problems.map(sentenceOf)]).toEqual([1, [expect.stringContaining(why)]])
    expect(titles()).toEqual(['Good'])
  })
})

test('links in a folder are not followed', async () => {
  here.spoken({ text: 'Secret' }, true)
  here.close()
  symlinkSync(here.path, folder.at('link'))
  expect(await importFrom(there.library, folder.path, folder.at('link'))).toMatchObject({ conversations: 0, known: 0 })
  expect(titles()).toEqual([])
})

test('whatever bytes of an export are changed, nothing half is imported and nothing but AppErrors are told', async () => {
  const { entries } = await twoConversations()
  await writeZip(
    zip,
    [...entries].map(([name, content]) => ({ name, content })),
  )
  const bytes = readFileSync(zip)
  const position = fc.nat(bytes.byteLength - 1)
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(position, fc.nat(255)), { minLength: 1, maxLength: 12 }), async changes => {
      const damaged = Buffer.from(bytes)
      for (const [at, value] of changes) damaged[at] = value
      writeFileSync(zip, damaged)
      const result = await importFrom(there.library, zip).catch((error: unknown) => error)
      if (result instanceof Error) expect(result).toBeInstanceOf(AppError)
      for (const title of titles()) expect(['Good', 'Odd']).toContain(title)
      for (const { id } of there.library.listConversations()) there.library.deleteConversation(id)
    }),
    { numRuns: 150 },
  )
})

test('stopped at any piece, an export leaves no file and an import whole conversations alone', async () => {
  await twoConversations()
  const conversations = here.library.listConversations()
  const files: LocalFile[] = []
  for await (const file of findFiles(zip)) files.push(file)
  let imported = 0
  for (let stopAt = 0; stopAt < 8; stopAt++) {
    const stop = new AbortController()
    let count = 0
    const onProgress = () => {
      if (count++ >= stopAt) stop.abort(failWith('cancelled'))
    }
    const options = { ...plainExport, sound: stopAt % 2 === 0 ? 'flac' : 'wav' } as const
    const job = { now: NOW, signal: stop.signal, onProgress }
    const out = folder.at('out.zip')
    const failure = await writeExport(conversations, out, { ...job, library: here.library, options }).then(
      () => null,
      toFailure,
    )
    if (failure) expect([failure.code, readdirSync(folder.path)]).toEqual(['cancelled', ['made.zip']])
    // A round that was over before it was stopped is not found by the next one.
    rmSync(out, { force: true })
    const result = new ImportResult()
    await importFiles(files, result, { ...job, library: there.library }).catch(toFailure)
    imported += result.summary.conversations
    expect(titles().length).toBe(imported)
  }
})

test.skipIf(whyNot !== null)(`a full disk is told, and what came before it stays ${whyNot ?? ''}`, async () => {
  expect(await onSmallDisk('mounted', 'an import fills the disk')).toEqual({
    ...{ code: 'disk_full', conversations: 1, folders: 1, exported: 'disk_full', files: [] },
  })
})
