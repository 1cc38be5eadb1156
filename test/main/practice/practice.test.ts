import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { request as httpRequest } from 'node:http'
import { join } from 'node:path'
import OpenAI, { BadRequestError } from 'openai'
import type { ChatCompletionChunk, ChatCompletionCreateParams, ChatCompletionMessageParam } from 'openai/resources'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readWavLayout } from '../../../app/wav.ts'
import { encode } from '../../../main/practice/encode.ts'
import { lines, speakLine } from '../../../main/practice/lines.ts'
import { type Practice, REQUEST_BYTES_LIMIT, startPractice } from '../../../main/practice/practice.ts'
import { readMp3Duration } from '../../../main/sound/mp3.ts'
import { tone, wavOf } from '../../helpers/wav-files.ts'

const question = readFileSync(join(import.meta.dirname, '..', '..', 'fixtures', 'golden-retriever.wav'))
const echo = Buffer.concat([speakLine('heard'), question.subarray(44)])

let now = Date.now()
let practice: Practice
let client: OpenAI

beforeAll(async () => {
  practice = await startPractice({ speed: Infinity, clock: () => now })
  client = new OpenAI({ apiKey: 'none', baseURL: practice.baseUrl, maxRetries: 0, organization: null, project: null })
})
afterAll(() => practice.close())

function spoken(bytes: Buffer = question, format: 'wav' | 'mp3' = 'wav'): ChatCompletionMessageParam {
  const input_audio = { data: bytes.toString('base64'), format }
  return { role: 'user', content: [{ type: 'input_audio', input_audio }] }
}

const typed: ChatCompletionMessageParam = { role: 'user', content: 'Hello' }

function asking(messages: ChatCompletionMessageParam[], format: 'wav' | 'mp3' | 'pcm16' = 'pcm16') {
  const audio = { voice: 'marin', format }
  return { model: 'gpt-audio-1.5', modalities: ['text' as const, 'audio' as const], audio, messages }
}

async function streamed(change: Partial<ChatCompletionCreateParams> = {}): Promise<ChatCompletionChunk[]> {
  const stream = await client.chat.completions.create({ ...asking([spoken()]), ...change, stream: true })
  const chunks: ChatCompletionChunk[] = []
  for await (const chunk of stream) chunks.push(chunk)
  return chunks
}

function soundOf(chunks: ChatCompletionChunk[]): Buffer {
  return Buffer.concat(chunks.map(chunk => Buffer.from(chunk.choices[0]?.delta.audio?.data ?? '', 'base64')))
}

function post(body: string, { baseUrl } = practice): Promise<Response> {
  const headers = { 'content-type': 'application/json' }
  return fetch(`${baseUrl}/chat/completions`, { method: 'POST', headers, body })
}

test('recordings are not put into words, because it could only make them up', async () => {
  const response = await fetch(`${practice.baseUrl}/audio/transcriptions`, { method: 'POST', body: new FormData() })
  const { error } = (await response.json()) as { error: { message: string } }
  expect([response.status, error.message]).toEqual([404, 'Invalid URL (POST /v1/audio/transcriptions)'])
})

test('lists its one model, and tells about it', async () => {
  const models = await client.models.list()
  const model = { id: 'practice-audio', object: 'model', created: expect.any(Number), owned_by: 'parley' }
  expect([models.data, await client.models.retrieve('practice-audio')]).toEqual([[model], model])
})

test('streams the words it speaks and, after them, every sample it heard', async () => {
  const chunks = await streamed()
  const words = chunks.map(chunk => chunk.choices[0]?.delta.audio?.transcript ?? '').join('')
  expect([words, soundOf(chunks).equals(echo)]).toEqual([lines.heard, true])
})

test('a recording of another rate is played back at the speed it was spoken', async () => {
  const chunks = await streamed(
    asking([spoken(wavOf([tone(600, { sampleRateHz: 48_000 })], { sampleRateHz: 48_000 }))]),
  )
  expect(soundOf(chunks).byteLength).toBe(speakLine('heard').byteLength + 48_000)
})

test('chunks come in OpenAI’s order: a word, role and id with sound, words ahead of sound, the expiry alone, usage', async () => {
  const chunks = await streamed({ stream_options: { include_usage: true } })
  const expiry = { audio: { expires_at: Math.floor(now / 1000) + 3600 } }
  const deltas = chunks.map(chunk => chunk.choices[0]?.delta)
  expect(deltas.slice(0, 3)).toEqual([
    { audio: { transcript: 'I' } },
    {
      role: 'assistant',
      content: null,
      refusal: null,
      audio: { id: expect.stringMatching(/^audio_/), data: expect.any(String) },
    },
    { audio: { transcript: ' am' } },
  ])
  expect(chunks.slice(-2).map(({ choices, usage }) => ({ choices, usage }))).toEqual([
    // The SDK fills in the `finish_reason` that is not there.
    { choices: [{ index: 0, delta: expiry, finish_reason: null }], usage: null },
    {
      choices: [],
      usage: {
        prompt_tokens: 29,
        completion_tokens: 140,
        total_tokens: 169,
        prompt_tokens_details: { text_tokens: 0, audio_tokens: 29, cached_tokens: 0 },
        completion_tokens_details: { text_tokens: 15, audio_tokens: 125, reasoning_tokens: 0 },
      },
    },
  ])
})

test('the last word is out before the half of its sound', async () => {
  const chunks = await streamed(asking([{ role: 'user', content: 'What is the tallest tree?' }]))
  const lastWord = chunks.findLastIndex(chunk => chunk.choices[0]?.delta.audio?.transcript)
  const before = soundOf(chunks.slice(0, lastWord)).byteLength
  expect(before).toBeLessThan(soundOf(chunks).byteLength - 48_000)
})

test('sound comes in pieces of 150 ms, whose base64 needs no padding', async () => {
  const pieces = (await streamed()).map(chunk => chunk.choices[0]?.delta.audio?.data ?? '').filter(data => data !== '')
  const odd = pieces.slice(0, -1).filter(data => Buffer.from(data, 'base64').byteLength !== 7200 || data.endsWith('='))
  expect([odd, pieces.length]).toEqual([[], Math.ceil(echo.byteLength / 7200)])
})

test('without include_usage there is no usage, and the stream ends with [DONE]', async () => {
  const response = await post(JSON.stringify({ ...asking([typed]), stream: true }))
  const events = (await response.text()).split('\n\n')
  expect({
    type: response.headers.get('content-type'),
    expiry: JSON.parse(events.at(-3)?.slice('data: '.length) ?? '').choices,
    end: events.slice(-2),
    hasUsage: events.some(event => event.includes('usage')),
    areEvents: events.slice(0, -1).every(event => event.startsWith('data: ')),
  }).toEqual({
    type: 'text/event-stream; charset=utf-8',
    expiry: [{ index: 0, delta: { audio: { expires_at: expect.any(Number) } } }],
    end: ['data: [DONE]', ''],
    hasUsage: false,
    areEvents: true,
  })
})

test('answers as a whole in WAV', async () => {
  const { choices, model, object } = await client.chat.completions.create(asking([spoken()], 'wav'))
  const audio = choices[0]?.message.audio
  const bytes = Buffer.from(audio?.data ?? '', 'base64')
  const { dataOffset = 0, ...layout } = readWavLayout(bytes) ?? {}
  expect({ model, object, transcript: audio?.transcript, expires: audio?.expires_at, layout }).toEqual({
    model: 'practice-audio',
    object: 'chat.completion',
    transcript: lines.heard,
    expires: Math.floor(now / 1000) + 3600,
    layout: {
      formatTag: 1,
      channels: 1,
      sampleRateHz: 24_000,
      bitsPerSample: 16,
      blockBytes: 2,
      dataBytes: echo.byteLength,
    },
  })
  expect(bytes.subarray(dataOffset).equals(echo)).toBe(true)
})

test('answers as a whole in bare samples', async () => {
  const { choices } = await client.chat.completions.create(asking([spoken()], 'pcm16'))
  expect(Buffer.from(choices[0]?.message.audio?.data ?? '', 'base64').equals(echo)).toBe(true)
})

test('answers as a whole in MP3 of the same length', async () => {
  const { choices } = await client.chat.completions.create(asking([spoken()], 'mp3'))
  const durationMs = readMp3Duration(Buffer.from(choices[0]?.message.audio?.data ?? '', 'base64')) ?? 0
  const lengthening = durationMs - echo.byteLength / 48
  expect([lengthening >= 0, lengthening < 120]).toEqual([true, true])
})

test('answers in text where no sound is wanted, whole and streamed', async () => {
  const { choices } = await client.chat.completions.create({ model: 'x', messages: [spoken()] })
  const chunks = await streamed({ modalities: ['text'], audio: null })
  const words = chunks.map(chunk => chunk.choices[0]?.delta.content ?? '').join('')
  expect([choices[0]?.message, words, chunks.at(-1)?.choices]).toEqual([
    { role: 'assistant', content: lines.heard, refusal: null },
    lines.heard,
    [{ index: 0, delta: {}, finish_reason: 'stop' }],
  ])
})

test('an MP3 is not played back, but understood', async () => {
  const mp3 = Buffer.from(await encode(question.subarray(44), 'mp3'))
  const { choices } = await client.chat.completions.create(asking([spoken(mp3, 'mp3')], 'wav'))
  expect(choices[0]?.message.audio?.transcript).toBe(`${lines.mp3} ${lines['under-five-seconds']}`)
})

test('hears what was said since its last answer, and nothing before', async () => {
  const [earlier, later] = [wavOf([tone(500)]), wavOf([tone(900)])]
  const history = [spoken(earlier), { role: 'assistant' as const, content: 'Yes.' }, spoken(later)]
  const { choices } = await client.chat.completions.create(asking(history, 'pcm16'))
  const sound = Buffer.from(choices[0]?.message.audio?.data ?? '', 'base64')
  expect(sound.subarray(-48_000).equals(later.subarray(44))).toBe(true)
})

test('its audio ids can be referred to for an hour', async () => {
  const { choices } = await client.chat.completions.create(asking([typed], 'wav'))
  const id = choices[0]?.message.audio?.id ?? ''
  const again = asking([typed, { role: 'assistant', audio: { id } }, typed], 'wav')
  now += 3_590_000
  const { object } = await client.chat.completions.create(again)
  now += 20_000
  const refused: unknown = await client.chat.completions.create(again).catch((error: unknown) => error)
  if (!(refused instanceof BadRequestError)) throw new Error('it was not refused')
  expect([object, refused.error]).toEqual([
    'chat.completion',
    {
      message: `Assistant audio ${id} not found.`,
      type: 'invalid_request_error',
      param: 'content.messages[1].audio.id',
      code: 'audio_not_found',
    },
  ])
})

test('ids of streams can be referred to as well', async () => {
  const chunks = await streamed()
  const id = chunks.flatMap(({ choices }) => choices[0]?.delta.audio?.id ?? [])[0] ?? ''
  const again = asking([typed, { role: 'assistant', audio: { id } }, typed], 'wav')
  expect((await client.chat.completions.create(again)).object).toBe('chat.completion')
})

const refusals = [
  {
    what: 'an unknown audio id',
    body: asking([{ role: 'assistant', audio: { id: 'audio_gone' } }, typed]),
    error: ['Assistant audio audio_gone not found.', 'content.messages[0].audio.id', 'audio_not_found'],
  },
  {
    what: 'a stream of anything but pcm16',
    body: { ...asking([typed], 'wav'), stream: true },
    error: [
      "Unsupported value: 'audio.format' does not support 'wav' when stream=true. Supported values are: 'pcm16'.",
      'audio.format',
      'unsupported_value',
    ],
  },
  {
    what: 'a format it does not make',
    body: { ...asking([typed]), audio: { voice: 'marin', format: 'flac' } },
    error: [
      "Unsupported value: 'audio.format' does not support 'flac' with this model. Supported values are: 'wav', 'mp3', 'pcm16'.",
      'audio.format',
      'unsupported_value',
    ],
  },
  {
    what: 'text in and text out',
    body: { model: 'x', messages: [typed] },
    error: [
      'This model requires that either input content or output modality contain audio.',
      'model',
      'invalid_value',
    ],
  },
  {
    what: 'sound that is not WAV',
    body: asking([typed, spoken(Buffer.from('no sound at all'))]),
    error: [
      "The data provided for 'input_audio' is not of valid wav format.",
      'messages.[1].content.[0].input_audio.data',
      'invalid_value',
    ],
  },
  {
    what: 'a data address in place of base64',
    body: asking([
      { role: 'user', content: [{ type: 'input_audio', input_audio: { data: 'data:,x', format: 'wav' } }] },
    ]),
    error: [
      "The data provided for 'input_audio' is not of valid wav format.",
      'messages.[0].content.[0].input_audio.data',
      'invalid_value',
    ],
  },
  {
    what: 'speech without saying how',
    body: { model: 'x', modalities: ['text', 'audio'], messages: [typed] },
    error: ["Missing required parameter: 'audio'.", 'audio', 'missing_required_parameter'],
  },
  {
    what: 'no messages',
    body: { model: 'x' },
    error: ["Missing required parameter: 'messages'.", 'messages', 'missing_required_parameter'],
  },
]

test.for(refusals)('refuses $what in OpenAI’s words', async ({ body, error: [message, param, code] }) => {
  const response = await post(JSON.stringify(body))
  expect([response.status, await response.json()]).toEqual([
    400,
    { error: { message, type: 'invalid_request_error', param, code } },
  ])
})

test('refuses what is no JSON', async () => {
  const response = await post('{"model":')
  expect([response.status, await response.json()]).toEqual([
    400,
    {
      error: {
        message: 'We could not parse the JSON body of your request.',
        type: 'invalid_request_error',
        param: null,
        code: null,
      },
    },
  ])
})

test('refuses more than it can hold, and goes on', async () => {
  // On a connection of its own: one that was kept may be closed while so much is put together.
  const fresh = await startPractice({ speed: Infinity })
  const response = await post('x'.repeat(REQUEST_BYTES_LIMIT + 1), fresh)
  expect([response.status, await response.json()]).toEqual([
    413,
    { error: expect.objectContaining({ message: expect.stringMatching(/^Maximum content size limit \(67108864\)/) }) },
  ])
  expect((await post(JSON.stringify(asking([typed])), fresh)).status).toBe(200)
  await fresh.close()
})

test.for([
  { method: 'GET', path: '/files', status: 404, message: 'Invalid URL (GET /v1/files)' },
  { method: 'GET', path: '/chat/completions', status: 405, message: expect.stringContaining('Not allowed to GET') },
  { method: 'POST', path: '/models', status: 405, message: expect.stringContaining('Not allowed to POST') },
])('answers $method $path with $status', async ({ method, path, status, message }) => {
  const response = await fetch(practice.baseUrl + path, { method })
  expect([response.status, await response.json()]).toEqual([status, { error: expect.objectContaining({ message }) }])
})

test('listens on this computer alone', () => {
  expect(new URL(practice.baseUrl).hostname).toBe('127.0.0.1')
})

test('speaks faster than real time, but not all at once: the first piece comes while the rest is still to be said', async () => {
  const paced = await startPractice({ speed: 20 })
  try {
    const start = performance.now()
    const arrivals: { bytes: number; at: number }[] = []
    const slow = new OpenAI({ apiKey: 'none', baseURL: paced.baseUrl, maxRetries: 0 })
    const stream = await slow.chat.completions.create({ ...asking([typed]), stream: true })
    for await (const chunk of stream) {
      const bytes = Buffer.from(chunk.choices[0]?.delta.audio?.data ?? '', 'base64').byteLength
      if (bytes > 0) arrivals.push({ bytes, at: performance.now() - start })
    }
    // A piece never comes before its time: what was said before it, at twenty times the speed of speech.
    let before = 0
    const early = arrivals.filter(({ bytes, at }) => {
      const due = before / 48 / 20
      before += bytes
      return at < due - 5
    })
    expect([early, before]).toEqual([[], speakLine('greeting').byteLength])
  } finally {
    await paced.close()
  }
})

test('a listener who leaves in the middle does not keep it from closing, nor from answering others', async () => {
  const paced = await startPractice({ speed: 0.01 })
  const body = JSON.stringify({ ...asking([typed]), stream: true })
  const address = `${paced.baseUrl}/chat/completions`
  const leaving = httpRequest(address, { method: 'POST', headers: { 'content-type': 'application/json' } }).end(body)
  const [response] = await once(leaving, 'response')
  await once(response, 'data')
  leaving.destroy()
  expect((await fetch(`${paced.baseUrl}/models`)).status).toBe(200)
  const staying = await fetch(address, { method: 'POST', headers: { 'content-type': 'application/json' }, body })
  await paced.close()
  await expect(staying.text()).rejects.toThrow()
})
