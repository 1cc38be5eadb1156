import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { AppError } from '../../../../app/errors.ts'
import type { FailureCode } from '../../../../app/failure-values.ts'
import { failures } from '../../../../app/words/failures.ts'
import { ask } from '../../../../main/endpoint/ask.ts'
import { RequestError, type RequestPhase } from '../../../../main/endpoint/failure/request-error.ts'
import { RETRY_WAITS_MS, retryOf } from '../../../../main/endpoint/failure/retry.ts'
import type { AskTimeouts } from '../../../../main/endpoint/request/question.ts'
import { endpointAt } from '../../../helpers/asking.ts'
import { type Answer, openAiError, sendJson } from '../../../helpers/endpoint-exchange.ts'
import { type AnswerChoice, type EndpointServer, startEndpointServer } from '../../../helpers/endpoint-server.ts'

const failed = (code: FailureCode, phase: RequestPhase, change: Partial<RequestError> = {}) =>
  new RequestError(new AppError({ code, message: code }), {
    phase,
    retryAfterMs: null,
    isRetryAdvised: null,
    ...change,
  })
const waits = (error: unknown, times: number) =>
  Array.from({ length: times }, (_, retries) => {
    const retry = retryOf(error, retries)
    return retry.kind === 'later' ? retry.afterMs : null
  })

describe('asked again by itself', () => {
  test('is a server that fails or is silent, four times, each after a longer wait', () => {
    expect([waits(failed('server_failed', 'refused'), 5), waits(failed('timed_out', 'sent'), 5)]).toEqual([
      [...RETRY_WAITS_MS, null],
      [...RETRY_WAITS_MS, null],
    ])
  })

  test('is one that cannot be reached, for as long as it takes', () => {
    expect(waits(failed('unreachable', 'connecting'), 50).slice(4)).toEqual(Array.from({ length: 46 }, () => 60_000))
  })

  test('is one that asks to slow down: twice, after as long as it asks for', () => {
    const asked = failed('rate_limited', 'refused', { retryAfterMs: 20_000 })
    expect([waits(failed('rate_limited', 'refused'), 3), waits(asked, 3)]).toEqual([
      [2000, 5000, null],
      [20_000, 20_000, null],
    ])
  })

  test('is one that says so, whatever else it says', () => {
    expect(waits(failed('request_refused', 'refused', { isRetryAdvised: true }), 5)).toEqual([...RETRY_WAITS_MS, null])
  })
})

describe('never asked again by itself', () => {
  test('is a question whose reply had begun, or that no credit is left for', () => {
    for (const code of Object.keys(failures) as FailureCode[]) {
      expect(retryOf(failed(code, 'answering', { isRetryAdvised: true }), 0)).toEqual({ kind: 'never' })
    }
    expect(retryOf(failed('quota_used_up', 'refused', { retryAfterMs: 1, isRetryAdvised: true }), 0).kind).toBe('never')
  })

  test('is a server that asks for more than a minute, or says not to', () => {
    expect(retryOf(failed('rate_limited', 'refused', { retryAfterMs: 60_001 }), 0)).toEqual({ kind: 'never' })
    expect(retryOf(failed('server_failed', 'refused', { isRetryAdvised: false }), 0)).toEqual({ kind: 'never' })
  })

  test('is what never was a request, and every failure that does not pass', () => {
    expect(retryOf(new AppError({ code: 'unreachable', message: 'not of a request' }), 0)).toEqual({ kind: 'never' })
    const passing = ['unreachable', 'timed_out', 'server_failed', 'model_unavailable', 'rate_limited']
    const asked = (Object.keys(failures) as FailureCode[]).filter(
      code => retryOf(failed(code, 'refused'), 0).kind === 'later',
    )
    expect(asked.toSorted()).toEqual(passing.toSorted())
  })
})

test('what may be charged for twice is told: a question of which nobody knows what became', () => {
  const phases: RequestPhase[] = ['connecting', 'sent', 'refused']
  expect(phases.map(phase => retryOf(failed('timed_out', phase), 0))).toEqual([
    { kind: 'later', afterMs: 2000, isAskedFor: false, mayCostTwice: false },
    { kind: 'later', afterMs: 2000, isAskedFor: false, mayCostTwice: true },
    { kind: 'later', afterMs: 2000, isAskedFor: false, mayCostTwice: false },
  ])
})

describe('the circumstances', () => {
  let server: EndpointServer
  beforeAll(async () => {
    server = await startEndpointServer()
  })
  afterAll(() => server.close())

  const limited =
    (headers: Record<string, string>): Answer =>
    async ({ response }) => {
      for (const [name, value] of Object.entries(headers)) response.setHeader(name, value)
      sendJson(response, 429, openAiError('Rate limit reached', 'requests', 'rate_limit_exceeded'))
    }
  const bare =
    (status: number): Answer =>
    async ({ response }) => {
      response.writeHead(status).end()
    }
  const errorFirst: Answer = async ({ response }) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' })
    response.end(`data: ${JSON.stringify(openAiError('Overloaded', 'server_error', null))}\n\n`)
  }

  async function circumstances(
    answer: AnswerChoice,
    { baseUrl = server.baseUrl, timeouts = {} }: { baseUrl?: string; timeouts?: Partial<AskTimeouts> } = {},
  ) {
    server.reset()
    server.answerAlways(answer)
    const messages = [{ role: 'user' as const, content: 'Hello' }]
    const question = { messages }
    try {
      const options = { signal: new AbortController().signal, timeouts }
      for await (const _part of ask(endpointAt(baseUrl), question, options));
    } catch (error) {
      if (!(error instanceof RequestError)) throw error
      const { phase, retryAfterMs, isRetryAdvised } = error
      return [phase, retryAfterMs, isRetryAdvised]
    }
    throw new Error('it was answered')
  }

  test('are told of every request that fails: how far it had come, and what the server advises', async () => {
    const gone = await startEndpointServer()
    await gone.close()
    expect({
      'nobody there': await circumstances('openai', { baseUrl: gone.baseUrl }),
      'no way there': await circumstances('openai', { baseUrl: 'http://255.255.255.255/v1' }),
      'no https there': await circumstances('openai', { baseUrl: server.baseUrl.replace('http', 'https') }),
      silence: await circumstances('hang', { timeouts: { headersMs: 50 } }),
      'closed before an answer': await circumstances('closed before the answer'),
      'a gateway that gave up': await circumstances(bare(504)),
      'a gateway that got none': await circumstances(bare(502)),
      'Cloudflare gave up': await circumstances(bare(524)),
      'LiteLLM gave up': await circumstances(bare(408)),
      refused: await circumstances('server broken'),
      'asked to wait': await circumstances(limited({ 'retry-after-ms': '1500', 'x-should-retry': 'true' })),
      'asked to stop': await circumstances(limited({ 'x-should-retry': 'false' })),
      'an error before anything else': await circumstances(errorFirst),
      'an error in the middle': await circumstances('slow down in the middle'),
      'silence in the middle': await circumstances('stall', { timeouts: { stallMs: 2500 } }),
      'a page': await circumstances('web page'),
    }).toEqual({
      'nobody there': ['connecting', null, null],
      'no way there': ['connecting', null, null],
      'no https there': ['connecting', null, null],
      silence: ['sent', null, null],
      'closed before an answer': ['sent', null, null],
      'a gateway that gave up': ['sent', null, null],
      'a gateway that got none': ['sent', null, null],
      'Cloudflare gave up': ['sent', null, null],
      'LiteLLM gave up': ['sent', null, null],
      refused: ['refused', null, null],
      'asked to wait': ['refused', 1500, true],
      'asked to stop': ['refused', null, false],
      'an error before anything else': ['refused', null, null],
      'an error in the middle': ['answering', null, null],
      'silence in the middle': ['answering', null, null],
      'a page': ['answering', null, null],
    })
  })
})
