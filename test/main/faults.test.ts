import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import type { Announce } from '../../app/contract.ts'
import type { Turn } from '../../app/conversation.ts'
import type { FailureCode } from '../../app/failure-values.ts'
import { defaultSettings } from '../../app/settings.ts'
import { WAV_HEADER_BYTES } from '../../app/wav.ts'
import { ZipReader } from '../../main/archive/zip-reader.ts'
import type { Endpoint } from '../../main/endpoint/endpoint.ts'
import type { AskTimeouts } from '../../main/endpoint/request/question.ts'
import type { Library } from '../../main/library/library.ts'
import { openLibrary } from '../../main/library/open-library.ts'
import { Learned } from '../../main/profiles/learned.ts'
import { Turns } from '../../main/turns.ts'
import { spokenTurnIn } from '../helpers/asked-turns.ts'
import { endpointAt } from '../helpers/asking.ts'
import { type BrokenPlaceName, brokenPlaces } from '../helpers/broken-places.ts'
import { begunReply, type FaultName } from '../helpers/endpoint-faults.ts'
import { type RefusalName, refusals } from '../helpers/endpoint-refusals.ts'
import { type AnswerChoice, type EndpointServer, startEndpointServer } from '../helpers/endpoint-server.ts'
import { exportTo } from '../helpers/exchange.ts'
import { connectionKept } from '../helpers/kept-connection.ts'
import { knownReply, pcmOf } from '../helpers/known-reply.ts'
import { filesHolding, holds, newOddKey } from '../helpers/secret-search.ts'
import { spendingBeside } from '../helpers/spending.ts'

/*
 * Every fault in every phase, through real HTTP, turns and a library: the turn says what happened, the recording stays as it
 * was, what came of the reply is kept, and Retry sends the same bytes and is answered. The key is in nothing that comes of it.
 */

/** What is known of a fault that a turn meets. */
interface Met {
  /** Null when the turn is answered all the same. */
  code: FailureCode | null
  /** What of the reply is kept; given for faults that break off a reply that had begun. */
  kept?: 'nothing' | 'beginning' | 'everything'
  timeouts?: Partial<AskTimeouts>
}

const connecting: Record<BrokenPlaceName, Met> = {
  'nothing at that port': { code: 'unreachable' },
  'unknown name': { code: 'unreachable' },
  'untrusted certificate': { code: 'tls_untrusted' },
  'reset during the handshake': { code: 'unreachable' },
  'no https there': { code: 'endpoint_not_https' },
  'closed before the answer': { code: 'unreachable' },
  'silence during the handshake': { code: 'timed_out', timeouts: { sendMs: 200 } },
}

const headers: Partial<Record<FaultName, Met>> = {
  ...Object.fromEntries((Object.keys(refusals) as RefusalName[]).map(name => [name, { code: refusals[name].code }])),
  'too large, told early': { code: 'too_large' },
  'web page': { code: 'endpoint_html' },
  'not http': { code: 'endpoint_unreadable' },
  'not json': { code: 'endpoint_unreadable' },
  'error inside of 200': { code: 'rate_limited' },
  hang: { code: 'timed_out', timeouts: { headersMs: 200 } },
}

const firstWords: Partial<Record<FaultName, Met>> = {
  'head and silence': { code: 'timed_out', timeouts: { headersMs: 200 } },
  'head and reset': { code: 'cut_off' },
  'head and end': { code: 'endpoint_unreadable' },
  'head and slow down': { code: 'rate_limited' },
  'head and traceback': { code: 'server_failed' },
  'head and no event': { code: 'endpoint_unreadable' },
  'nothing at all': { code: 'endpoint_unreadable' },
  empty: { code: 'reply_empty' },
  filtered: { code: 'content_refused' },
}

const midAudio: Partial<Record<FaultName, Met>> = {
  'error in the middle': { code: 'server_failed', kept: 'beginning' },
  'slow down in the middle': { code: 'rate_limited', kept: 'beginning' },
  reset: { code: 'cut_off', kept: 'beginning' },
  'closed in the middle': { code: 'cut_off', kept: 'beginning' },
  truncated: { code: 'cut_off', kept: 'beginning' },
  'truncated behind litellm': { code: 'cut_off', kept: 'beginning' },
  'cut inside an event': { code: 'cut_off', kept: 'beginning' },
  stall: { code: 'stalled', kept: 'beginning', timeouts: { stallMs: 2500 } },
}

const afterAudio: Partial<Record<FaultName, Met>> = {
  'reset after the end': { code: null, kept: 'everything' },
  'no end mark': { code: 'cut_off', kept: 'everything' },
  'reset before the end': { code: 'cut_off', kept: 'everything' },
  'error before the end': { code: 'server_failed', kept: 'everything' },
  'silence before the end': { code: 'stalled', kept: 'everything', timeouts: { stallMs: 2500 } },
}

const key = newOddKey()
const table: string[][] = []
let folder: string
let library: Library
let server: EndpointServer
let turns: Turns
let learned: Learned
let endpoint: Endpoint
let timeouts: Partial<AskTimeouts>
let news: Parameters<Announce>[]
let printed: string[]

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'parley-faults-'))
  library = openLibrary(folder)
  server = await startEndpointServer()
  const announce: Announce = (name, payload) => news.push([name, structuredClone(payload)])
  timeouts = {}
  learned = new Learned(folder)
  turns = new Turns({
    ...{ learned, library, announce, endpoint: () => endpoint, settings: () => defaultSettings, timeouts },
    ...spendingBeside(library),
  })
})

beforeEach(() => {
  server.reset()
  for (const name of Object.keys(timeouts)) delete timeouts[name as keyof AskTimeouts]
  endpoint = endpointAt(server.baseUrl, { key })
  learned.forget(endpoint.profileId)
  news = []
  printed = []
  for (const level of ['debug', 'log', 'info', 'warn', 'error'] as const) {
    vi.spyOn(console, level).mockImplementation((...values) => void printed.push(values.map(String).join(' ')))
  }
})

afterAll(async () => {
  await turns.close()
  await server.close()
  library.close()
  await rm(folder, { recursive: true, force: true })
  vi.restoreAllMocks()
  const widths = [0, 1, 2, 3].map(at => Math.max(...table.map(row => row[at]?.length ?? 0)))
  const lines = table.map(row => row.map((cell, at) => cell.padEnd(widths[at] ?? 0)).join('  '))
  console.warn(['Every fault in every phase:', ...lines].join('\n'))
})

function recordingOf({ recording }: Turn): Promise<Buffer> {
  if (!recording) throw new Error('the turn has no recording')
  return readFile(library.pathOf(recording))
}

/** What has been kept of the reply. */
async function replyOf({ reply }: Turn): Promise<{ words: string; pcm: Buffer }> {
  const file = reply?.sound ? await readFile(library.pathOf(reply.sound)) : Buffer.alloc(0)
  return { words: reply?.words ?? '', pcm: file.subarray(WAV_HEADER_BYTES) }
}

/** What was announced of the reply. */
function announced(): { words: string; bytes: number } {
  const words = news.map(([, payload]) => ('words' in payload ? payload.words : '')).join('')
  const bytes = news.reduce((sum, [, payload]) => sum + ('pcm' in payload ? payload.pcm.byteLength : 0), 0)
  return { words, bytes }
}

/** Sends a turn and waits for its outcome. */
async function send({ id }: Turn): Promise<Turn> {
  news.length = 0
  turns.send(id)
  await expect
    .poll(() => news.some(([name, payload]) => name === 'replyEnded' && 'turnId' in payload && payload.turnId === id))
    .toBe(true)
  return library.turn(id)
}

const whole = { words: knownReply.words, pcm: pcmOf(knownReply) }
const keptReply = { nothing: { words: '', pcm: Buffer.alloc(0) }, beginning: begunReply(knownReply), everything: whole }

/**
 * Lets a turn meet a fault, and looks at all that comes of it; then Retry.
 * @param arrange makes the fault happen to the next request
 */
async function meet(phase: string, name: string, met: Met, turn: Turn, arrange: () => void): Promise<void> {
  const { code, kept = code === null ? 'everything' : 'nothing' } = met
  const before = await recordingOf(turn)
  Object.assign(timeouts, met.timeouts)
  const gate = server.hold('break')
  const expected = keptReply[kept]
  arrange()
  const asked = server.requests.length
  const failing = send(turn)
  if (met.kept) {
    // A reset would take along what has not been read yet.
    await expect.poll(announced).toEqual({ words: expected.words, bytes: expected.pcm.byteLength })
    gate.release()
  }
  const failed = await failing
  gate.release()

  expect(failed).toMatchObject({ status: code === null ? 'answered' : 'failed', failure: code && { code } })
  const reply = await replyOf(failed)
  expect(reply.words).toBe(expected.words)
  expect(reply.pcm.equals(expected.pcm)).toBe(true)
  expect((await recordingOf(failed)).equals(before)).toBe(true)
  await expectNoKey(failed)

  const first = server.requests[asked]?.body
  if (code !== null) await retry(failed, before, first)
  table.push([phase, name, code ?? 'answered', kept, failed.failure?.message ?? ''])
}

/** Sends the same again, to a server that answers. */
async function retry(failed: Turn, recording: Buffer, first: Buffer | undefined): Promise<void> {
  for (const name of Object.keys(timeouts)) delete timeouts[name as keyof AskTimeouts]
  endpoint = endpointAt(server.baseUrl, { key })
  server.answerAlways('openai')
  const answered = await send(failed)
  expect(answered).toMatchObject({ status: 'answered', failure: null })
  const reply = await replyOf(answered)
  expect(reply.words).toBe(whole.words)
  expect(reply.pcm.equals(whole.pcm)).toBe(true)
  const last = server.requests.at(-1)
  const content = last?.json.messages.at(-1)?.content
  const [part] = typeof content === 'object' ? content : []
  expect(Buffer.from(part?.input_audio?.data ?? '', 'base64').equals(recording)).toBe(true)
  // Answers that come early come before the body was read.
  if (first && first.byteLength > 0) expect(last?.body.equals(first)).toBe(true)
  expect((await recordingOf(answered)).equals(recording)).toBe(true)
}

/** The key, and the beginning of it that some servers leave of it. */
const traces = [key, key.slice(0, 8)]

async function expectNoKey(turn: Turn): Promise<void> {
  const said = Buffer.from([JSON.stringify(news), JSON.stringify(turn), ...printed].join('\n'))
  expect(traces.filter(trace => holds(said, trace))).toEqual([])
}

/** Who refuses to speak is asked for words alone as well; who finds a WAV too large is sent an MP3, and then a smaller one. */
function timesAsked(name: string, { code }: Met): number {
  if (code === 'too_large') return 3
  return name === 'litellm drops no parameter' ? 2 : 1
}

describe('connecting', () => {
  test.for(Object.entries(connecting))('%s', async ([name, met]) => {
    const place = await brokenPlaces[name as BrokenPlaceName]()
    try {
      await meet('connecting', name, met, spokenTurnIn(library), () => {
        endpoint = endpointAt(place.baseUrl, { key })
      })
    } finally {
      await place.close()
    }
  })

  test('a proxy that the environment names is not used', async () => {
    let connections = 0
    const proxy = createServer(socket => {
      connections++
      socket.destroy()
    })
    await new Promise<void>(resolve => proxy.listen(0, '127.0.0.1', resolve))
    const address = proxy.address()
    const names = ['HTTP_PROXY', 'http_proxy', 'HTTPS_PROXY', 'https_proxy', 'ALL_PROXY', 'all_proxy']
    const url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`
    for (const name of names) vi.stubEnv(name, url)
    try {
      await meet('connecting', 'proxy in the environment', { code: null }, spokenTurnIn(library), () => undefined)
      const gone = await brokenPlaces['nothing at that port']()
      await meet('connecting', 'proxy, nothing at that port', { code: 'unreachable' }, spokenTurnIn(library), () => {
        endpoint = endpointAt(gone.baseUrl, { key })
      })
    } finally {
      vi.unstubAllEnvs()
      await new Promise(resolve => proxy.close(resolve))
    }
    expect(connections).toBe(0)
  })
})

for (const [phase, faults] of Object.entries({
  headers,
  'first words': firstWords,
  'mid-audio': midAudio,
  'after audio': afterAudio,
})) {
  describe(phase, () => {
    test.for(Object.entries(faults))('%s', async ([name, met]) => {
      const faults = new Array<FaultName>(timesAsked(name, met)).fill(name as FaultName)
      await meet(phase, name, met, spokenTurnIn(library), () => server.answerNext(...faults))
    })
  })
}

describe('between turns', () => {
  /** A turn of a conversation in which one was answered. */
  async function secondTurn(): Promise<Turn> {
    const first = await send(spokenTurnIn(library))
    expect(first.status).toBe('answered')
    await connectionKept(endpoint.baseUrl)
    return spokenTurnIn(library, first.conversationId)
  }

  test('kept connection closed', async () => {
    const turn = await secondTurn()
    await meet('between turns', 'kept connection closed', { code: null }, turn, () => server.dropConnections())
  })

  const answers: Record<string, AnswerChoice> = {
    'kept connection closed as it is used': 'closed before the answer',
    'voice forgotten': 'stale-audio-id',
    'voice forgotten by LiteLLM': 'stale-audio-id-litellm',
    'streaming switched off': 'no-streaming',
  }
  test.for(Object.entries(answers))('%s', async ([name, answer]) => {
    const turn = await secondTurn()
    await meet('between turns', name, { code: null }, turn, () =>
      server.answerNext(answer, answer === 'no-streaming' ? answer : 'openai'),
    )
  })

  test('server gone', async () => {
    const gone = await startEndpointServer()
    endpoint = endpointAt(gone.baseUrl, { key })
    const turn = await secondTurn()
    await gone.close()
    await meet('between turns', 'server gone', { code: 'unreachable' }, turn, () => undefined)
  })

  test('key withdrawn', async () => {
    const turn = await secondTurn()
    await meet('between turns', 'key withdrawn', { code: 'key_expired' }, turn, () =>
      server.answerNext('litellm expired key'),
    )
  })
})

test('the key is in no file of all that, and in no export of it', async () => {
  const zip = join(folder, 'export.zip')
  await exportTo(library, zip)
  const reader = await ZipReader.open(zip, { bytes: 1e9 })
  const entries: string[] = []
  for (const entry of reader.entries) {
    const bytes = await buffer(reader.openEntry(entry, 1e9))
    if (traces.some(trace => holds(bytes, trace))) entries.push(entry.name)
  }
  expect(entries).toEqual([])
  expect(reader.entries.length).toBeGreaterThan(table.length)
  reader.close()
  // A library that is opened again has written all of it.
  library.close()
  library = openLibrary(folder)
  for (const trace of traces) expect(await filesHolding(folder, trace)).toEqual([])
})
