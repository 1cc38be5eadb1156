import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { endpointAt, hear, spoken, typed } from '../../helpers/asking.ts'
import { flacOf } from '../../helpers/encoded-reply.ts'
import { type DialectName, dialects, soundlessMp3 } from '../../helpers/endpoint-dialects.ts'
import { ANSWERED_MODEL } from '../../helpers/endpoint-events.ts'
import { type EndpointServer, startEndpointServer } from '../../helpers/endpoint-server.ts'
import { knownReply, pcmOf } from '../../helpers/known-reply.ts'

let server: EndpointServer
beforeAll(async () => {
  server = await startEndpointServer()
})
afterAll(() => server.close())
beforeEach(() => server.reset())

const speaking: DialectName[] = [
  'openai',
  'litellm',
  'roleless',
  'openrouter',
  'speaches',
  'no-done',
  'expiry-only-end',
  'odd-bytes',
  'padding-per-chunk',
  'split-letters',
  'one-event',
  'sound-before-words',
  'words-twice',
  'wav-in-stream',
  'omni',
  'omni-wav-each',
  'omni-unmarked',
  'dashscope',
  'base64-url-safe',
  'base64-unpadded',
  'base64-padding-inside',
  'base64-in-lines',
  'base64-cut-anywhere',
  'base64-as-data-url',
  'returns-only',
  'no-space-after-colon',
  'named-events',
  'byte-order-mark',
  'events-that-claim-to-be-json',
  'json-that-claims-to-be-events',
  'stream-despite-whole',
  'gzip',
  'deflate',
  'deflate-bare',
  'brotli',
  'zstd',
  'content-in-parts',
  'sound-with-and-after-finish',
  'usage-that-is-none',
  'many-small-chunks',
  'json-despite-stream',
  'two-choices',
  'no-streaming',
]

describe('every word and every sample arrives', () => {
  for (const dialect of speaking) {
    for (const [asked, question] of Object.entries({ spoken, typed })) {
      test(`of a ${asked} question to a server that speaks ${dialect}`, async () => {
        server.answerAlways(dialect)
        const heard = await hear(endpointAt(server.baseUrl), question)
        expect(heard.failure).toBeNull()
        expect(heard.words).toBe(knownReply.words)
        expect(heard.pcm.equals(pcmOf(knownReply))).toBe(true)
        expect(heard.end).toMatchObject({ isComplete: true, audioId: expect.stringMatching(/^audio_/) })
      })
    }
  }
})

test('the end tells the id, the model, the tokens and until when the voice can be named', async () => {
  const before = Date.now()
  const { end } = await hear(endpointAt(server.baseUrl))
  expect(end).toEqual({
    kind: 'end',
    id: 'chatcmpl-known',
    audioId: expect.stringMatching(/^audio_/),
    audioExpiresAt: expect.any(Number),
    model: ANSWERED_MODEL,
    usage: {
      ...{ promptTokens: 17, promptTextTokens: 7, promptAudioTokens: 10, cachedTokens: 0, cachedAudioTokens: null },
      ...{ completionTokens: 59, completionTextTokens: 19, completionAudioTokens: 40, reasoningTokens: 0, usd: null },
    },
    isComplete: true,
  })
  expect((end?.audioExpiresAt ?? 0) - before).toBeGreaterThan(3_590_000)
})

test('the request is exactly what OpenAI documents, and its headers say who asks and nothing else', async () => {
  const endpoint = endpointAt(server.baseUrl)
  await hear(endpoint, typed)
  const [request] = server.requests
  expect(request?.json).toEqual({
    model: 'gpt-audio-1.5',
    modalities: ['text', 'audio'],
    audio: { voice: 'marin', format: 'pcm16' },
    messages: typed.messages,
    stream: true,
    stream_options: { include_usage: true },
  })
  expect(request?.headers).toEqual({
    accept: 'text/event-stream',
    authorization: `Bearer ${endpoint.key}`,
    connection: 'keep-alive',
    'content-length': String(request?.body.byteLength),
    'content-type': 'application/json',
    host: new URL(server.baseUrl).host,
    'user-agent': 'Parley',
  })
})

test('organisation, project and headers of a profile go along, and take the place of nothing that is ours', async () => {
  const headers = { 'x-team': 'blue', authorization: 'mine', 'user-agent': 'me' }
  const endpoint = endpointAt(server.baseUrl, { organization: 'org-1', project: ' proj-1 ', headers })
  await hear(endpoint, typed)
  expect(server.requests[0]?.headers).toMatchObject({
    ...{ authorization: `Bearer ${endpoint.key}`, 'openai-organization': 'org-1', 'openai-project': 'proj-1' },
    ...{ 'x-team': 'blue', 'user-agent': 'Parley' },
  })
})

test('Azure gets its key in a header of its own, and its version in the address beside what is there already', async () => {
  const version = { preset: 'azure', apiVersion: '2025-01-01-preview' } as const
  const endpoint = endpointAt(`${server.baseUrl}?team=blue`, version)
  await hear(endpoint, typed)
  const [request] = server.requests
  expect(request?.path).toBe('/v1/chat/completions?team=blue&api-version=2025-01-01-preview')
  expect([request?.headers['api-key'], request?.headers.authorization]).toEqual([endpoint.key, undefined])
})

test('a server is waited for as long as its profile says', async () => {
  server.answerNext('hang')
  const { failure } = await hear(endpointAt(server.baseUrl, { timeoutS: 0.05 }), typed)
  expect(failure?.code).toBe('timed_out')
})

test('what the SDK takes from the environment does not reach a server', async () => {
  const names = ['OPENAI_API_KEY', 'OPENAI_ORG_ID', 'OPENAI_PROJECT_ID', 'OPENAI_ADMIN_KEY', 'OPENAI_BASE_URL']
  for (const name of names) process.env[name] = 'http://leak.invalid'
  process.env.OPENAI_CUSTOM_HEADERS = 'X-Leak: leak\nAuthorization: leak'
  try {
    await hear(endpointAt(server.baseUrl, { key: null }))
    const [request] = server.requests
    expect(JSON.stringify(request?.headers)).not.toContain('leak')
    expect(request?.headers.authorization).toBeUndefined()
  } finally {
    for (const name of [...names, 'OPENAI_CUSTOM_HEADERS']) delete process.env[name]
  }
})

test('the steps come in order: sent, headers, words, sound, end', async () => {
  const { kinds } = await hear(endpointAt(server.baseUrl))
  expect([...new Set(kinds)]).toEqual(['sent', 'headers', 'words', 'pcm', 'end'])
})

test('words and sound are handed on while the server is still speaking', async () => {
  const gate = server.hold('end')
  let sounded = false
  const heard = hear(endpointAt(server.baseUrl), {}, { onPart: part => (sounded ||= part.kind === 'pcm') })
  await expect.poll(() => sounded).toBe(true)
  gate.release()
  expect((await heard).failure).toBeNull()
})

test('connections are kept for the questions that follow', async () => {
  const ports = new Set<unknown>()
  server.answerAlways(exchange => {
    ports.add(exchange.incoming.socket.remotePort)
    return dialects.openai(exchange)
  })
  const endpoint = endpointAt(server.baseUrl)
  for (let asked = 0; asked < 6; asked++) await hear(endpoint)
  expect(ports.size).toBeLessThanOrEqual(2)
})

describe('a server without the usual voice', () => {
  for (const dialect of ['text-only', 'text-only-json', 'refusal'] as const) {
    test(`answers in words alone (${dialect})`, async () => {
      server.answerNext(dialect)
      const heard = await hear(endpointAt(server.baseUrl))
      expect(heard).toMatchObject({ words: knownReply.words, failure: null, encoded: null })
      expect(heard.pcm.byteLength).toBe(0)
    })
  }

  test('sends an MP3 where pcm was wanted, and it is told apart', async () => {
    server.answerNext('mp3-without-sound')
    const heard = await hear(endpointAt(server.baseUrl))
    expect(heard.encoded).toEqual({ format: 'mp3', bytes: soundlessMp3 })
    expect(heard.pcm.byteLength).toBe(0)
  })

  test('makes the format that was asked for', async () => {
    const heard = await hear(endpointAt(server.baseUrl, { format: 'flac' }))
    expect(heard).toMatchObject({ encoded: { format: 'flac', bytes: await flacOf(knownReply) }, failure: null })
  })

  test('stops at its length, and the reply is kept as one that is not whole', async () => {
    server.answerNext('stopped-by-length')
    const heard = await hear(endpointAt(server.baseUrl))
    expect(heard.failure).toBeNull()
    expect(heard.end?.isComplete).toBe(false)
  })
})

test('the key of one base URL never goes to another', async () => {
  const other = await startEndpointServer()
  const mine = endpointAt(server.baseUrl)
  const theirs = endpointAt(other.baseUrl)
  await Promise.all([hear(mine), hear(theirs), hear(mine), hear(theirs)])
  await other.close()
  const keysAt = (at: EndpointServer) => new Set(at.requests.map(request => request.headers.authorization))
  expect(keysAt(server)).toEqual(new Set([`Bearer ${mine.key}`]))
  expect(keysAt(other)).toEqual(new Set([`Bearer ${theirs.key}`]))
})

describe('stopping', () => {
  test('before the answer ends the request', async () => {
    const gate = server.hold('headers')
    const controller = new AbortController()
    const sent = Promise.withResolvers<void>()
    const heard = hear(endpointAt(server.baseUrl), {}, { signal: controller.signal, onPart: () => sent.resolve() })
    await Promise.all([gate.reached, sent.promise])
    controller.abort()
    expect(await heard).toMatchObject({ kinds: ['sent'], failure: { code: 'cancelled' } })
    expect(await server.requests[0]?.ended).toBe('gone')
    gate.release()
  })

  test('in the middle of the sound keeps what came and ends the request', async () => {
    const gate = server.hold('sound')
    const controller = new AbortController()
    const onPart = ({ kind }: { kind: string }) => (kind === 'pcm' ? controller.abort() : undefined)
    const heard = await hear(endpointAt(server.baseUrl), {}, { signal: controller.signal, onPart })
    expect(heard.failure?.code).toBe('cancelled')
    expect(heard.pcm.equals(pcmOf(knownReply).subarray(0, heard.pcm.byteLength))).toBe(true)
    expect(heard.pcm.byteLength).toBeGreaterThan(0)
    expect(await server.requests[0]?.ended).toBe('gone')
    gate.release()
  })

  test('before anything was begun asks nobody', async () => {
    const { failure } = await hear(endpointAt(server.baseUrl), {}, { signal: AbortSignal.abort() })
    expect(failure?.code).toBe('cancelled')
    expect(server.requests).toHaveLength(0)
  })
})
