import { randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdtemp, realpath, rename, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { LibraryMove } from '../../../app/library/library-move.ts'
import { type Assistant, openAssistant } from '../../../main/assistant.ts'
import { openKeptSecrets } from '../../../main/secrets/kept-secrets.ts'
import { PATIENCE } from '../../helpers/patience.ts'

const WINDOW = 'window'

let home: string
let data: string
let target: string
let assistant: Assistant
let moves: LibraryMove[]

async function open(): Promise<void> {
  assistant = await openAssistant({
    dataFolder: data,
    host: 'browser',
    version: '1.2.3',
    secrets: await openKeptSecrets({ folder: data, sealer: null }),
    environment: {},
  })
  moves = []
  assistant.announceTo((name, payload) => {
    if (name === 'moveProgressed' && 'move' in payload) moves.push(payload.move)
  })
}

async function reopen(): Promise<void> {
  await assistant.close()
  await open()
}

beforeEach(async () => {
  home = await realpath(await mkdtemp(join(tmpdir(), 'parley-requests-')))
  data = join(home, 'data')
  target = join(home, 'disk', 'Parley')
  await open()
})

afterEach(async () => {
  await assistant.close()
  await rm(home, { recursive: true, force: true })
})

/** Begins a recording, which is waited for. */
async function record(): Promise<string> {
  const turnId = randomUUID()
  await assistant.api.startRecording(
    { turnId, conversationId: randomUUID(), microphone: '', profileId: null, personaId: null },
    WINDOW,
  )
  await assistant.api.appendRecording({ turnId, sequence: 0, pcm: new Uint8Array(960) }, WINDOW)
  return turnId
}

const keepDraft = (turnId: string) =>
  assistant.api.finishRecording(
    { turnId, end: { kind: 'draft', reason: 'focus-lost' }, missingMs: 0, samples: 480, talked: null },
    WINDOW,
  )

const once = (name: string, phase?: string) =>
  vi.waitFor(() => {
    const move = moves.at(-1)
    const isThere = move?.name === name && (phase === undefined || ('phase' in move && move.phase === phase))
    if (!isThere) throw new Error(`the move is ${JSON.stringify(move)}`)
    return move
  }, PATIENCE)

const library = async () => (await assistant.api.getStatus({}, WINDOW)).library
const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => 'nothing',
    error => error.code,
  )

test('a move is announced from its beginning to its end, and the status says where the library is', async () => {
  await keepDraft(await record())
  await assistant.api.moveLibrary({ folder: target }, WINDOW)
  const moved = await once('moved')
  expect([moved, await library()]).toEqual([
    { name: 'moved', from: data, left: [], damaged: [] },
    { folder: target, failure: null },
  ])
  expect(moves.map(move => ('phase' in move ? move.phase : move.name))).toEqual(
    expect.arrayContaining(['copying', 'verifying', 'removing', 'moved']),
  )
})

test('a move that is cancelled leaves the library and what is being recorded as they were', async () => {
  const turnId = await record()
  await assistant.api.moveLibrary({ folder: target }, WINDOW)
  await once('moving', 'waiting')
  await assistant.api.cancelMove({}, WINDOW)
  const turn = await keepDraft(turnId)
  expect([await assistant.api.getMove({}, WINDOW), existsSync(target), turn?.status, (await library()).folder]).toEqual(
    [...[{ name: 'none' }, false, 'draft', data]],
  )
})

test('a move that Parley’s end cut off is told at the next start and goes on when it is wanted', async () => {
  await record()
  await assistant.api.moveLibrary({ folder: target }, WINDOW)
  await once('moving', 'waiting')
  await reopen()
  const standing = await assistant.api.getMove({}, WINDOW)
  await assistant.api.continueMove({}, WINDOW)
  await once('moved')
  const drafts = await assistant.api.listDrafts({}, WINDOW)
  expect([standing, (await library()).folder, drafts.length]).toEqual([
    ...[{ name: 'unfinished', folder: target, failure: null }, target, 1],
  ])
})

test('one library is moved once at a time', async () => {
  const turnId = await record()
  await assistant.api.moveLibrary({ folder: target }, WINDOW)
  const refused = await codeOf(assistant.api.moveLibrary({ folder: join(home, 'other') }, WINDOW))
  await keepDraft(turnId)
  await once('moved')
  expect([refused, existsSync(join(home, 'other'))]).toEqual(['bad_input', false])
})

test('a library that is not there is found when its disk is back, or where the user says it is', async () => {
  await keepDraft(await record())
  await assistant.api.moveLibrary({ folder: target }, WINDOW)
  await once('moved')
  await assistant.close()
  const elsewhere = join(home, 'elsewhere')
  await rename(join(home, 'disk'), elsewhere)
  await open()
  const absent = (await library()).failure?.code
  const refused = [
    await codeOf(assistant.api.findLibrary({}, WINDOW)),
    await codeOf(assistant.api.useLibrary({ folder: home }, WINDOW)),
    await codeOf(record()),
  ]
  await assistant.api.useLibrary({ folder: join(elsewhere, 'Parley') }, WINDOW)
  const found = [await library(), (await assistant.api.listDrafts({}, WINDOW)).length]
  await reopen()
  expect([absent, refused, found, await library()]).toEqual([
    'library_missing',
    ['library_missing', 'library_unusable', 'library_missing'],
    [{ folder: join(elsewhere, 'Parley'), failure: null }, 1],
    { folder: join(elsewhere, 'Parley'), failure: null },
  ])
})
