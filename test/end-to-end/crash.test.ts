import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { decode } from '@msgpack/msgpack'
import fc from 'fast-check'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import type { Notice } from '../../app/notices.ts'
import { WAV_HEADER_BYTES } from '../../app/wav.ts'
import { type HostProcess, startHostProcess } from '../../build/host-process.ts'
import { startApp } from '../helpers/app.ts'
import { ConversationPage } from '../helpers/conversation-page.ts'
import { head } from '../helpers/endpoint-events.ts'
import { type Answer, write } from '../helpers/endpoint-exchange.ts'
import { type EndpointServer, startEndpointServer } from '../helpers/endpoint-server.ts'
import { tellingPcm } from '../helpers/library-folder.ts'
import { withoutWorkers } from '../helpers/plain-wire.ts'
import { openSocketWindow, type SocketWindow } from '../helpers/socket-window.ts'
import { timesTried } from '../helpers/thorough.ts'

/*
 * The built host, killed as `kill -9` does at random moments. What a window was told is kept must be there afterwards, byte by
 * byte, and the next host on the same folder must open it and show it, again and again.
 */

const KILLS = timesTried(8, 40)
const LATEST_KILL_MS = 250
/** 20 ms of sound, as the recorder sends it. */
const BATCH_BYTES = 960
const RECOVERED = 'A recording that was cut off was recovered as a draft.'

const seed = Number(process.env.PARLEY_SEED ?? Date.now() % 2 ** 31)
console.warn(`Kills at moments of PARLEY_SEED=${seed}`)

let server: EndpointServer
let folder: string
let host: HostProcess
let window: SocketWindow

beforeAll(async () => {
  server = await startEndpointServer({ dialect: endlessReply })
})

afterAll(() => server.close())

beforeEach(async ({ signal }) => {
  folder = await mkdtemp(join(tmpdir(), 'parley-killed-'))
  await start(signal)
})

afterEach(async () => {
  await host.stop('SIGKILL')
  await rm(folder, { recursive: true })
})

/** Starts the next host, which ends with a test that takes too long: nothing else would stop one that is just starting. */
async function start(signal: AbortSignal): Promise<void> {
  host = await startHostProcess({ dataFolder: folder, environment: { OPENAI_BASE_URL: server.baseUrl }, signal })
  window = await openSocketWindow(host.url)
}

/** What a turn is known to hold of one side of it, at the least, and the notice of the start that found it. */
interface Promised {
  turnId: string
  side: 'recording' | 'reply'
  bytes: number
}

/**
 * Kills the host again and again while `begin` makes it do something; after each kill the next one is started. Every second
 * time the moment counts from the first promise, so that on a slow machine too there is something to be kept.
 */
async function killedWhile(
  signal: AbortSignal,
  begin: () => () => Promised,
): Promise<{ promises: Promised[]; notices: Notice[] }> {
  const promises: Promised[] = []
  const notices: Notice[] = []
  const moments = fc.noBias(fc.integer({ min: 0, max: LATEST_KILL_MS }))
  for (const [run, ms] of fc.sample(moments, { numRuns: KILLS, seed }).entries()) {
    const whatWasPromised = begin()
    if (run % 2 === 0) await vi.waitUntil(() => whatWasPromised().bytes > 0, { timeout: 20_000, interval: 1 })
    await setTimeout(ms)
    await host.stop('SIGKILL')
    await window.closed
    promises.push(whatWasPromised())
    await start(signal)
    notices.push(...(await window.main.getStatus({})).notices)
  }
  return { promises, notices }
}

test(`killed ${KILLS} times while recording: each is a draft with every batch that was acknowledged`, async ({
  signal,
}) => {
  const conversationId = crypto.randomUUID()
  const { promises, notices } = await killedWhile(signal, () => {
    const turnId = crypto.randomUUID()
    let bytes = 0
    speak({ turnId, conversationId }, acknowledged => {
      bytes = acknowledged
    })
    return () => ({ turnId, side: 'recording', bytes })
  })
  const kept = promises.filter(({ bytes }) => bytes > 0)
  expect(kept.length).toBeGreaterThanOrEqual(KILLS / 2)
  const drafts = new Map((await window.main.listDrafts({})).map(turn => [turn.id, turn.draftReason]))
  expect(kept.map(({ turnId }) => drafts.get(turnId))).toEqual(kept.map(() => 'recovered'))
  expect(await brokenAmong(kept)).toEqual([])
  expect(notices.filter(({ name }) => name !== 'drafts_recovered')).toEqual([])
  expect(notices.length).toBeGreaterThanOrEqual(kept.length)
  expect(await window.main.listConversations({ before: null, limit: 50 })).toMatchObject([
    { id: conversationId, draftCount: drafts.size },
  ])
})

test(`killed ${KILLS} times while a reply streams: each is kept as far as it was announced`, async ({ signal }) => {
  const conversationId = crypto.randomUUID()
  const { promises, notices } = await killedWhile(signal, () => {
    const turnId = crypto.randomUUID()
    const { main, events } = window
    void main.askTyped({ turnId, conversationId, text: 'Go on.', attachmentId: null })
    return () => {
      const sounds = events.filter(({ name }) => name === 'replySoundAdded').map(({ payload }) => payload as SoundAdded)
      return { turnId, side: 'reply', bytes: sounds.reduce((end, { offset, pcm }) => end + whole(pcm, offset, end), 0) }
    }
  })
  const kept = promises.filter(({ bytes }) => bytes > 0)
  expect(kept.length).toBeGreaterThanOrEqual(KILLS / 2)
  const { turns } = await window.main.openConversation({ conversationId })
  const outcomes = turns.map(({ status, failure, reply }) => [status, failure?.code, reply?.isComplete ?? false])
  expect(outcomes).toEqual(turns.map(() => ['failed', 'cut_off', false]))
  expect(kept.filter(({ turnId }) => !turns.some(({ id }) => id === turnId))).toEqual([])
  expect(await brokenAmong(kept)).toEqual([])
  expect(notices.filter(({ name }) => name !== 'replies_kept')).toEqual([])
})

test('killed while someone talks: the window says so, and the next start shows what was said', async ({ signal }) => {
  const acknowledged: { pcm: Uint8Array; bytes: number }[] = []
  const app = await startApp({
    settings: { autoplayReplies: false },
    beforeLoad: async page => {
      const asked = new Map<number, Uint8Array>()
      await withoutWorkers(page)
      page.on('websocket', socket => {
        socket.on('framesent', ({ payload }) => {
          const frame = decode(Buffer.from(payload)) as [number, string, { pcm: Uint8Array }] | { token: string }
          if ('token' in frame) return
          const [id, name, input] = frame
          if (name === 'appendRecording') asked.set(id, input.pcm)
        })
        socket.on('framereceived', ({ payload }) => {
          const [id, answer] = decode(Buffer.from(payload)) as [number, { ok: boolean; value: { bytes: number } }]
          const pcm = asked.get(id)
          if (pcm && answer.ok) acknowledged.push({ pcm, bytes: answer.value.bytes })
        })
      })
    },
  })
  try {
    const parley = new ConversationPage(app)
    await app.page.keyboard.down('Space')
    await parley.recorded(500)
    await expect.poll(() => acknowledged.length).toBeGreaterThan(0)
    await app.host.stop('SIGKILL')
    await app.page.getByRole('alert').getByText('The window lost its connection to Parley.').waitFor()
    await app.page.keyboard.up('Space')
    await parley.phase('Ready')

    await host.stop()
    host = await startHostProcess({ dataFolder: app.dataFolder, signal })
    await app.page.goto(host.url)
    await app.page.getByText(RECOVERED).waitFor()
    await app.page.getByRole('button', { name: 'Drafts (1)' }).click()
    await app.page.getByText('Recovered after Parley ended unexpectedly. Not sent yet.').waitFor()
    window = await openSocketWindow(host.url)
    const [draft] = await window.main.listDrafts({})
    const said = Buffer.concat(acknowledged.map(({ pcm }) => pcm))
    expect(said.byteLength).toBe(acknowledged.at(-1)?.bytes)
    const kept = await soundOf({ turnId: draft?.id ?? '', side: 'recording' })
    expect(kept.subarray(0, said.byteLength).equals(said)).toBe(true)

    await app.page.getByRole('button', { name: 'Send', exact: true }).click()
    await app.page.getByRole('button', { name: 'Play reply' }).waitFor()
  } finally {
    await host.stop()
    await app.close()
  }
})

test('killed while a reply sounds: what has come of it is heard, and no more is waited for', async () => {
  const app = await startApp()
  try {
    const parley = new ConversationPage(app)
    await parley.type('Hello')
    await parley.phase('Speaking')
    await app.host.stop('SIGKILL')
    await app.page.getByRole('alert').getByText('The window lost its connection to Parley.').waitFor()
    await parley.phase('Ready')
  } finally {
    await app.close()
  }
})

type SoundAdded = { offset: number; pcm: Uint8Array }

/** The length of a piece; throws when it is not the next. */
function whole(pcm: Uint8Array, offset: number, end: number): number {
  if (offset !== end) throw new Error(`a piece at ${offset} came after ${end} bytes`)
  return pcm.byteLength
}

/** Talks into a new recording until the host is gone. */
function speak(turn: { turnId: string; conversationId: string }, onAcknowledged: (bytes: number) => void): void {
  const { main, socket } = window
  const run = async () => {
    await main.startRecording({ ...turn, microphone: 'Test microphone' })
    for (let sequence = 0; socket.readyState === socket.OPEN; sequence++) {
      const pcm = tellingPcm(BATCH_BYTES, sequence * BATCH_BYTES)
      void main.appendRecording({ turnId: turn.turnId, sequence, pcm }).then(({ bytes }) => onAcknowledged(bytes))
      await setTimeout(1)
    }
  }
  void run()
}

/** Those whose sound does not begin with what was promised, or goes on with anything but what was said. */
async function brokenAmong(promises: Promised[]): Promise<unknown[]> {
  const broken: unknown[] = []
  for (const promised of promises) {
    const kept = await soundOf(promised)
    const isTold = kept.equals(tellingPcm(kept.byteLength))
    if (kept.byteLength < promised.bytes || !isTold) broken.push({ ...promised, kept: kept.byteLength, isTold })
  }
  return broken
}

/** The samples of a turn's file, read as a window reads them. */
async function soundOf({ turnId, side }: Omit<Promised, 'bytes'>): Promise<Buffer> {
  const pieces: Uint8Array[] = []
  for (let offset = 0, total = 1; offset < total; ) {
    const { bytes, totalBytes } = await window.main.readSound({ turnId, side, offset })
    pieces.push(bytes)
    offset += bytes.byteLength
    total = totalBytes
  }
  return Buffer.concat(pieces).subarray(WAV_HEADER_BYTES)
}

/** A reply that goes on for as long as somebody listens. */
async function endlessReply({ response }: Parameters<Answer>[0]): Promise<void> {
  response.writeHead(200, { 'content-type': 'text/event-stream' })
  for (let at = 0; !response.destroyed; at += BATCH_BYTES) {
    const audio = { transcript: ' on', data: Buffer.from(tellingPcm(BATCH_BYTES, at)).toString('base64') }
    await write(response, `data: ${JSON.stringify({ ...head(), choices: [{ index: 0, delta: { audio } }] })}\n\n`)
    await setTimeout(1)
  }
}
