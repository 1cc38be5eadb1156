import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { type AddressInfo, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as v from 'valibot'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type Announce, events } from '../../app/contract.ts'
import type { Turn } from '../../app/conversation.ts'
import { failWith } from '../../app/errors.ts'
import { samplesToPcm } from '../../app/pcm.ts'
import { defaultSettings, type Settings } from '../../app/settings.ts'
import type { AskTimeouts } from '../../main/endpoint/ask.ts'
import type { Endpoint } from '../../main/endpoint/endpoint.ts'
import { Keeping } from '../../main/keeping.ts'
import { Learned } from '../../main/learned.ts'
import type { Library } from '../../main/library/library.ts'
import { openLibrary } from '../../main/library/open-library.ts'
import { Outbox } from '../../main/outbox.ts'
import { Turns } from '../../main/turns.ts'
import { endpointAt } from '../helpers/asking.ts'
import type { Answer } from '../helpers/endpoint-exchange.ts'
import { type EndpointServer, startEndpointServer } from '../helpers/endpoint-server.ts'
import { HandClock } from '../helpers/hand-clock.ts'
import { codedSamples, knownReply } from '../helpers/known-reply.ts'
import { spendingBeside } from '../helpers/spending.ts'

const MINUTE_MS = 60_000

let folder: string
let library: Library
let keeping: Keeping
let turns: Turns
let outbox: Outbox
let server: EndpointServer
let others: EndpointServer[]
let endpoint: () => Endpoint
let settings: Settings
let time: HandClock
let timeouts: Partial<AskTimeouts>
let news: Parameters<Announce>[]

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'parley-outbox-'))
  server = await startEndpointServer()
  others = []
  const fixed = endpointAt(server.baseUrl)
  endpoint = () => fixed
  settings = defaultSettings
  time = new HandClock()
  timeouts = {}
  news = []
  open()
})

afterEach(async () => {
  await close()
  for (const one of [server, ...others]) await one.close()
  await rm(folder, { recursive: true, force: true })
})

/** Everything that works on the folder, as at a start of Parley. */
function open(): void {
  library = openLibrary(folder)
  keeping = new Keeping(library)
  const announce: Announce = (name, payload) => {
    v.parse(events[name], payload)
    news.push([name, structuredClone(payload)])
    outbox.hear(name, payload)
  }
  turns = new Turns({
    ...{ library: keeping, announce, endpoint: () => endpoint(), settings: () => settings, timeouts },
    ...spendingBeside(library, { settings: () => settings, clock: time.clock }),
    learned: new Learned(folder),
    clock: time.clock,
    outbox: { entryAfter: (...of) => outbox.entryAfter(...of), isLate: entry => outbox.isLate(entry) },
  })
  const { clock, setTimer } = time
  outbox = new Outbox({ kept: keeping, turns, announce, endpoint: () => endpoint(), clock, setTimer })
}

async function close(): Promise<void> {
  outbox.close()
  await turns.close()
  library.close()
}

/** The same address, where nothing answers until `goOnline`. */
async function goOffline(): Promise<void> {
  await server.close()
}

async function goOnline(): Promise<void> {
  server = await startEndpointServer({ port: Number(new URL(server.baseUrl).port) })
}

function question(text: string, conversationId: string = randomUUID()): string {
  const id = randomUUID()
  keeping.createTurn({ id, conversationId, status: 'sending', text, microphone: '', attachmentName: null })
  return id
}

function spokenQuestion(conversationId: string): string {
  const id = randomUUID()
  const spoken = { status: 'recording', text: '', microphone: 'Test', attachmentName: null } as const
  keeping.createTurn({ id, conversationId, ...spoken })
  const file = keeping.createSoundFile(id, 'recording')
  file.append(samplesToPcm(codedSamples(4800)))
  file.finish()
  return id
}

function ask(text: string, conversationId?: string): string {
  const id = question(text, conversationId)
  outbox.ask(id)
  return id
}

async function becomes(turnId: string, status: Turn['status']): Promise<Turn> {
  await expect.poll(() => keeping.turn(turnId).status).toBe(status)
  return keeping.turn(turnId)
}

/** Waits until a question has failed that many times. */
async function tried(turnId: string, attempts: number): Promise<Turn> {
  await expect
    .poll(() => [keeping.turn(turnId).status, keeping.turn(turnId).outbox?.attempts])
    .toEqual(['queued', attempts])
  return keeping.turn(turnId)
}

/** The last message of each request, as far as it is text. */
function asked(): unknown[] {
  return server.requests.map(({ json }) => json.messages.at(-1)?.content)
}

describe('a question nobody can be reached for', () => {
  beforeEach(goOffline)

  test('waits, says why, and is tried after 2, 5, 15, 60 and 60 seconds', async () => {
    const id = ask('Hello?')
    for (const [i, ms] of [2000, 5000, 15_000, 60_000, 60_000].entries()) {
      const turn = await tried(id, i + 1)
      expect(turn).toMatchObject({ failure: { code: 'unreachable' }, reply: null, outbox: { unanswered: 0 } })
      await expect.poll(() => time.waits).toEqual([ms])
      time.pass(ms)
    }
    await tried(id, 6)
  })

  test('is answered once somebody is there again, and nothing is left of its waiting', async () => {
    const id = ask('Hello?')
    await tried(id, 1)
    await goOnline()
    time.pass(2000)
    expect(await becomes(id, 'answered')).toMatchObject({
      failure: null,
      outbox: null,
      reply: { words: knownReply.words },
    })
    expect(asked()).toEqual(['Hello?'])
  })

  test('sends the same bytes of the same recording', async () => {
    const id = spokenQuestion(randomUUID())
    outbox.ask(id)
    await tried(id, 1)
    await goOnline()
    time.pass(2000)
    await becomes(id, 'answered')
    expect(server.lastRecording()).toEqual(codedSamples(4800))
  })

  test('is tried at once when the network comes back, and from the beginning of the waits', async () => {
    const id = ask('Hello?')
    await tried(id, 1)
    time.pass(2000)
    await tried(id, 2)
    outbox.networkReturned()
    expect((await tried(id, 1)).outbox?.nextAt).toBe(time.now + 2000)
    await goOnline()
    outbox.networkReturned()
    await becomes(id, 'answered')
  })

  test('lets those after it wait in its conversation, and they are asked in order', async () => {
    const conversationId = randomUUID()
    const ids = [ask('One?', conversationId)]
    await tried(ids[0] ?? '', 1)
    ids.push(ask('Two?', conversationId), ask('Three?', conversationId))
    expect(ids.map(id => keeping.turn(id).status)).toEqual(['queued', 'queued', 'queued'])
    await goOnline()
    time.pass(2000)
    for (const id of ids) await becomes(id, 'answered')
    expect(asked()).toEqual(['One?', 'Two?', 'Three?'])
    const roles = server.requests[2]?.json.messages.map(({ role }) => role).filter(role => role !== 'system')
    expect(roles).toEqual(['user', 'assistant', 'user', 'assistant', 'user'])
  })

  test('tells a window that nothing is to be waited for', async () => {
    const conversationId = randomUUID()
    const first = ask('One?', conversationId)
    await tried(first, 1)
    const second = ask('Two?', conversationId)
    const ended = news.flatMap(([name, payload]) =>
      name === 'replyEnded' && 'turnId' in payload ? [payload.turnId] : [],
    )
    expect(ended).toEqual([first, second])
  })

  test('holds up no other conversation', async () => {
    const waiting = ask('Is anybody there?')
    await tried(waiting, 1)
    const other = await startEndpointServer()
    others.push(other)
    const offline = endpoint()
    endpoint = () => endpointAt(other.baseUrl)
    await becomes(ask('And here?'), 'answered')
    endpoint = () => offline
    expect(keeping.turn(waiting).status).toBe('queued')
  })

  test('is kept through a restart and asked then', async () => {
    const conversationId = randomUUID()
    const first = ask('One?', conversationId)
    await tried(first, 1)
    const second = ask('Two?', conversationId)
    await close()
    await goOnline()
    open()
    expect([first, second].map(id => keeping.turn(id).status)).toEqual(['queued', 'queued'])
    outbox.begin()
    await becomes(second, 'answered')
    expect(asked()).toEqual(['One?', 'Two?'])
  })

  test('waits on when Parley ends before anybody has seen it', async () => {
    // Whoever accepts a connection and says nothing is never told what is asked, over TLS.
    const silent = createServer().listen(0, '127.0.0.1')
    await once(silent, 'listening')
    endpoint = () => endpointAt(`https://127.0.0.1:${(silent.address() as AddressInfo).port}/v1`)
    timeouts.sendMs = 200
    const id = ask('Hello?')
    await tried(id, 1)
    timeouts.sendMs = MINUTE_MS
    time.pass(2000)
    await becomes(id, 'sending')
    await close()
    silent.close()
    open()
    expect(keeping.turn(id)).toMatchObject({ status: 'queued', outbox: { attempts: 1 } })
  })

  test('goes to nobody else by itself, but when that is wanted', async () => {
    const id = ask('Hello?')
    await tried(id, 1)
    const other = await startEndpointServer()
    others.push(other)
    const before = endpoint()
    endpoint = () => endpointAt(other.baseUrl)
    outbox.reconsider()
    await expect
      .poll(() => keeping.turn(id))
      .toMatchObject({ status: 'queued', outbox: { nextAt: null }, failure: { code: 'endpoint_changed' } })
    expect(time.waits).toEqual([])
    outbox.networkReturned()
    await expect.poll(() => keeping.turn(id).failure?.code).toBe('endpoint_changed')
    expect(other.requests).toHaveLength(0)

    endpoint = () => before
    outbox.reconsider()
    await expect.poll(() => keeping.turn(id).failure?.code).toBe('unreachable')
    endpoint = () => endpointAt(other.baseUrl)
    outbox.tryNow(id)
    expect(await becomes(id, 'answered')).toMatchObject({ reply: { endpoint: other.baseUrl } })
  })

  test('waits for the settings while they let nobody be asked, and says why', async () => {
    const id = ask('Hello?')
    await tried(id, 1)
    const before = endpoint()
    endpoint = () => {
      throw failWith('profile_missing')
    }
    time.pass(2000)
    await expect.poll(() => keeping.turn(id).failure?.code).toBe('profile_missing')
    expect(keeping.turn(id)).toMatchObject({ status: 'queued', outbox: { nextAt: null } })
    expect(time.waits).toEqual([])
    await goOnline()
    endpoint = () => before
    outbox.reconsider()
    await becomes(id, 'answered')
  })

  test('is a draft that says why once this month’s limit is reached', async () => {
    const id = ask('Hello?')
    await tried(id, 1)
    settings = { ...settings, monthlyStopUsd: 0 }
    time.pass(2000)
    expect(await becomes(id, 'draft')).toMatchObject({ failure: { code: 'spending_stopped' }, outbox: null })
    expect(time.waits).toEqual([])
  })

  test.each(['draft', 'stopped'] as const)(
    'waits no longer when it is taken out (%s), and the next one goes',
    async status => {
      const conversationId = randomUUID()
      const first = ask('One?', conversationId)
      await tried(first, 1)
      const second = ask('Two?', conversationId)
      await goOnline()
      outbox.takeOut(first, status)
      expect(keeping.turn(first)).toMatchObject({ status, outbox: null, failure: null })
      await becomes(second, 'answered')
      expect(keeping.turn(first).status).toBe(status)
      expect(time.waits).toEqual([])
    },
  )

  test('waits no longer when it is deleted, and comes back as one that failed', async () => {
    const id = ask('Hello?')
    await tried(id, 1)
    keeping.trashTurn(id, 'deleted')
    time.pass(MINUTE_MS)
    expect(keeping.turn(id)).toMatchObject({ status: 'trashed', outbox: null })
    expect(keeping.restoreTurn(id)).toMatchObject({ status: 'failed', failure: { code: 'unreachable' } })
  })

  test('is tried now when the user says so, after those before it', async () => {
    const conversationId = randomUUID()
    const first = ask('One?', conversationId)
    await tried(first, 1)
    const second = ask('Two?', conversationId)
    await goOnline()
    outbox.tryNow(second)
    await becomes(second, 'answered')
    expect(asked()).toEqual(['One?', 'Two?'])
  })

  test('waits in memory alone in a private conversation', async () => {
    const conversationId = randomUUID()
    keeping.openPrivate(conversationId, 'window')
    const id = ask('Shall I tell her?', conversationId)
    await tried(id, 1)
    expect(library.outbox()).toEqual([])
    await goOnline()
    time.pass(2000)
    await becomes(id, 'answered')
  })

  test('is tried as soon as its endpoint has answered another', async () => {
    const waiting = ask('One?')
    await tried(waiting, 1)
    await goOnline()
    await becomes(ask('Two?'), 'answered')
    await becomes(waiting, 'answered')
    expect(time.waits).toEqual([])
  })

  test('does not make its conversation the newest by being tried', async () => {
    const id = ask('One?')
    const { conversationId } = await tried(id, 1)
    const changedAt = keeping.conversation(conversationId)?.changedAt
    time.pass(2000)
    await tried(id, 2)
    expect(keeping.conversation(conversationId)?.changedAt).toBe(changedAt)
  })
})

describe('a reply', () => {
  async function askedLate(ms: number): Promise<Turn> {
    await goOffline()
    const id = ask('Hello?')
    await tried(id, 1)
    await goOnline()
    time.pass(ms)
    return becomes(id, 'answered')
  }

  test('within two minutes of its question is like any other', async () => {
    expect(await askedLate(2 * MINUTE_MS)).toMatchObject({ outbox: null })
    expect(library.outbox()).toEqual([])
  })

  test('that comes later is told as a late one until it was looked at', async () => {
    const turn = await askedLate(2 * MINUTE_MS + 1)
    const replying = news.flatMap(([, payload]) =>
      'turn' in payload && payload.turn.status === 'replying' ? [payload.turn] : [],
    )
    expect(replying[0]?.outbox).toMatchObject({ askedAt: turn.outbox?.askedAt })
    expect(library.outbox().map(({ id }) => id)).toEqual([turn.id])
    outbox.noteRepliesSeen(turn.conversationId)
    expect(library.outbox()).toEqual([])
  })

  test('to a question of an earlier start is late, however soon it comes', async () => {
    await goOffline()
    const id = ask('Hello?')
    await tried(id, 1)
    time.pass(1)
    await close()
    await goOnline()
    open()
    outbox.begin()
    expect((await becomes(id, 'answered')).outbox).not.toBeNull()
  })
})

describe('a server that is there', () => {
  test('and has a problem of its own is asked again, and then the user is', async () => {
    server.answerAlways('server broken')
    const id = ask('Hello?')
    for (const [i, ms] of [2000, 5000, 15_000, 60_000].entries()) {
      expect(await tried(id, i + 1)).toMatchObject({ failure: { code: 'server_failed' }, outbox: { unanswered: 0 } })
      await expect.poll(() => time.waits).toEqual([ms])
      time.pass(ms)
    }
    expect(await becomes(id, 'failed')).toMatchObject({ failure: { code: 'server_failed' }, outbox: null })
    expect(server.requests).toHaveLength(5)
  })

  test('and asks to be left alone is left alone for as long', async () => {
    const slowDown: Answer = async ({ response }) => {
      response.writeHead(429, { 'content-type': 'application/json', 'retry-after': '37' })
      response.end(JSON.stringify({ error: { message: 'Slow down', type: 'requests', code: 'rate_limit_exceeded' } }))
    }
    server.answerNext(slowDown)
    const id = ask('Hello?')
    expect(await tried(id, 1)).toMatchObject({ failure: { code: 'rate_limited' } })
    await expect.poll(() => time.waits).toEqual([37_000])
    // Neither the network nor an answer to somebody else says that this is over.
    outbox.networkReturned()
    await becomes(ask('And here?'), 'answered')
    await expect.poll(() => time.waits).toEqual([37_000])
    expect(keeping.turn(id).status).toBe('queued')
    time.pass(37_000)
    await becomes(id, 'answered')
  })

  test('and never answers may have billed the question, which is told', async () => {
    timeouts.headersMs = 200
    server.answerNext('hang')
    const id = ask('Hello?')
    expect(await tried(id, 1)).toMatchObject({ failure: { code: 'timed_out' }, outbox: { unanswered: 1 } })
    timeouts.headersMs = MINUTE_MS
    time.pass(2000)
    await becomes(id, 'answered')
  })

  test.each(['key refused', 'no credit', 'content refused', 'truncated'] as const)(
    'and says that asking again would not help is not asked again (%s)',
    async fault => {
      server.answerNext(fault)
      const id = ask('Hello?')
      expect((await becomes(id, 'failed')).outbox).toBeNull()
      expect(time.waits).toEqual([])
    },
  )

  test('lets the next question go when the one before it has failed for good', async () => {
    const conversationId = randomUUID()
    server.answerNext('server broken', 'content refused')
    const first = ask('One?', conversationId)
    await tried(first, 1)
    const second = ask('Two?', conversationId)
    time.pass(2000)
    await becomes(first, 'failed')
    await becomes(second, 'answered')
  })
})
