import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { type AddressInfo, createServer } from 'node:net'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { failWith } from '../../../app/errors.ts'
import { endpointAt } from '../../helpers/asking.ts'
import { startEndpointServer } from '../../helpers/endpoint-server.ts'
import { codedSamples, knownReply } from '../../helpers/known-reply.ts'
import { OutboxInUse } from '../../helpers/outbox-in-use.ts'

const MINUTE_MS = 60_000

let here: OutboxInUse

beforeEach(async () => {
  here = await OutboxInUse.begin()
})

afterEach(() => here.end())

describe('a question nobody can be reached for', () => {
  beforeEach(() => here.goOffline())

  test('waits, says why, and is tried after 2, 5, 15, 60 and 60 seconds', async () => {
    const id = here.ask('Hello?')
    for (const [i, ms] of [2000, 5000, 15_000, 60_000, 60_000].entries()) {
      const turn = await here.tried(id, i + 1)
      expect(turn).toMatchObject({ failure: { code: 'unreachable' }, reply: null, outbox: { unanswered: 0 } })
      await expect.poll(() => here.time.waits).toEqual([ms])
      here.time.pass(ms)
    }
    await here.tried(id, 6)
  })

  test('is answered once somebody is there again, and nothing is left of its waiting', async () => {
    const id = here.ask('Hello?')
    await here.tried(id, 1)
    await here.goOnline()
    here.time.pass(2000)
    expect(await here.becomes(id, 'answered')).toMatchObject({
      failure: null,
      outbox: null,
      reply: { words: knownReply.words },
    })
    expect(here.asked()).toEqual(['Hello?'])
  })

  test('sends the same bytes of the same recording', async () => {
    const id = here.spokenQuestion(randomUUID())
    here.outbox.ask(id)
    await here.tried(id, 1)
    await here.goOnline()
    here.time.pass(2000)
    await here.becomes(id, 'answered')
    expect(here.server.lastRecording()).toEqual(codedSamples(4800))
  })

  test('is tried at once when the network comes back, and from the beginning of the waits', async () => {
    const id = here.ask('Hello?')
    await here.tried(id, 1)
    here.time.pass(2000)
    await here.tried(id, 2)
    here.outbox.networkReturned()
    expect((await here.tried(id, 1)).outbox?.nextAt).toBe(here.time.now + 2000)
    await here.goOnline()
    here.outbox.networkReturned()
    await here.becomes(id, 'answered')
  })

  test('lets those after it wait in its conversation, and they are asked in order', async () => {
    const conversationId = randomUUID()
    const ids = [here.ask('One?', conversationId)]
    await here.tried(ids[0] ?? '', 1)
    ids.push(here.ask('Two?', conversationId), here.ask('Three?', conversationId))
    expect(ids.map(id => here.keeping.turn(id).status)).toEqual(['queued', 'queued', 'queued'])
    await here.goOnline()
    here.time.pass(2000)
    for (const id of ids) await here.becomes(id, 'answered')
    expect(here.asked()).toEqual(['One?', 'Two?', 'Three?'])
    const roles = here.server.requests[2]?.json.messages.map(({ role }) => role).filter(role => role !== 'system')
    expect(roles).toEqual(['user', 'assistant', 'user', 'assistant', 'user'])
  })

  test('tells a window that nothing is to be waited for', async () => {
    const conversationId = randomUUID()
    const first = here.ask('One?', conversationId)
    await here.tried(first, 1)
    const second = here.ask('Two?', conversationId)
    const ended = here.news.flatMap(([name, payload]) =>
      name === 'replyEnded' && 'turnId' in payload ? [payload.turnId] : [],
    )
    expect(ended).toEqual([first, second])
  })

  test('holds up no other conversation', async () => {
    const waiting = here.ask('Is anybody there?')
    await here.tried(waiting, 1)
    const other = await startEndpointServer()
    here.others.push(other)
    const offline = here.endpoint()
    here.endpoint = () => endpointAt(other.baseUrl)
    await here.becomes(here.ask('And here?'), 'answered')
    here.endpoint = () => offline
    expect(here.keeping.turn(waiting).status).toBe('queued')
  })

  test('is kept through a restart and asked then', async () => {
    const conversationId = randomUUID()
    const first = here.ask('One?', conversationId)
    await here.tried(first, 1)
    const second = here.ask('Two?', conversationId)
    await here.close()
    await here.goOnline()
    here.open()
    expect([first, second].map(id => here.keeping.turn(id).status)).toEqual(['queued', 'queued'])
    here.outbox.begin()
    await here.becomes(second, 'answered')
    expect(here.asked()).toEqual(['One?', 'Two?'])
  })

  test('waits on when Parley ends before anybody has seen it', async () => {
    // Whoever accepts a connection and says nothing is never told what is asked, over TLS.
    const silent = createServer().listen(0, '127.0.0.1')
    await once(silent, 'listening')
    here.endpoint = () => endpointAt(`https://127.0.0.1:${(silent.address() as AddressInfo).port}/v1`)
    here.timeouts.sendMs = 200
    const id = here.ask('Hello?')
    await here.tried(id, 1)
    here.timeouts.sendMs = MINUTE_MS
    here.time.pass(2000)
    await here.becomes(id, 'sending')
    await here.close()
    silent.close()
    here.open()
    expect(here.keeping.turn(id)).toMatchObject({ status: 'queued', outbox: { attempts: 1 } })
  })

  test('goes to nobody else by itself, but when that is wanted', async () => {
    const id = here.ask('Hello?')
    await here.tried(id, 1)
    const other = await startEndpointServer()
    here.others.push(other)
    const before = here.endpoint()
    here.endpoint = () => endpointAt(other.baseUrl)
    here.outbox.reconsider()
    await expect
      .poll(() => here.keeping.turn(id))
      .toMatchObject({ status: 'queued', outbox: { nextAt: null }, failure: { code: 'endpoint_changed' } })
    expect(here.time.waits).toEqual([])
    here.outbox.networkReturned()
    await expect.poll(() => here.keeping.turn(id).failure?.code).toBe('endpoint_changed')
    expect(other.requests).toHaveLength(0)

    here.endpoint = () => before
    here.outbox.reconsider()
    await expect.poll(() => here.keeping.turn(id).failure?.code).toBe('unreachable')
    here.endpoint = () => endpointAt(other.baseUrl)
    here.outbox.tryNow(id)
    expect(await here.becomes(id, 'answered')).toMatchObject({ reply: { endpoint: other.baseUrl } })
  })

  test('waits for the settings while they let nobody be asked, and says why', async () => {
    const id = here.ask('Hello?')
    await here.tried(id, 1)
    const before = here.endpoint()
    here.endpoint = () => {
      throw failWith('profile_missing')
    }
    here.time.pass(2000)
    await expect.poll(() => here.keeping.turn(id).failure?.code).toBe('profile_missing')
    expect(here.keeping.turn(id)).toMatchObject({ status: 'queued', outbox: { nextAt: null } })
    expect(here.time.waits).toEqual([])
    await here.goOnline()
    here.endpoint = () => before
    here.outbox.reconsider()
    await here.becomes(id, 'answered')
  })

  test('is a draft that says why once this month’s limit is reached', async () => {
    const id = here.ask('Hello?')
    await here.tried(id, 1)
    here.settings = { ...here.settings, monthlyStopUsd: 0 }
    here.time.pass(2000)
    expect(await here.becomes(id, 'draft')).toMatchObject({ failure: { code: 'spending_stopped' }, outbox: null })
    expect(here.time.waits).toEqual([])
  })

  test('is sent all the same when the user wanted that, however it came to wait', async () => {
    here.settings = { ...here.settings, monthlyStopUsd: 0 }
    const conversationId = randomUUID()
    const [first, second] = [here.spokenQuestion(conversationId), here.spokenQuestion(conversationId)]
    here.outbox.ask(first, true)
    await here.tried(first, 1)
    here.outbox.ask(second, true)
    await here.goOnline()
    here.time.pass(2000)
    for (const id of [first, second]) await here.becomes(id, 'answered')
  })

  test('is sent all the same when the user wants that while it waits', async () => {
    const id = here.ask('Hello?')
    await here.tried(id, 1)
    here.settings = { ...here.settings, monthlyStopUsd: 0 }
    await here.goOnline()
    here.outbox.tryNow(id, true)
    await here.becomes(id, 'answered')
  })

  test.each(['draft', 'stopped'] as const)(
    'waits no longer when it is taken out (%s), and the next one goes',
    async status => {
      const conversationId = randomUUID()
      const first = here.ask('One?', conversationId)
      await here.tried(first, 1)
      const second = here.ask('Two?', conversationId)
      await here.goOnline()
      here.outbox.takeOut(first, status)
      expect(here.keeping.turn(first)).toMatchObject({ status, outbox: null, failure: null })
      await here.becomes(second, 'answered')
      expect(here.keeping.turn(first).status).toBe(status)
      expect(here.time.waits).toEqual([])
    },
  )

  test('waits no longer when it is deleted, and comes back as one that failed', async () => {
    const id = here.ask('Hello?')
    await here.tried(id, 1)
    here.keeping.trashTurn(id, 'deleted')
    here.time.pass(MINUTE_MS)
    expect(here.keeping.turn(id)).toMatchObject({ status: 'trashed', outbox: null })
    expect(here.keeping.restoreTurn(id)).toMatchObject({ status: 'failed', failure: { code: 'unreachable' } })
  })

  test('is tried now when the user says so, after those before it', async () => {
    const conversationId = randomUUID()
    const first = here.ask('One?', conversationId)
    await here.tried(first, 1)
    const second = here.ask('Two?', conversationId)
    await here.goOnline()
    here.outbox.tryNow(second)
    await here.becomes(second, 'answered')
    expect(here.asked()).toEqual(['One?', 'Two?'])
  })

  test('waits in memory alone in a private conversation', async () => {
    const conversationId = randomUUID()
    here.keeping.openPrivate(conversationId, 'window')
    const id = here.ask('Shall I tell her?', conversationId)
    await here.tried(id, 1)
    expect(here.library.outbox()).toEqual([])
    await here.goOnline()
    here.time.pass(2000)
    await here.becomes(id, 'answered')
  })

  test('is tried as soon as its endpoint has answered another', async () => {
    const waiting = here.ask('One?')
    await here.tried(waiting, 1)
    await here.goOnline()
    await here.becomes(here.ask('Two?'), 'answered')
    await here.becomes(waiting, 'answered')
    expect(here.time.waits).toEqual([])
  })

  test('does not make its conversation the newest by being tried', async () => {
    const id = here.ask('One?')
    const { conversationId } = await here.tried(id, 1)
    const changedAt = here.keeping.conversation(conversationId)?.changedAt
    here.time.pass(2000)
    await here.tried(id, 2)
    expect(here.keeping.conversation(conversationId)?.changedAt).toBe(changedAt)
  })
})
