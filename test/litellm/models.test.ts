import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { listModels } from '../../main/endpoint/models.ts'
import { usualModel } from '../../main/endpoint/usual-model.ts'
import { fixture } from '../helpers/app.ts'
import { startBehindProxy } from './behind-proxy.ts'

/* What a LiteLLM proxy tells of its models, as it is recorded in `test/fixtures/`. */

const { fetchFromProxy, endpointOf } = await startBehindProxy()

interface ModelInfo {
  model_name: string
  litellm_params: object
  model_info: Record<string, unknown>
}

async function told<Answer>(path: string, key?: string): Promise<Answer> {
  const response = await fetchFromProxy(path, {}, key)
  expect(response.status).toBe(200)
  return (await response.json()) as Answer
}

function recorded(name: string): unknown {
  return JSON.parse(readFileSync(fixture(name), 'utf8'))
}

/** Without what is another at every start, and without the hundred prices that are null for every model of these. */
function comparable({ model_name, litellm_params, model_info }: ModelInfo): ModelInfo {
  const known = Object.entries(model_info).filter(
    ([name, value]) => value !== null || name.startsWith('supports_audio'),
  )
  return {
    model_name,
    litellm_params: { ...litellm_params, api_base: 'http://127.0.0.1/v1' },
    model_info: { ...Object.fromEntries(known), id: 'id' },
  }
}

test('its list names aliases, and says of none that it speaks', async () => {
  expect(await told('/v1/models')).toEqual(recorded('litellm-models.json'))
})

test('its model info says who speaks and what it costs, of models that LiteLLM or its administrator knows', async () => {
  const { data } = await told<{ data: ModelInfo[] }>('/v1/model/info')
  expect({ data: data.map(comparable) }).toEqual(recorded('litellm-model-info.json'))
})

test('Parley lists them with what they can do and cost, and asks the proxy’s own audio model where none is named', async () => {
  const models = await listModels(endpointOf({ preset: 'litellm' }), { signal: new AbortController().signal })
  expect(models.map(({ id, hears, speaks, source }) => [id, hears, speaks, source])).toEqual([
    ['gpt-4o-audio-preview', true, true, 'name'],
    ['gpt-audio-1.5', true, true, 'server'],
    ['our-voice', true, true, 'server'],
    ['drops', null, null, null],
    ['insists', null, null, null],
    ['hasty', true, true, 'name'],
    ['cooling', true, true, 'name'],
  ])
  expect(models.map(({ price }) => price?.audioOut ?? null).filter(usd => usd !== null)).toEqual([64])
  expect(usualModel('litellm', models, Date.now())).toBe('gpt-audio-1.5')
})

test('Parley lists what a key may use alone, and says why one is refused', async () => {
  const list = (key: string) =>
    listModels(endpointOf({ preset: 'litellm', key }), { signal: new AbortController().signal })
  expect((await list('sk-elsewhere')).map(({ id }) => id)).toEqual(['our-voice'])
  await expect(list('sk-unknown')).rejects.toMatchObject({ code: 'key_refused' })
  await expect(list('sk-expired')).rejects.toMatchObject({ code: 'key_expired' })
})

test.for(['/v1/models', '/v1/model/info'])('a key for one model sees that one alone at %s', async path => {
  const { data } = await told<{ data: { id?: string; model_name?: string }[] }>(path, 'sk-elsewhere')
  expect(data.map(({ id, model_name }) => model_name ?? id)).toEqual(['our-voice'])
})

test.for(['/v1/models', '/v1/model/info'])('a key that is unknown or expired is refused at %s', async path => {
  const refused = await Promise.all(['sk-unknown', 'sk-expired'].map(key => fetchFromProxy(path, {}, key)))
  const errors = await Promise.all(refused.map(async response => ((await response.json()) as Refused).error.type))
  expect([refused.map(({ status }) => status), errors]).toEqual([
    [400, 401],
    ['no_db_connection', 'expired_key'],
  ])
})

interface Refused {
  error: { type: string }
}
