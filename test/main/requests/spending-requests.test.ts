import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { BrowserHost } from '../../../main/browser/host-server.ts'
import { type EndpointServer, startEndpointServer } from '../../helpers/endpoint-server.ts'
import { startPagelessHost } from '../../helpers/pageless-host.ts'
import { PATIENCE } from '../../helpers/patience.ts'
import { openSocketWindow, type SocketWindow } from '../../helpers/socket-window.ts'

/** What the usual answer costs by Parley's table. */
const USUAL_USD = 0.0030875

let folder: string
let server: EndpointServer
let host: BrowserHost
let window: SocketWindow

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'parley-spending-'))
  server = await startEndpointServer()
  await start()
})

afterEach(async () => {
  await stop()
  await server.close()
  await rm(folder, { recursive: true, force: true })
})

async function start(): Promise<void> {
  host = await startPagelessHost(folder, { OPENAI_BASE_URL: server.baseUrl, OPENAI_API_KEY: 'none' })
  window = await openSocketWindow(host.url)
}

async function stop(): Promise<void> {
  await window.close()
  await host.close()
}

async function ask(conversationId: string, text = 'Hello'): Promise<string> {
  const turnId = randomUUID()
  await window.main.askTyped({ turnId, conversationId, text, attachmentId: null })
  return turnId
}

test('what was spent is told by month and by conversation, and again after a restart', async () => {
  const conversationId = randomUUID()
  await window.turnOnce(await ask(conversationId), 'answered')
  await window.turnOnce(await ask(conversationId), 'answered')
  const sum = { usd: 2 * USUAL_USD, replies: 2 }
  expect(await window.main.getConversationCost({ conversationId })).toMatchObject(sum)
  expect(await window.main.getConversationCost({ conversationId: randomUUID() })).toMatchObject({ usd: 0, replies: 0 })
  const { months } = await window.main.getSpending({})
  expect(months).toMatchObject([{ spent: [{ model: 'gpt-audio-1.5', ...sum }] }])
  await stop()
  await start()
  expect(await window.main.getSpending({})).toEqual({ months })
})

test('what a question is likely to come to grows with what goes along', async () => {
  const conversationId = randomUUID()
  const before = await window.main.getCostOutlook({ conversationId })
  expect(before).toMatchObject({ isFree: false, known: { source: 'table', price: { audioIn: 32 } } })
  await window.turnOnce(await ask(conversationId, 'x'.repeat(1000)), 'answered')
  const after = await window.main.getCostOutlook({ conversationId })
  expect(after.size.heardCharacters - before.size.heardCharacters).toBeGreaterThanOrEqual(1000)
  expect(after.size.heardMs).toBe(1500)
})

test('a model that the user says costs nothing is free, from then on', async () => {
  const isFree = async () => (await window.main.getStatus({})).endpoint.isFree
  const before = await isFree()
  const nothing = { textIn: 0, cachedTextIn: null, audioIn: 0, cachedAudioIn: null, textOut: 0, audioOut: 0 }
  await window.main.changeSettings({ prices: [{ model: 'gpt-audio-1.5', ...nothing }] })
  expect([before, await isFree()]).toEqual([false, true])
})

test('a limit that is set counts at once: what is asked is kept, until it is sent all the same or the limit goes', async () => {
  const conversationId = randomUUID()
  await window.turnOnce(await ask(conversationId), 'answered')
  await window.main.changeSettings({ monthlyStopUsd: 0.001 })
  const turnId = await ask(conversationId)
  await window.turnOnce(turnId, 'draft')
  expect((await window.main.sendTurn({ turnId })).status).toBe('draft')
  expect(server.requests.length).toBe(1)
  expect((await window.main.sendTurn({ turnId, isBeyondLimit: true })).failure).toBeNull()
  await window.turnOnce(turnId, 'answered')
  await window.main.changeSettings({ monthlyStopUsd: null })
  await window.turnOnce(await ask(conversationId), 'answered')
})

test.each(['everywhere', 'in its conversation alone'])(
  'past the limit no recording is put into words by itself by who answers %s; without it, all that wait are',
  async where => {
    await window.main.changeSettings({ transcription: { isOn: true }, monthlyStopUsd: 0 })
    const [turnId, conversationId] = [randomUUID(), randomUUID()]
    const { id: profileId } = (await window.main.getStatus({})).endpoint
    if (where !== 'everywhere') await window.main.chooseProfile({ profileId: 'practice' })
    await window.main.startRecording({ turnId, conversationId, microphone: 'Test', profileId })
    await window.main.appendRecording({ turnId, sequence: 0, pcm: new Uint8Array(48_000).fill(7) })
    await window.main.finishRecording({ turnId, end: { kind: 'send' }, missingMs: 0 })
    await window.turnOnce(turnId, 'draft')
    await window.main.sendTurn({ turnId, isBeyondLimit: true })
    await window.turnOnce(turnId, 'answered')
    await window.main.getStatus({})
    expect(server.arrivals).toEqual(['question'])
    await window.main.changeSettings({ monthlyStopUsd: null })
    await vi.waitFor(() => expect(server.arrivals).toEqual(['question', 'transcription']), PATIENCE)
  },
)
