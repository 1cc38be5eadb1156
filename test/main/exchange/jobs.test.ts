import { randomUUID } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { Announce, Payload } from '../../../app/contract.ts'
import { failWith, toFailure } from '../../../app/errors.ts'
import type { ImportSummary } from '../../../app/library/exchange.ts'
import type { BrowserHost } from '../../../main/browser/host-server.ts'
import { Exports } from '../../../main/exchange/exports.ts'
import { ServedFiles } from '../../../main/files/served-files.ts'
import { exportTo, plainExport, summary } from '../../helpers/exchange.ts'
import { LibraryFolder } from '../../helpers/library-folder.ts'
import { startPagelessHost } from '../../helpers/pageless-host.ts'
import { PATIENCE } from '../../helpers/patience.ts'
import { openSocketWindow, type SocketWindow } from '../../helpers/socket-window.ts'
import { tone, wavOf } from '../../helpers/wav-files.ts'

let folder: string
let host: BrowserHost
let window: SocketWindow
let other: LibraryFolder

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'parley-jobs-'))
  for (const name of ['exports', 'imports']) {
    mkdirSync(join(folder, name, 'left'), { recursive: true })
    writeFileSync(join(folder, name, 'left', 'over.zip'), 'half')
  }
  other = new LibraryFolder()
  host = await startPagelessHost(folder)
  window = await openSocketWindow(host.url)
})

afterEach(async () => {
  await window.close()
  await host.close()
  other.remove()
  await rm(folder, { recursive: true, force: true })
})

const news = <N extends 'exportEnded' | 'importEnded'>(name: N): Promise<Payload<N>> =>
  vi.waitFor(() => {
    const found = window.events.findLast(event => event.name === name)
    if (!found) throw new Error(`no ${name} yet`)
    window.events.splice(window.events.indexOf(found), 1)
    return found.payload as Payload<N>
  }, PATIENCE)

/** Files below a folder of jobs. */
const left = (name: string) => (existsSync(join(folder, name)) ? readdirSync(join(folder, name)) : [])

async function bring(files: Record<string, Uint8Array>, pieceBytes = 200_000): Promise<string> {
  const importId = randomUUID()
  for (const [name, bytes] of Object.entries(files)) {
    for (let offset = 0; offset === 0 || offset < bytes.byteLength; offset += pieceBytes) {
      const piece = new Uint8Array(bytes.subarray(offset, offset + pieceBytes))
      await window.main.appendImport({ importId, name, changedAt: Date.UTC(2026, 1, 3), offset, bytes: piece })
    }
  }
  return importId
}

async function importAll(files: Record<string, Uint8Array>): Promise<ImportSummary> {
  const importId = await bring(files)
  await window.main.startImport({ importId })
  const { summary, failure } = await news('importEnded')
  expect(failure).toBeNull()
  return summary
}

/** A ZIP of a library with two spoken conversations. */
async function zipOfTwo(): Promise<Buffer> {
  other.spoken({ text: 'One' }, true)
  other.spoken({ text: 'Zwei, drei' }, true)
  const path = join(other.path, 'export.zip')
  await exportTo(other.library, path)
  return readFileSync(path)
}

function download(path: string, headers: Record<string, string> = {}) {
  const url = new URL(host.url)
  return new Promise<{ status: number | undefined; disposition: string | undefined; body: Buffer }>(
    (resolve, reject) => {
      request({ host: url.hostname, port: url.port, path, headers }, response => {
        const pieces: Buffer[] = []
        response.on('data', piece => pieces.push(piece))
        response.on('end', () => {
          const disposition = response.headers['content-disposition']
          resolve({ status: response.statusCode, disposition, body: Buffer.concat(pieces) })
        })
      })
        .on('error', reject)
        .end()
    },
  )
}

test('what earlier runs left behind is gone', () => {
  expect([left('exports'), left('imports')]).toEqual([[], []])
})

test('files that a window brings are imported, told and gone', async () => {
  const files = { 'export.zip': await zipOfTwo() }
  expect(await importAll(files)).toEqual(summary({ conversations: 2 }))
  const listed = await window.main.listConversations({ before: null, limit: 10 })
  expect(listed.map(({ title }) => title).sort()).toEqual(['One', 'Zwei, drei'])
  const told = window.events.flatMap(({ name, payload }) => (name === 'conversationChanged' ? [payload] : []))
  expect(told).toHaveLength(2)
  expect(await importAll(files)).toEqual(summary({ known: 2 }))
  expect(left('imports')).toEqual([])
})

test('sound files of a folder become one conversation, each a question; those that are there already stay out', async () => {
  const [low, high] = [330, 880].map(
    hz => new Uint8Array(wavOf([tone(hz, { sampleRateHz: 44_100 })], { sampleRateHz: 44_100 })),
  )
  const files = {
    'Talks/10.wav': high ?? expect.fail(),
    'Talks/9.wav': low ?? expect.fail(),
    'Talks/notes.wav': Buffer.from('no sound'),
  }
  expect(await importAll(files)).toEqual(
    summary({
      conversations: 1,
      problems: [toFailure(failWith('attachment_unsupported', { name: 'notes.wav' }))],
    }),
  )
  const [conversation] = await window.main.listConversations({ before: null, limit: 10 })
  expect(conversation).toMatchObject({ title: 'Talks', turnCount: 2, draftCount: 0, createdAt: Date.UTC(2026, 1, 3) })
  const { turns } = await window.main.openConversation({ conversationId: conversation?.id ?? '' })
  const told = turns.map(turn => [turn.attachmentName, turn.status, turn.draftReason, turn.recording?.durationMs])
  expect(told).toEqual([
    ['9.wav', 'stopped', 'imported', 1000],
    ['10.wav', 'stopped', 'imported', 1000],
  ])
  const turnId = turns[0]?.id ?? ''
  await window.main.trashTurn({ turnId, kind: 'deleted' })
  expect(await window.main.restoreTurn({ turnId })).toMatchObject({ status: 'stopped', draftReason: 'imported' })
  expect(await importAll({ 'low.wav': low ?? expect.fail() })).toEqual(summary({ known: 1 }))
})

test('pieces out of order are refused, and a window’s files are no other’s', async () => {
  const importId = await bring({ 'a.wav': new Uint8Array(10) })
  const piece = { importId, name: 'a.wav', changedAt: 0, offset: 5, bytes: new Uint8Array(5) }
  await expect(window.main.appendImport(piece)).rejects.toMatchObject({ code: 'bad_input' })
  const second = await openSocketWindow(host.url)
  await expect(second.main.startImport({ importId })).rejects.toMatchObject({ code: 'not_found' })
  await second.close()
  await window.main.cancelImport({ importId })
  await expect(window.main.startImport({ importId })).rejects.toMatchObject({ code: 'not_found' })
  // One that was on its way when it was stopped begins no other.
  await expect(window.main.appendImport({ ...piece, offset: 10 })).rejects.toMatchObject({ code: 'not_found' })
  expect(left('imports')).toEqual([])
})

test('an export is fetched once, byte for byte, and gone', async () => {
  await importAll({ 'export.zip': await zipOfTwo() })
  const exportId = randomUUID()
  await window.main.startExport({ exportId, ...plainExport })
  const { file, failure } = await news('exportEnded')
  expect(failure).toBeNull()
  const name = file?.name ?? ''
  const made = readFileSync(join(folder, 'exports', exportId, name))
  const path = `/exports/${exportId}/${encodeURIComponent(name)}`
  expect((await download(`${path}x`)).status).toBe(404)
  expect((await download(path, { Origin: 'http://elsewhere.example' })).status).toBe(403)
  const fetched = await download(path)
  expect([fetched.status, fetched.body.equals(made), fetched.body.byteLength === file?.bytes]).toEqual([
    200,
    true,
    true,
  ])
  expect(fetched.disposition).toBe(`attachment; filename="${name}"; filename*=UTF-8''${encodeURIComponent(name)}`)
  expect((await download(path)).status).toBe(404)
  await vi.waitFor(() => expect(left('exports')).toEqual([]), PATIENCE)
})

test('an export that is cancelled or whose window closed leaves nothing', async () => {
  await importAll({ 'export.zip': await zipOfTwo() })
  const [first, second] = [randomUUID(), randomUUID()]
  await window.main.startExport({ exportId: first, ...plainExport, sound: 'flac' })
  await window.main.cancelExport({ exportId: first })
  expect([(await news('exportEnded')).failure?.code, left('exports')]).toEqual(['cancelled', []])
  await window.main.startExport({ exportId: second, ...plainExport })
  await news('exportEnded')
  await window.close()
  await vi.waitFor(() => expect(left('exports')).toEqual([]), PATIENCE)
})

test('an export that is cancelled while what makes it is still being loaded never begins', async () => {
  other.spoken({ text: 'One' }, true)
  const announced: string[] = []
  const announce: Announce = name => announced.push(name)
  const exports = new Exports({ library: other.library, dataFolder: folder, announce, served: new ServedFiles() })
  const exportId = randomUUID()
  const started = exports.start(exportId, plainExport, 'window')
  await exports.cancel(exportId, 'window')
  await started
  await exports.close()
  expect([announced, left('exports')]).toEqual([[], []])
})

test('an export of nothing is refused in words', async () => {
  const exporting = window.main.startExport({ exportId: randomUUID(), ...plainExport })
  await expect(exporting).rejects.toMatchObject({ code: 'not_found' })
})
