import { readFileSync } from 'node:fs'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { failWith } from '../../../app/errors.ts'
import { msOf } from '../../../app/turns/alignment.ts'
import type { Endpoint } from '../../../main/endpoint/endpoint.ts'
import { type SoundToTranscribe, Transcriber, type TranscriptionOutcome } from '../../../main/endpoint/transcribe.ts'
import { fixture } from '../../helpers/app.ts'
import { endpointAt } from '../../helpers/asking.ts'
import { type EndpointServer, startEndpointServer } from '../../helpers/endpoint-server.ts'
import { heardWords, type TranscriptionChoice } from '../../helpers/endpoint-transcriptions.ts'

const sound: SoundToTranscribe = { location: fixture('golden-retriever.wav'), format: 'wav', durationMs: 3000 }

let server: EndpointServer
beforeAll(async () => {
  server = await startEndpointServer()
})
afterEach(() => server.reset())
afterAll(() => server.close())

function hear(
  options: { endpoint?: Endpoint; model?: string; with?: Transcriber; signal?: AbortSignal; wholeMs?: number } = {},
): Promise<TranscriptionOutcome> {
  const { endpoint = endpointAt(server.baseUrl), model = 'whisper-1', wholeMs = 20_000 } = options
  const { signal = new AbortController().signal } = options
  const asked = { ...endpoint, transcriptionModel: model }
  return (options.with ?? new Transcriber()).transcribe(asked, sound, { signal, timeouts: { wholeMs } })
}

function codeIn(outcome: TranscriptionOutcome): string {
  return 'failure' in outcome ? outcome.failure.code : 'words'
}

describe('a request for words', () => {
  test('is one form with the recording as it lies on the disk, of exact length, with the key of that address', async () => {
    server.transcriptions.answerAlways('words with times')
    const endpoint = endpointAt(server.baseUrl)
    await hear({ endpoint })
    const [request, ...others] = server.transcriptions.requests
    expect([request?.fields, request?.file.name, request?.file.type, others]).toEqual([
      [
        ['model', 'whisper-1'],
        ['response_format', 'verbose_json'],
        ['timestamp_granularities[]', 'word'],
      ],
      'recording.wav',
      'audio/wav',
      [],
    ])
    expect(request?.file.bytes.equals(readFileSync(fixture('golden-retriever.wav')))).toBe(true)
    const { authorization, 'content-length': length, accept, 'user-agent': agent, ...rest } = request?.headers ?? {}
    expect([authorization, Number(length), accept, agent]).toEqual([
      `Bearer ${endpoint.key}`,
      request?.body.byteLength,
      'application/json',
      'Parley',
    ])
    expect(Object.keys(rest).sort()).toEqual(['connection', 'content-type', 'host'])
  })

  test('goes without a key where there is none', async () => {
    server.transcriptions.answerAlways('words')
    await hear({ endpoint: endpointAt(server.baseUrl, { key: null }) })
    expect(server.transcriptions.requests[0]?.headers.authorization).toBeUndefined()
  })

  test('asks for no times of a model that tells none', async () => {
    server.transcriptions.answerAlways('words')
    await hear({ model: '' })
    expect(server.transcriptions.requests.map(({ fields }) => fields)).toEqual([
      [
        ['model', 'gpt-4o-mini-transcribe'],
        ['response_format', 'json'],
      ],
    ])
  })

  test('is made again without times when those are refused, and not with them again', async () => {
    server.transcriptions.answerAlways('words without times')
    const transcriber = new Transcriber()
    const outcomes = [await hear({ with: transcriber }), await hear({ with: transcriber })]
    const formats = server.transcriptions.requests.map(({ fields }) => fields[1]?.[1])
    expect([outcomes.map(codeIn), formats]).toEqual([
      ['words', 'words'],
      ['verbose_json', 'json', 'json'],
    ])
  })

  test('is made again when the server had just closed the connection that was kept', async () => {
    server.transcriptions.answerNext('words', 'closed', 'words')
    const outcomes = [await hear({ model: '' }), await hear({ model: '' })]
    expect([outcomes.map(codeIn), server.transcriptions.requests.length]).toEqual([['words', 'words'], 3])
  })
})

describe('words', () => {
  test('come with the time of each where the model tells it', async () => {
    server.transcriptions.answerAlways('words with times')
    const outcome = await hear()
    const transcript = 'transcript' in outcome ? outcome.transcript : null
    const at = (word: string) => msOf(transcript?.alignment ?? [], heardWords.indexOf(word), heardWords.length, 3000)
    expect([transcript?.words, transcript?.model, transcript?.isEdited]).toEqual([heardWords, 'whisper-1', false])
    expect(['Is', 'golden', 'dog'].map(at)).toEqual([300, 550, 2200])
  })

  test('come alone where it does not', async () => {
    server.transcriptions.answerAlways('words')
    const model = 'gpt-4o-mini-transcribe'
    const size = { heardMs: 3000, heardCharacters: 0, spokenMs: 0, spokenCharacters: heardWords.length }
    expect(await hear({ model: ' ' })).toEqual({
      transcript: { words: heardWords, alignment: [], isEdited: false, model, cost: null },
      step: { model, usage: null, size },
    })
  })

  test('have no times that no recording has, and nothing that steers a terminal', async () => {
    server.transcriptions.answerAlways(response => {
      const words = [{ word: 'Hi', start: 1e300 }]
      response.writeHead(200, { 'content-type': 'application/json' })
      response.end(JSON.stringify({ text: '\u001b[31mHi\u0000', words }))
    })
    expect(await hear()).toMatchObject({ transcript: { words: '[31mHi', alignment: [] } })
  })

  test('may be none', async () => {
    server.transcriptions.answerAlways('silence')
    expect(await hear()).toMatchObject({ transcript: { words: '' } })
  })
})

describe('what goes wrong is told:', () => {
  test.each<[TranscriptionChoice, string]>([
    ['none', 'transcription_missing'],
    ['not allowed', 'transcription_missing'],
    ['not implemented', 'transcription_missing'],
    ['model unknown', 'model_unknown'],
    ['key refused', 'key_refused'],
    ['bad audio', 'request_refused'],
    ['too large', 'request_refused'],
    ['broken', 'server_failed'],
    ['slow down', 'rate_limited'],
    ['no credit', 'quota_used_up'],
    ['web page', 'endpoint_html'],
    ['redirect', 'endpoint_redirected'],
    ['nonsense', 'endpoint_unreadable'],
  ])('%s', async (answer, code) => {
    server.transcriptions.answerAlways(answer)
    expect(codeIn(await hear())).toBe(code)
  })

  test('a server that cannot be reached', async () => {
    const gone = await startEndpointServer()
    await gone.close()
    expect(codeIn(await hear({ endpoint: endpointAt(gone.baseUrl) }))).toBe('unreachable')
  })

  test('one that takes too long', async () => {
    server.transcriptions.answerAlways('hang')
    expect(codeIn(await hear({ wholeMs: 50 }))).toBe('timed_out')
  })

  test('how long a server asks to be left alone', async () => {
    server.transcriptions.answerAlways('slow down')
    expect(await hear()).toMatchObject({ retryAfterMs: 7000 })
  })

  test('where a redirect leads, which is not followed', async () => {
    server.transcriptions.answerAlways('redirect')
    const outcome = await hear()
    expect('failure' in outcome ? outcome.failure.message : '').toContain('redirects to http://127.0.0.1:9/v1, where')
  })

  test('without the key, even where the server says it', async () => {
    server.transcriptions.answerAlways('key echoed')
    const endpoint = endpointAt(server.baseUrl)
    const outcome = await hear({ endpoint })
    const message = 'failure' in outcome ? outcome.failure.message : ''
    expect([message.includes('[key]'), message.includes(endpoint.key ?? '')]).toEqual([true, false])
  })

  test('that it was given up', async () => {
    const gate = server.transcriptions.hold()
    const controller = new AbortController()
    const outcome = hear({ signal: controller.signal }).catch((error: unknown) => error)
    await gate.reached
    controller.abort()
    expect(await outcome).toEqual(failWith('cancelled'))
  })
})
