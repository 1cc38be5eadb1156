import { randomUUID } from 'node:crypto'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import type { BackfillProgress } from '../../../app/contract/turn-requests.ts'
import type { Turn } from '../../../app/conversation.ts'
import type { Status } from '../../../app/status.ts'
import type { BrowserHost } from '../../../main/browser/host-server.ts'
import { type EndpointServer, startEndpointServer } from '../../helpers/endpoint-server.ts'
import { heardWords } from '../../helpers/endpoint-transcriptions.ts'
import { answerAt } from '../../helpers/own-profile.ts'
import { startPagelessHost } from '../../helpers/pageless-host.ts'
import { PATIENCE } from '../../helpers/patience.ts'
import { openSocketWindow, type SocketWindow } from '../../helpers/socket-window.ts'

let folder: string
let host: BrowserHost
let window: SocketWindow
let server: EndpointServer

beforeAll(async () => {
  server = await startEndpointServer()
})
afterAll(() => server.close())

beforeEach(async () => {
  server.reset()
  folder = await mkdtemp(join(tmpdir(), 'parley-transcription-'))
  host = await startPagelessHost(folder)
  window = await openSocketWindow(host.url)
})

afterEach(async () => {
  await window.close()
  await host.close()
  await rm(folder, { recursive: true, force: true })
})

async function useServer(): Promise<void> {
  await answerAt(window.main, server.baseUrl)
}

async function say(): Promise<string> {
  const turnId = randomUUID()
  await window.main.startRecording({ turnId, conversationId: randomUUID(), microphone: 'Microphone' })
  await window.main.appendRecording({ turnId, sequence: 0, pcm: new Uint8Array(48_000) })
  await window.main.finishRecording({ turnId, end: { kind: 'send' }, missingMs: 0 })
  await vi.waitFor(() => expect(named('replyEnded')).toContainEqual({ turnId }), PATIENCE)
  return turnId
}

function named(name: string): unknown[] {
  return window.events.filter(event => event.name === name).map(({ payload }) => payload)
}

async function transcribed(turnId: string): Promise<Turn> {
  return vi.waitFor(() => {
    const turns = named('turnChanged').map(payload => (payload as { turn: Turn }).turn)
    return turns.findLast(turn => turn.id === turnId && turn.transcript !== null) ?? expect.fail('no words yet')
  }, PATIENCE)
}

test('what is said gets its words, and its conversation their title, once that is switched on', async () => {
  server.transcriptions.answerAlways('words')
  await useServer()
  await window.main.changeSettings({ transcription: { isOn: true } })
  const { transcript, conversationId } = await transcribed(await say())
  const listed = await window.main.listConversations({ before: null, limit: 10 })
  expect([transcript?.words, listed.map(({ id, title }) => [id, title])]).toEqual([
    heardWords,
    [[conversationId, heardWords]],
  ])
})

test('what was said before gets its words when that is wanted, and how far it is is announced and kept', async () => {
  server.transcriptions.answerAlways('words')
  await useServer()
  const turnId = await say()
  await window.main.changeSettings({ transcription: { isOn: true } })
  const gate = server.transcriptions.hold()
  const before = await window.main.getBackfill({})
  const running = await window.main.startBackfill({})
  await gate.reached
  const file = JSON.parse(await readFile(join(folder, 'settings.json'), 'utf8'))
  gate.release()
  await transcribed(turnId)
  await vi.waitFor(() => expect(named('backfillProgressed')).toHaveLength(2), PATIENCE)
  expect([before, running, ...(named('backfillProgressed') as BackfillProgress[])]).toEqual([
    { isRunning: false, done: 0, total: 1, leftMs: 1000 },
    { isRunning: true, done: 0, total: 1, leftMs: 1000 },
    { isRunning: true, done: 1, total: 1, leftMs: 0 },
    { isRunning: false, done: 0, total: 0, leftMs: 0 },
  ])
  expect([file.transcription.isBackfilling, (await window.main.getSettings({})).transcription.isBackfilling]).toEqual([
    true,
    false,
  ])
})

test('the practice partner has no words to give, and says so until another answers', async () => {
  await window.main.chooseProfile({ profileId: 'practice' })
  await window.main.changeSettings({ transcription: { isOn: true } })
  await say()
  const told = () => (named('statusChanged') as { status: Status }[]).at(-1)?.status.transcription?.message ?? null
  await vi.waitFor(() => expect(told()).toContain('The practice partner does not put recordings into words'), PATIENCE)
  await useServer()
  expect((await window.main.getStatus({})).transcription).toBeNull()
})

test('a question that is asked again keeps its words, which are not asked for twice', async () => {
  server.transcriptions.answerAlways('words')
  await useServer()
  await window.main.changeSettings({ transcription: { isOn: true } })
  const [turnId, newTurnId] = [await say(), randomUUID()]
  const { transcript } = await transcribed(turnId)
  const again = await window.main.askAgain({ turnId, newTurnId })
  await vi.waitFor(() => expect(named('replyEnded')).toContainEqual({ turnId: newTurnId }), PATIENCE)
  expect([again.transcript, server.arrivals]).toEqual([transcript, ['question', 'transcription', 'question']])
})

test('one recording is tried again on request', async () => {
  server.transcriptions.answerNext('bad audio', 'words')
  await useServer()
  await window.main.changeSettings({ transcription: { isOn: true } })
  const turnId = await say()
  await vi.waitFor(() => {
    const last = named('turnChanged').at(-1) as { turn: Turn }
    expect(last.turn.transcription?.name).toBe('failed')
  }, PATIENCE)
  await window.main.transcribeTurn({ turnId })
  expect((await transcribed(turnId)).transcript?.words).toBe(heardWords)
})
