import { once } from 'node:events'
import { createServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { setTimeout } from 'node:timers/promises'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { AskTimeouts } from '../../../main/endpoint/request/question.ts'
import { endpointAt, hear, newKey, typed } from '../../helpers/asking.ts'
import { breakWhenHeard } from '../../helpers/break-when-heard.ts'
import { begunReply, type FaultName, faults } from '../../helpers/endpoint-faults.ts'
import { type RefusalName, refusals } from '../../helpers/endpoint-refusals.ts'
import { type EndpointServer, startEndpointServer } from '../../helpers/endpoint-server.ts'
import { knownReply } from '../../helpers/known-reply.ts'
import { selfSigned } from '../../helpers/self-signed.ts'

let server: EndpointServer
beforeAll(async () => {
  server = await startEndpointServer()
})
afterAll(() => server.close())
beforeEach(() => server.reset())

const codes: Record<Exclude<FaultName, RefusalName>, string | undefined> = {
  'reset after the end': undefined,
  'too large, told early': 'too_large',
  'web page': 'endpoint_html',
  empty: 'reply_empty',
  filtered: 'content_refused',
  'nothing at all': 'endpoint_unreadable',
  'not json': 'endpoint_unreadable',
  'not http': 'endpoint_unreadable',
  'error inside of 200': 'rate_limited',
  hang: 'timed_out',
  'closed before the answer': 'unreachable',
  'head and silence': 'timed_out',
  'head and reset': 'cut_off',
  'head and end': 'endpoint_unreadable',
  'head and slow down': 'rate_limited',
  'head and traceback': 'server_failed',
  'head and no event': 'endpoint_unreadable',
  stall: 'stalled',
  truncated: 'cut_off',
  'truncated behind litellm': 'cut_off',
  'cut inside an event': 'cut_off',
  reset: 'cut_off',
  'closed in the middle': 'cut_off',
  'error in the middle': 'server_failed',
  'slow down in the middle': 'rate_limited',
  'no end mark': 'cut_off',
  'reset before the end': 'cut_off',
  'silence before the end': 'stalled',
  'error before the end': 'server_failed',
}

/** How long to wait for what never comes. */
function timeoutsFor(name: FaultName): Partial<AskTimeouts> {
  if (name === 'hang' || name === 'head and silence') return { headersMs: 50 }
  return name === 'stall' || name === 'silence before the end' ? { stallMs: 2500 } : {}
}

describe('every fault has its code', () => {
  for (const name of Object.keys(faults) as FaultName[]) {
    const code = name in refusals ? refusals[name as RefusalName].code : codes[name as keyof typeof codes]
    test(`${name}: ${code ?? 'answered'}`, async () => {
      const fresh = await startEndpointServer({ dialect: name })
      const endpoint = endpointAt(fresh.baseUrl)
      const heard = await hear(endpoint, typed, { timeouts: timeoutsFor(name), onPart: breakWhenHeard(fresh, name) })
      await fresh.close()
      const { message = '' } = heard.failure ?? {}
      expect(heard.failure?.code).toBe(code)
      expect(message.length).toBeLessThan(500)
      expect(message).not.toContain(endpoint.key)
      expect(message).not.toContain('Traceback')
      // Who refuses to speak is asked for words alone as well.
      expect(fresh.requests).toHaveLength(name === 'litellm drops no parameter' ? 2 : 1)
    })
  }

  for (const name of [
    'stall',
    'truncated',
    'truncated behind litellm',
    'cut inside an event',
    'reset',
    'closed in the middle',
    'error in the middle',
  ] as const) {
    test(`${name}: what came before it is kept`, async () => {
      server.answerNext(name)
      const heard = await hear(endpointAt(server.baseUrl), typed, {
        timeouts: timeoutsFor(name),
        onPart: breakWhenHeard(server, name),
      })
      const { words, pcm } = begunReply(knownReply)
      expect(heard.words).toBe(words)
      expect(heard.pcm.equals(pcm)).toBe(true)
      expect(heard.end).toBeNull()
    })
  }
})

test('a head that comes at once does not begin an answer: what follows may be thought over', async () => {
  server.answerNext(async ({ response }) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' }).flushHeaders()
    await once(response, 'close')
  })
  const heard = await hear(endpointAt(server.baseUrl), typed, { timeouts: { headersMs: 2500, stallMs: 100 } })
  expect(heard).toMatchObject({ kinds: ['sent', 'headers'], failure: { code: 'timed_out' } })
})

test('an answer that is kept busy and says nothing ends all the same', async () => {
  server.answerNext(async ({ response }) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' })
    while (!response.destroyed) {
      response.write(': busy\n\n')
      await setTimeout(20)
    }
  })
  const timeouts = { headersMs: 10_000, stallMs: 10_000, wordlessMs: 200 }
  const heard = await hear(endpointAt(server.baseUrl), typed, { timeouts })
  expect(heard).toMatchObject({ kinds: ['sent', 'headers'], failure: { code: 'timed_out' } })
})

test('a server that wants a key when there is none asks for one', async () => {
  server.answerNext('key refused')
  expect((await hear(endpointAt(server.baseUrl, { key: null }))).failure?.code).toBe('key_missing')
})

test('a key that cannot be sent is refused before anything is', async () => {
  const key = `${newKey()}\n${newKey()}`
  const { failure } = await hear(endpointAt(server.baseUrl, { key }))
  expect(failure?.code).toBe('key_malformed')
  expect(server.requests).toHaveLength(0)
})

test('nobody listening there is said in words', async () => {
  const gone = await startEndpointServer()
  await gone.close()
  expect((await hear(endpointAt(gone.baseUrl))).failure?.code).toBe('unreachable')
})

test('a certificate that nobody trusts keeps the question here', async () => {
  const requests: unknown[] = []
  const secure = createServer(selfSigned(), request => requests.push(request))
  await new Promise<void>(resolve => secure.listen(0, '127.0.0.1', resolve))
  const { port } = secure.address() as AddressInfo
  const { failure } = await hear(endpointAt(`https://127.0.0.1:${port}/v1`))
  secure.close()
  expect(failure?.code).toBe('tls_untrusted')
  expect(requests).toEqual([])
})
