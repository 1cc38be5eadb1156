import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Turn } from '../../../app/conversation.ts'
import type { Answer } from '../../helpers/endpoint-exchange.ts'
import { OutboxInUse } from '../../helpers/outbox-in-use.ts'

const MINUTE_MS = 60_000

let here: OutboxInUse

beforeEach(async () => {
  here = await OutboxInUse.begin()
})

afterEach(() => here.end())

describe('a reply', () => {
  async function askedLate(ms: number): Promise<Turn> {
    await here.goOffline()
    const id = here.ask('Hello?')
    await here.tried(id, 1)
    await here.goOnline()
    here.time.pass(ms)
    return here.becomes(id, 'answered')
  }

  test('within two minutes of its question is like any other', async () => {
    expect(await askedLate(2 * MINUTE_MS)).toMatchObject({ outbox: null })
    expect(here.library.outbox()).toEqual([])
  })

  test('that comes later is told as a late one until it was looked at', async () => {
    const turn = await askedLate(2 * MINUTE_MS + 1)
    const replying = here.news.flatMap(([, payload]) =>
      'turn' in payload && payload.turn.status === 'replying' ? [payload.turn] : [],
    )
    expect(replying[0]?.outbox).toMatchObject({ askedAt: turn.outbox?.askedAt })
    expect(here.library.outbox().map(({ id }) => id)).toEqual([turn.id])
    here.outbox.noteRepliesSeen(turn.conversationId)
    expect(here.library.outbox()).toEqual([])
  })

  test('to a question of an earlier start is late, however soon it comes', async () => {
    await here.goOffline()
    const id = here.ask('Hello?')
    await here.tried(id, 1)
    here.time.pass(1)
    await here.close()
    await here.goOnline()
    here.open()
    here.outbox.begin()
    expect((await here.becomes(id, 'answered')).outbox).not.toBeNull()
  })
})

describe('a server that is there', () => {
  test('and has a problem of its own is asked again, and then the user is', async () => {
    here.server.answerAlways('server broken')
    const id = here.ask('Hello?')
    for (const [i, ms] of [2000, 5000, 15_000, 60_000].entries()) {
      expect(await here.tried(id, i + 1)).toMatchObject({
        failure: { code: 'server_failed' },
        outbox: { unanswered: 0 },
      })
      await expect.poll(() => here.time.waits).toEqual([ms])
      here.time.pass(ms)
    }
    expect(await here.becomes(id, 'failed')).toMatchObject({ failure: { code: 'server_failed' }, outbox: null })
    expect(here.server.requests).toHaveLength(5)
  })

  test.each([
    [429, 'rate_limit_exceeded', 'rate_limited'],
    [503, 'server_is_overloaded', 'server_failed'],
  ] as const)('and asks to be left alone (%d) is left alone for as long', async (status, code, failure) => {
    const slowDown: Answer = async ({ response }) => {
      response.writeHead(status, { 'content-type': 'application/json', 'retry-after': '37' })
      response.end(JSON.stringify({ error: { message: 'Slow down', type: 'requests', code } }))
    }
    here.server.answerNext(slowDown)
    const id = here.ask('Hello?')
    expect(await here.tried(id, 1)).toMatchObject({ failure: { code: failure } })
    await expect.poll(() => here.time.waits).toEqual([37_000])
    // Neither the network, nor an answer to somebody else, nor a new start says that this is over.
    here.outbox.networkReturned()
    await here.becomes(here.ask('And here?'), 'answered')
    await expect.poll(() => here.time.waits).toEqual([37_000])
    await here.close()
    here.open()
    here.outbox.begin()
    await expect.poll(() => here.time.waits).toEqual([37_000])
    expect(here.keeping.turn(id).status).toBe('queued')
    here.time.pass(37_000)
    await here.becomes(id, 'answered')
  })

  test('and asks to be left alone is asked all the same when the user wants it', async () => {
    here.server.answerNext(async ({ response }) => {
      response.writeHead(503, { 'retry-after': '37' }).end()
    })
    const id = here.ask('Hello?')
    await here.tried(id, 1)
    here.outbox.tryNow(id)
    await here.becomes(id, 'answered')
  })

  test('and never answers may have billed the question, which is told', async () => {
    here.timeouts.headersMs = 200
    here.server.answerNext('hang')
    const id = here.ask('Hello?')
    expect(await here.tried(id, 1)).toMatchObject({ failure: { code: 'timed_out' }, outbox: { unanswered: 1 } })
    here.timeouts.headersMs = MINUTE_MS
    here.time.pass(2000)
    await here.becomes(id, 'answered')
  })

  test.each(['key refused', 'no credit', 'content refused', 'truncated'] as const)(
    'and says that asking again would not help is not asked again (%s)',
    async fault => {
      here.server.answerNext(fault)
      const id = here.ask('Hello?')
      expect((await here.becomes(id, 'failed')).outbox).toBeNull()
      expect(here.time.waits).toEqual([])
    },
  )

  test('lets the next question go when the one before it has failed for good', async () => {
    const conversationId = randomUUID()
    here.server.answerNext('server broken', 'content refused')
    const first = here.ask('One?', conversationId)
    await here.tried(first, 1)
    const second = here.ask('Two?', conversationId)
    here.time.pass(2000)
    await here.becomes(first, 'failed')
    await here.becomes(second, 'answered')
  })
})
