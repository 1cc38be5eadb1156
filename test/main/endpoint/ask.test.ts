import { once } from 'node:events'
import { createServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type Lesson, nothingKnown } from '../../../app/knowledge.ts'
import type { AskTimeouts, Question } from '../../../main/endpoint/ask.ts'
import { endpointAt, hear, newKey } from '../../helpers/asking.ts'
import { breakWhenHeard } from '../../helpers/break-when-heard.ts'
import { flacOf } from '../../helpers/encoded-reply.ts'
import { type DialectName, dialects, soundlessMp3 } from '../../helpers/endpoint-dialects.ts'
import { ANSWERED_MODEL } from '../../helpers/endpoint-events.ts'
import { openAiError, sendJson } from '../../helpers/endpoint-exchange.ts'
import { begunReply, type FaultName, faults } from '../../helpers/endpoint-faults.ts'
import { type RefusalName, refusals } from '../../helpers/endpoint-refusals.ts'
import { type EndpointServer, startEndpointServer } from '../../helpers/endpoint-server.ts'
import { knownReply, pcmOf } from '../../helpers/known-reply.ts'
import { selfSigned } from '../../helpers/self-signed.ts'

let server: EndpointServer
beforeAll(async () => {
  server = await startEndpointServer()
})
afterAll(() => server.close())
beforeEach(() => server.reset())

const spoken: Partial<Question> = {
  messages: [{ role: 'user', content: [{ type: 'input_audio', input_audio: { data: 'UklGRg==', format: 'wav' } }] }],
}
const typed: Partial<Question> = { messages: [{ role: 'user', content: 'Is a golden retriever a good family dog?' }] }

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

describe('asking again', () => {
  const ids: Partial<Question> = {
    messages: [
      { role: 'assistant', audio: { id: 'audio_old' } },
      { role: 'user', content: 'And now?' },
    ],
    messagesWithoutIds: [
      { role: 'assistant', content: 'Spoken before.' },
      { role: 'user', content: 'And now?' },
    ],
  }
  for (const dialect of ['stale-audio-id', 'stale-audio-id-litellm', 'stale-audio-id-speaches'] as const) {
    test(`with the words, when the server does not know the id any more (${dialect})`, async () => {
      server.answerNext(dialect, dialect)
      const heard = await hear(endpointAt(server.baseUrl), ids)
      expect(heard).toMatchObject({ words: knownReply.words, failure: null })
      expect(server.requests.map(request => request.json.messages)).toEqual([ids.messages, ids.messagesWithoutIds])
    })
  }

  test('happens once: a server that still finds fault is told of', async () => {
    server.answerNext('bad audio')
    expect((await hear(endpointAt(server.baseUrl), ids)).failure?.code).toBe('audio_refused')
    expect(server.requests).toHaveLength(1)
  })

  test('for a whole WAV, when the server does not stream', async () => {
    server.answerNext('no-streaming', 'no-streaming')
    await hear(endpointAt(server.baseUrl))
    expect(server.requests.map(({ json }) => [json.stream, json.audio.format])).toEqual([
      [true, 'pcm16'],
      [undefined, 'wav'],
    ])
  })

  for (const dialect of ['no-sound', 'no-sound-litellm', 'no-sound-openrouter'] as const) {
    test(`for words alone, when the model does not speak (${dialect})`, async () => {
      server.answerAlways(dialect)
      const heard = await hear(endpointAt(server.baseUrl), spoken)
      expect(heard).toMatchObject({ words: knownReply.words, failure: null, encoded: null })
      expect(server.requests.map(({ json }) => [json.modalities, json.audio?.format])).toEqual([
        [['text', 'audio'], 'pcm16'],
        [['text'], undefined],
      ])
    })
  }

  test('for a stream, when the server makes sound in nothing else', async () => {
    server.answerAlways('dashscope')
    const heard = await hear(endpointAt(server.baseUrl), spoken, { known: { ...nothingKnown, streams: false } })
    expect(heard).toMatchObject({ words: knownReply.words, failure: null })
    expect(server.requests.map(({ json }) => json.stream)).toEqual([undefined, true])
  })

  test('never happens against a wish', async () => {
    server.answerAlways('no-streaming')
    expect((await hear(endpointAt(server.baseUrl, { streaming: 'on' }))).failure?.code).toBe('request_refused')
    server.answerAlways('dashscope')
    expect((await hear(endpointAt(server.baseUrl, { streaming: 'off' }))).failure?.code).toBe('request_refused')
    expect(server.requests).toHaveLength(2)
  })

  test('goes round in no circle, when a server refuses all there is', async () => {
    let asked = 0
    server.answerAlways(async ({ request, response }) => {
      asked++
      const message = request.json.stream
        ? 'This model does not support streaming.'
        : 'Audio output requires stream: true'
      sendJson(response, 400, openAiError(message, 'invalid_request_error', null))
    })
    expect((await hear(endpointAt(server.baseUrl))).failure).not.toBeNull()
    expect(asked).toBe(2)
  })

  for (const [fault, why] of [
    ['bad audio', 'about the recording'],
    ['voice refused', 'about the voice'],
    ['model unknown', 'about the model'],
    ['slow down', 'about the pace'],
  ] as const) {
    test(`does not happen after a refusal that is ${why}`, async () => {
      server.answerNext(fault)
      await hear(endpointAt(server.baseUrl), spoken)
      expect(server.requests).toHaveLength(1)
    })
  }

  test('on a fresh connection, when the kept one was closed', async () => {
    const endpoint = endpointAt(server.baseUrl)
    await hear(endpoint)
    server.answerNext('closed before the answer')
    expect((await hear(endpoint)).failure).toBeNull()
    expect(server.requests).toHaveLength(3)
  })
})

describe('what a question shows is told', () => {
  async function lessonOf(dialect: DialectName, question: Partial<Question> = spoken): Promise<Lesson[]> {
    const lessons: Lesson[] = []
    server.answerAlways(dialect)
    await hear(endpointAt(server.baseUrl), question, { onLesson: lesson => lessons.push(lesson) })
    return lessons
  }

  test('of a server that streams, and hears', async () => {
    expect(await lessonOf('openai')).toEqual([{ streams: true, format: 'pcm16', voice: 'came', hears: true }])
    expect(await lessonOf('openai', typed)).toEqual([{ streams: true, format: 'pcm16', voice: 'came' }])
  })

  test('of one that does not stream, refusing to or not', async () => {
    const whole = [{ streams: false, format: 'wav', voice: 'came' }]
    expect(await lessonOf('no-streaming', typed)).toEqual(whole)
    expect(await lessonOf('json-despite-stream', typed)).toEqual(whole)
  })

  test('of one that does not speak, saying so or not', async () => {
    expect(await lessonOf('no-sound', typed)).toEqual([{ streams: true, voice: 'refused' }])
    expect(await lessonOf('text-only', typed)).toEqual([{ streams: true, voice: 'lost' }])
    expect(await lessonOf('sound-lost', typed)).toEqual([{ streams: true, voice: 'lost' }])
  })

  test('of one that goes on speaking after it has said it was done', async () => {
    expect(await lessonOf('sound-with-and-after-finish', typed)).toMatchObject([{ soundAfterFinish: true }])
  })

  test('of ids it knows, and those it does not', async () => {
    const ids: Partial<Question> = {
      messages: [
        { role: 'assistant', audio: { id: 'audio_old' } },
        { role: 'user', content: 'And now?' },
      ],
      messagesWithoutIds: [{ role: 'user', content: 'And now?' }],
    }
    expect(await lessonOf('openai', ids)).toMatchObject([{ audioIds: 'known' }])
    expect(await lessonOf('stale-audio-id', ids)).toMatchObject([{ audioIds: 'unknown' }])
  })

  test('of one that does not hear, although it fails', async () => {
    server.answerNext(async ({ response }) => {
      const message = 'audio input is not supported - hint: if this is unexpected, you may need to provide the mmproj'
      sendJson(response, 500, openAiError(message, 'server_error', null))
    })
    const lessons: Lesson[] = []
    await hear(endpointAt(server.baseUrl), spoken, { onLesson: lesson => lessons.push(lesson) })
    expect(lessons).toEqual([{ hears: false }])
  })
})

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
  return name === 'stall' || name === 'silence before the end' ? { stallMs: 1000 } : {}
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
        timeouts: { stallMs: 1000 },
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
  const heard = await hear(endpointAt(server.baseUrl), typed, { timeouts: { headersMs: 300, stallMs: 100 } })
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
    const heard = hear(endpointAt(server.baseUrl), {}, { signal: controller.signal })
    await gate.reached
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
