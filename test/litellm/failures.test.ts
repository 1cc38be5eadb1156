import { describe, expect, test } from 'vitest'
import { failures } from '../../app/words/failures.ts'
import { hear } from '../helpers/asking.ts'
import { breakWhenHeard } from '../helpers/break-when-heard.ts'
import { type Answer, openAiError, sendJson } from '../helpers/endpoint-exchange.ts'
import { begunReply, type FaultName } from '../helpers/endpoint-faults.ts'
import { knownReply } from '../helpers/known-reply.ts'
import { startBehindProxy } from './behind-proxy.ts'

/* What is said when a LiteLLM proxy fails, or passes on that the server behind it did. */

const { server, address, endpointOf } = await startBehindProxy()

const host = new URL(address).host
const model = 'gpt-4o-audio-preview'
const source = 'LITELLM_PROXY_KEY'
const troubled = (said: string) => failures.server_failed({ host, said: { name: 'said', said } })
const empty = failures.reply_empty({ host })

/** What OpenAI says in full, where LiteLLM looks at the words. */
const inFull =
  (status: number, code: string, message: string): Answer =>
  async ({ response }) =>
    sendJson(response, status, openAiError(message, 'invalid_request_error', code))

interface Told {
  answer: FaultName | Answer
  streamed: string
  /** When it is told otherwise in answer to a question whose reply was to come whole. */
  whole?: string
}

const unreadable = (received: string) => troubled(`500: Empty or invalid response from LLM endpoint.${received}`)

const upstream: Record<string, Told> = {
  'the key of the proxy is refused': {
    answer: 'key refused',
    streamed: failures.proxy_key_refused({ host }),
  },
  'the model is not there': { answer: 'model unknown', streamed: failures.model_unknown({ host, model }) },
  'it is asked too often': { answer: 'slow down', streamed: failures.rate_limited({ host }) },
  'there is no credit': { answer: 'no credit', streamed: failures.quota_used_up({ host }) },
  'it fails': { answer: 'server broken', streamed: troubled('500: The server had an error') },
  'it is overloaded': { answer: 'server overloaded', streamed: troubled('503: Overloaded') },
  'the recording is unusable': {
    answer: 'bad audio',
    streamed: failures.audio_refused({
      said: { name: 'said', said: "The data provided for 'input_audio' is not of valid wav format." },
    }),
  },
  'the model neither speaks nor hears': {
    answer: 'model without audio',
    streamed: failures.model_without_audio({ model }),
  },
  'the voice is unknown': { answer: 'voice refused', streamed: failures.voice_refused({ voice: 'marin' }) },
  'the region is not served': {
    answer: 'region refused',
    streamed: failures.access_denied({
      host,
      said: { name: 'said', said: 'Country, region, or territory not supported' },
    }),
  },
  'the address of the proxy’s model leads nowhere': {
    answer: 'wrong path',
    streamed: failures.request_refused({ host, said: { name: 'said', said: 'Error code: 404' } }),
  },
  'the question is too large': { answer: 'too large for nginx', streamed: failures.too_large({ host }) },
  'the conversation is too long': {
    answer: inFull(
      400,
      'context_length_exceeded',
      "This model's maximum context length is 128000 tokens. However, your messages resulted in 130000 tokens.",
    ),
    streamed: failures.context_too_long(),
  },
  'the content is not wanted': {
    answer: inFull(
      400,
      'content_policy_violation',
      'Your request was rejected as a result of our safety system. Your prompt may contain text that is not allowed.',
    ),
    streamed: failures.content_refused(),
  },
  'a gateway is broken': { answer: 'page where the gateway is', streamed: troubled('502: Error code: 502') },
  'it closes the connection': { answer: 'closed before the answer', streamed: troubled('500: Connection error.') },
  'it redirects': { answer: 'redirect', streamed: troubled('500: Connection error.') },
  'a login page is in the way': { answer: 'web page', streamed: empty, whole: unreadable('') },
  'it says nothing': { answer: 'nothing at all', streamed: empty, whole: unreadable('') },
  'it says nothing, and that its filter did': {
    answer: 'filtered',
    streamed: failures.content_refused(),
    whole: unreadable(''),
  },
  'it hides an error in a success': {
    answer: 'error inside of 200',
    streamed: empty,
    whole: failures.rate_limited({ host }),
  },
}

describe('behind the proxy', () => {
  for (const [what, { answer, streamed, whole = streamed }] of Object.entries(upstream)) {
    test(`${what}: ${streamed.replace(host, 'HOST')}`, async () => {
      server.answerAlways(answer)
      const [first, second] = [await hear(endpointOf()), await hear(endpointOf({ streaming: 'off' }))]
      expect([first.failure?.message, second.failure?.message]).toEqual([streamed, whole])
    })
  }
})

describe('the proxy itself', () => {
  test.for([
    ['a key that it does not know', 'sk-unknown', failures.key_refused({ host, source })],
    ['a key without the usual beginning', 'unknown', failures.key_refused({ host, source })],
    ['an expired key', 'sk-expired', failures.key_expired({ host, source })],
    ['a key whose budget is spent', 'sk-spent', failures.quota_used_up({ host })],
  ])('refuses %s', async ([, key = '', sentence]) => {
    const { failure } = await hear(endpointOf({ key }))
    expect([failure?.message, server.requests]).toEqual([sentence, []])
  })

  test('fails without a word about the key that it misses', async () => {
    const { failure } = await hear(endpointOf({ key: null }))
    expect([failure?.message, server.requests]).toEqual([troubled('500: Internal Server Error'), []])
  })

  test('refuses a key that is for another model', async () => {
    const { failure } = await hear(endpointOf({ key: 'sk-elsewhere' }))
    expect([failure?.message, server.requests]).toEqual([failures.model_denied({ host, model }), []])
    expect((await hear(endpointOf({ key: 'sk-elsewhere', model: 'our-voice' }))).failure).toBeNull()
  })

  test('refuses a key that asks too often', async () => {
    const heard = [await hear(endpointOf({ key: 'sk-slow' })), await hear(endpointOf({ key: 'sk-slow' }))]
    expect(heard.map(({ failure }) => failure?.message)).toEqual([undefined, failures.rate_limited({ host })])
  })

  test('refuses an alias that it does not have', async () => {
    const { failure } = await hear(endpointOf({ model: 'nobody' }))
    expect([failure?.message, server.requests]).toEqual([failures.model_unknown({ host, model: 'nobody' }), []])
  })

  test('refuses to ask a provider for sound that takes no such parameter', async () => {
    const { failure } = await hear(endpointOf({ model: 'insists' }))
    expect([failure?.message, server.requests]).toEqual([failures.proxy_without_audio({ host, model: 'insists' }), []])
  })

  test('gives up waiting for the server behind it', async () => {
    server.answerAlways('hang')
    const { failure } = await hear(endpointOf({ model: 'hasty' }))
    expect(failure?.message).toBe(troubled('408: Request timed out.'))
  })

  test('leaves a server that failed alone for a while, and asks to be left alone as well', async () => {
    server.answerNext('key refused')
    const heard = [await hear(endpointOf({ model: 'cooling' })), await hear(endpointOf({ model: 'cooling' }))]
    const told = [failures.proxy_key_refused({ host }), failures.model_unavailable({ host, model: 'cooling' })]
    expect([heard.map(({ failure }) => failure?.message), server.requests.length]).toEqual([told, 1])
  })
})

describe('in the middle of a reply, what came is kept', () => {
  const cutOff = failures.cut_off()
  test.for([
    ['truncated', cutOff],
    ['cut inside an event', cutOff],
    ['reset', troubled('500: Connection error.')],
    ['closed in the middle', troubled('500: Connection error.')],
    ['error in the middle', troubled('500: Boom')],
    ['slow down in the middle', failures.rate_limited({ host })],
    ['stall', failures.stalled({ seconds: 3 })],
  ] as const)('%s: %s', async ([fault, sentence]) => {
    server.answerNext(fault)
    const heard = await hear(endpointOf(), {}, { timeouts: { stallMs: 3000 }, onPart: breakWhenHeard(server, fault) })
    const begun = begunReply(knownReply)
    expect([heard.failure?.message, heard.words, heard.pcm.equals(begun.pcm)]).toEqual([sentence, begun.words, true])
  })

  test('the proxy gives up waiting for the rest', async () => {
    server.answerNext('stall')
    const heard = await hear(endpointOf({ model: 'hasty' }), {}, { onPart: breakWhenHeard(server, 'stall') })
    expect([heard.failure?.message, heard.words]).toEqual([
      troubled('408: Request timed out.'),
      begunReply(knownReply).words,
    ])
  })
})
