import { describe, expect, test } from 'vitest'
import { hear } from '../helpers/asking.ts'
import type { DialectName } from '../helpers/endpoint-dialects.ts'
import { eventsOf, openAiShape } from '../helpers/endpoint-events.ts'
import { knownReply, pcmOf } from '../helpers/known-reply.ts'
import { LITELLM_VERSION, throughLiteLlm } from '../helpers/litellm-stream.ts'
import { startBehindProxy } from './behind-proxy.ts'

/* What comes of a reply on its way through a LiteLLM proxy. */

const { server, endpointOf, fetchFromProxy } = await startBehindProxy()

const question = {
  model: 'gpt-4o-audio-preview',
  modalities: ['text', 'audio'],
  audio: { voice: 'alloy', format: 'pcm16' },
  messages: [{ role: 'user', content: 'Hello' }],
  stream: true,
  stream_options: { include_usage: true },
}
const asked = { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(question) }

test('its events are those that our own server makes in its place', async () => {
  const response = await fetchFromProxy('/v1/chat/completions', asked)
  const events = (await response.text()).split('\n\n').filter(event => event !== '')
  expect(response.headers.get('x-litellm-version')).toBe(LITELLM_VERSION)
  expect(events.pop()).toBe('data: [DONE]')
  const values = events.map(event => JSON.parse(event.replace('data: ', '')) as object)
  const ours = throughLiteLlm(eventsOf(knownReply, 'audio_1', openAiShape)).map(({ value }) => value as object)
  expect(values.map(comparable)).toEqual(ours.map(comparable))
})

/** An event without what is another at every reply, or the proxy's own. */
function comparable(event: object): unknown {
  return JSON.parse(JSON.stringify({ ...event, created: 0, model: '' }), (name, value: unknown) =>
    value !== null && ['id', 'expires_at'].includes(name) ? name : value,
  )
}

const whole: DialectName[] = [
  'openai',
  'openrouter',
  'no-done',
  'expiry-only-end',
  'odd-bytes',
  'padding-per-chunk',
  'split-letters',
  'one-event',
  'sound-before-words',
  'omni',
  'omni-wav-each',
  'dashscope',
  'base64-in-lines',
  'base64-cut-anywhere',
  'stream-despite-whole',
]

describe('every word and every sample arrives', () => {
  test.for(whole)('streamed from a server that speaks %s', async dialect => {
    server.answerAlways(dialect)
    const heard = await hear(endpointOf())
    expect(heard.failure).toBeNull()
    expect([heard.words, heard.pcm.equals(pcmOf(knownReply))]).toEqual([knownReply.words, true])
    expect(heard.end?.isComplete).toBe(true)
  })

  test('streamed up to the longest that the model makes, which is said', async () => {
    server.answerAlways('stopped-by-length')
    const heard = await hear(endpointOf())
    expect([heard.failure, heard.words, heard.end?.isComplete]).toEqual([null, knownReply.words, false])
  })

  test.for(['wav', 'pcm16'] as const)('as a whole, in %s', async format => {
    const heard = await hear(endpointOf({ streaming: 'off', format }))
    expect([heard.failure, heard.words, heard.pcm.equals(pcmOf(knownReply))]).toEqual([null, knownReply.words, true])
  })

  test('as a whole from a model that refuses to stream', async () => {
    server.answerAlways('no-streaming')
    const heard = await hear(endpointOf())
    expect([heard.failure, heard.words, heard.pcm.equals(pcmOf(knownReply))]).toEqual([null, knownReply.words, true])
    expect(server.requests.map(({ json }) => [json.stream === true, json.audio.format])).toEqual([
      [true, 'pcm16'],
      [false, 'wav'],
    ])
  })
})

describe('what the proxy loses is said', () => {
  test.for(['speaches', 'json-despite-stream', 'two-choices'] as const)(
    'of a server that speaks %s: all',
    async dialect => {
      server.answerAlways(dialect)
      expect((await hear(endpointOf())).failure?.code).toBe('reply_empty')
    },
  )

  test('of a server that goes on after it said that it stops: the rest', async () => {
    server.answerAlways('sound-with-and-after-finish')
    expect(await hear(endpointOf())).toMatchObject({ words: knownReply.words, pcm: Buffer.alloc(0), failure: null })
  })
})

describe('what is known of a reply', () => {
  const counted = {
    promptTokens: 17,
    completionTokens: 59,
    promptTextTokens: 7,
    promptAudioTokens: 10,
    completionTextTokens: 19,
    completionAudioTokens: 40,
  }

  test('are its tokens, and its cost where it comes as a whole', async () => {
    const [streamed, whole] = [
      await hear(endpointOf({ model: 'gpt-audio-1.5' })),
      await hear(endpointOf({ model: 'gpt-audio-1.5', streaming: 'off' })),
    ]
    expect([streamed.end?.usage, whole.end?.usage]).toMatchObject([
      { ...counted, usd: null },
      { ...counted, usd: (7 * 2.5 + 10 * 32 + 19 * 10 + 40 * 64) / 1e6 },
    ])
  })

  test('is the cost of streamed words, when the proxy is told to add it', async () => {
    server.answerAlways('text-only')
    expect((await hear(endpointOf({ model: 'drops' }))).end?.usage?.usd).toBeGreaterThan(0)
  })

  test('is the alias that was asked for, whatever model stands behind it', async () => {
    expect((await hear(endpointOf({ model: 'our-voice' }))).end?.model).toBe('our-voice')
    expect(server.requests[0]?.json.model).toBe('our-own-model')
  })
})

describe('a voice that is named again', () => {
  const messages = [
    { role: 'user' as const, content: 'Hello' },
    { role: 'assistant' as const, audio: { id: 'audio_1' } },
    { role: 'user' as const, content: 'And cats?' },
  ]
  const messagesWithoutIds = messages.map(message =>
    message.role === 'assistant' ? { role: message.role, content: 'Hello to you.' } : message,
  )

  test('reaches the server behind the proxy as it was named', async () => {
    expect((await hear(endpointOf(), { messages, messagesWithoutIds })).failure).toBeNull()
    expect(server.requests.map(({ json }) => json.messages)).toEqual([messages])
  })

  test('is replaced by what it said when it is not known there any more', async () => {
    server.answerAlways('stale-audio-id')
    expect((await hear(endpointOf(), { messages, messagesWithoutIds })).words).toBe(knownReply.words)
    expect(server.requests.map(({ json }) => json.messages)).toEqual([messages, messagesWithoutIds])
  })
})

test('a wish for sound that is dropped on the way is answered in words', async () => {
  server.answerAlways('text-only')
  const heard = await hear(endpointOf({ model: 'drops' }))
  expect(heard).toMatchObject({ words: knownReply.words, pcm: Buffer.alloc(0), encoded: null, failure: null })
  expect(server.requests[0]?.json).not.toHaveProperty('modalities')
  expect(server.requests[0]?.json).not.toHaveProperty('audio')
})

test('a question that is taken back is taken back from the server behind the proxy', async () => {
  const controller = new AbortController()
  const gate = server.hold('end')
  const heard = hear(endpointOf(), {}, { signal: controller.signal })
  await gate.reached
  controller.abort()
  expect((await heard).failure?.code).toBe('cancelled')
  expect(await server.requests[0]?.ended).toBe('gone')
})

describe('a question whose length is not known when it begins', () => {
  test('is taken piece by piece', async () => {
    const response = await fetchFromProxy('/v1/chat/completions', { ...asked, ...slowly() })
    expect(await response.text()).toContain('[DONE]')
    expect(server.requests[0]?.json).toMatchObject(question)
  })

  test('is refused at its end when its key is', async () => {
    const response = await fetchFromProxy('/v1/chat/completions', { ...asked, ...slowly() }, 'sk-expired')
    expect([response.status, server.requests]).toEqual([401, []])
  })
})

/** The question in two pieces, whose lengths nobody is told. */
function slowly(): RequestInit {
  const body = new ReadableStream({
    start: controller => {
      for (const piece of [asked.body.slice(0, 40), asked.body.slice(40)]) {
        controller.enqueue(new TextEncoder().encode(piece))
      }
      controller.close()
    },
  })
  return { body, duplex: 'half' } as RequestInit
}
