import { describe, expect, test } from 'vitest'
import { AppError } from '../../../app/errors.ts'
import { MODELS_LIMIT, type Model } from '../../../app/profiles/models.ts'
import type { Preset } from '../../../app/profiles/profiles.ts'
import { type ListOptions, listModels } from '../../../main/endpoint/models.ts'
import { usualModel } from '../../../main/endpoint/usual-model.ts'
import { endpointAt, newKey } from '../../helpers/asking.ts'
import { listing, longList, type ModelsChoice } from '../../helpers/endpoint-models.ts'
import { ownServer } from '../../helpers/own-server.ts'

const server = await ownServer()

function list(
  answer: ModelsChoice,
  preset: Preset = 'openai',
  options: Partial<ListOptions> & { baseUrl?: string; key?: string } = {},
): Promise<Model[]> {
  server.models.answerAlways(answer)
  const { baseUrl = server.baseUrl, key = newKey(), ...how } = options
  return listModels(endpointAt(baseUrl, { preset, key }), { signal: new AbortController().signal, ...how })
}

async function failureOf(listed: Promise<Model[]>): Promise<AppError> {
  const error = await listed.then(
    () => null,
    (error: unknown) => error,
  )
  if (!(error instanceof AppError)) throw new Error(`not a failure: ${error}`)
  return error
}

const brief = ({ id, hears, speaks, source }: Model) => [id, hears, speaks, source]

describe('models are read from', () => {
  test('OpenAI’s list, whose names tell what they can do, with the days of their shutdown', async () => {
    const models = await list('openai')
    expect(models.map(brief)).toEqual([
      ['gpt-5', null, null, null],
      ['gpt-audio-mini', true, true, 'name'],
      ['gpt-audio-1.5', true, true, 'name'],
      ['whisper-1', false, false, 'name'],
    ])
    expect(models.map(({ shutdownDate }) => shutdownDate)).toEqual([null, '2027-01-20', null, null])
  })

  test('OpenRouter’s, asked for those that speak too, with what they cost', async () => {
    const models = await list('openrouter', 'openrouter')
    expect(models.map(brief)).toEqual([
      ['meta/words', false, false, 'server'],
      ['google/listener', true, false, 'server'],
      ['openai/gpt-voice', true, true, 'server'],
    ])
    const nothing = { cachedTextIn: null, cachedAudioIn: null }
    expect(models.map(({ price }) => price)).toEqual([
      null,
      { textIn: 0.3, textOut: 2.5, audioIn: 1, audioOut: null, ...nothing },
      { textIn: 2.5, textOut: 10, audioIn: 32, audioOut: 64, ...nothing },
    ])
  })

  test.each(['litellm', 'other'] as const)(
    'a LiteLLM proxy’s model info and list, at a profile for “%s”',
    async preset => {
      const models = await list('litellm', preset)
      expect(models.map(brief)).toEqual([
        ['gpt-4o-audio-preview', true, true, 'name'],
        ['gpt-audio-1.5', true, true, 'server'],
        ['our-voice', true, true, 'server'],
        ['drops', null, null, null],
        ['insists', null, null, null],
        ['hasty', true, true, 'name'],
        ['cooling', true, true, 'name'],
      ])
      expect(models[1]?.price).toMatchObject({ textIn: 2.5, textOut: 10, audioIn: 32, audioOut: 64 })
    },
  )

  test('the list of a proxy that keeps its model info to itself', async () => {
    const models = await list('litellm with a restricted key', 'litellm')
    expect(models.map(({ id }) => id)).toContain('our-voice')
  })

  test('a list of nothing but what it is', async () => {
    expect((await list('bare array', 'local')).map(({ id }) => id)).toEqual(['one', 'two'])
    expect(await list('none')).toEqual([])
  })

  test('what has rubbish in it, without that', async () => {
    expect((await list('rubbish')).map(brief)).toEqual([
      ['bare-audio', true, true, 'name'],
      ['named', null, null, null],
      ['odd', null, true, 'server'],
    ])
  })

  test('a list behind a mark of Unicode, without names for many models or that steer a terminal', async () => {
    const models = await list(response => {
      const data = ['openai/*', '*', '\u001b[31mred', 'one'].map(id => ({ id }))
      response.writeHead(200, { 'content-type': 'application/json' }).end(`\ufeff${JSON.stringify({ data })}`)
    })
    expect(models.map(({ id }) => id)).toEqual(['one'])
  })

  test('5,000 entries, and no more', async () => {
    expect(await list(listing(longList(MODELS_LIMIT)))).toHaveLength(MODELS_LIMIT)
    expect(await list(listing(longList(MODELS_LIMIT + 1)))).toHaveLength(MODELS_LIMIT)
  })
})

test('several deployments of one name are one model, which can do what any of them can', async () => {
  const info = (name: string, can: object) => ({ model_name: name, litellm_params: {}, model_info: can })
  const models = await list((response, path) => {
    const data = [
      info('both', { supports_audio_input: false, supports_audio_output: null }),
      info('both', { supports_audio_input: true, supports_audio_output: false }),
      info('openai/*', { supports_audio_output: true }),
      info('embed', { mode: 'embedding', supports_audio_input: true }),
    ]
    response.writeHead(path === '/v1/model/info' ? 200 : 404, { 'content-type': 'application/json' })
    response.end(JSON.stringify({ data }))
  }, 'litellm')
  expect(models.map(brief)).toEqual([
    ['both', true, false, 'server'],
    ['embed', false, false, 'server'],
  ])
})

describe('a list that cannot be had is told in words:', () => {
  test.each([
    ['missing', 'models_missing'],
    ['not implemented', 'models_missing'],
    ['web page', 'endpoint_html'],
    ['no list', 'endpoint_unreadable'],
    ['not json', 'endpoint_unreadable'],
    ['endless', 'endpoint_unreadable'],
    ['key refused', 'key_refused'],
    ['key denied', 'access_denied'],
    ['failing', 'server_failed'],
    ['elsewhere', 'endpoint_redirected'],
  ] as const)('%s', async (answer, code) => {
    expect(await failureOf(list(answer))).toMatchObject({ code })
    expect(await failureOf(list(answer, 'litellm'))).toMatchObject({ code })
  })

  test.each(['silence', 'head and silence'] as const)('%s, for as long as anybody waits', async answer => {
    expect(await failureOf(list(answer, 'openai', { silenceMs: 50 }))).toMatchObject({ code: 'timed_out' })
  })

  test('bytes that drip', async () => {
    const drip: ModelsChoice = response => {
      response.writeHead(200, { 'content-type': 'application/json' })
      const timer = setInterval(() => response.write(' '), 10)
      response.once('close', () => clearInterval(timer))
    }
    expect(await failureOf(list(drip, 'openai', { wholeMs: 200 }))).toMatchObject({ code: 'timed_out' })
  })

  test('nobody there', async () => {
    expect(await failureOf(list('none', 'openai', { baseUrl: 'http://127.0.0.1:1/v1' }))).toMatchObject({
      code: 'unreachable',
    })
  })

  test('Azure, whose deployments stand for models and which is not asked', async () => {
    expect(await failureOf(list('openai', 'azure'))).toMatchObject({ code: 'models_missing' })
    expect(server.models.requests).toEqual([])
  })

  test('nobody wants it any more', async () => {
    const given = new AbortController()
    const listed = list('silence', 'openai', { signal: given.signal })
    given.abort()
    expect(await failureOf(listed)).toMatchObject({ code: 'cancelled' })
  })
})

test('the key goes to the base URL, and is in no failure that quotes it', async () => {
  const key = newKey()
  await list('litellm', 'litellm', { key })
  expect(server.models.requests.map(({ path, headers }) => [path, headers.authorization]).sort()).toEqual([
    ['/v1/model/info', `Bearer ${key}`],
    ['/v1/models', `Bearer ${key}`],
  ])
  const quoting: ModelsChoice = response => {
    response.writeHead(400, { 'content-type': 'application/json' })
    response.end(JSON.stringify({ error: { message: `What is ${key}?`, type: 'x', param: key, code: '400' } }))
  }
  const failure = await failureOf(list(quoting, 'litellm', { key }))
  expect(failure.message).not.toContain(key)
})

describe('the model that is asked where nobody names one', () => {
  const now = Date.UTC(2026, 10, 26)
  const model = (id: string, change: Partial<Model> = {}): Model => ({
    ...{ id, hears: true, speaks: true, source: 'name', price: null, shutdownDate: null },
    ...change,
  })
  test.each<[string, Preset, Model[], string | null]>([
    ['at OpenAI is the usual one, whatever it lists', 'openai', [model('other')], null],
    [
      'is the usual one where it is listed',
      'litellm',
      [model('a'), model('openai/gpt-audio-1.5')],
      'openai/gpt-audio-1.5',
    ],
    ['is the first of which the proxy says it', 'litellm', [model('a'), model('b', { source: 'server' })], 'b'],
    ['is the first by its name', 'litellm', [model('w', { speaks: null }), model('a'), model('b')], 'a'],
    ['is the first that speaks', 'local', [model('w', { speaks: null }), model('s', { hears: null })], 's'],
    ['is none that is shut down', 'litellm', [model('a', { shutdownDate: '2026-05-07' })], null],
    ['is none that is not known to speak', 'other', [model('w', { speaks: null })], null],
  ])('%s', (_, preset, models, chosen) => {
    expect(usualModel(preset, models, now)).toBe(chosen)
  })
})
