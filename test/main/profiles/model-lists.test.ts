import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { MODELS_LIMIT } from '../../../app/profiles/models.ts'
import type { Endpoint } from '../../../main/endpoint/endpoint.ts'
import { openAccountNames } from '../../../main/profiles/account-names.ts'
import { ModelLists } from '../../../main/profiles/model-lists.ts'
import { endpointAt, newKey } from '../../helpers/asking.ts'
import { listing, longList } from '../../helpers/endpoint-models.ts'
import { ownServer } from '../../helpers/own-server.ts'

const server = await ownServer()
let folder: string
let listed: number
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'parley-models-'))
  listed = 0
})
afterEach(async () => {
  await rm(folder, { recursive: true, force: true })
})

function open(): ModelLists {
  return new ModelLists({ dataFolder: folder, accountOf: openAccountNames(folder), onListed: () => listed++ })
}

const proxy = (change: Partial<Endpoint> = {}) => endpointAt(server.baseUrl, { preset: 'litellm', ...change })
const asked = () => server.models.requests.filter(({ path }) => path === '/v1/models').length

describe('a list', () => {
  test('is asked for once, then known, and asked for again when that is wanted', async () => {
    server.models.answerAlways('litellm')
    const endpoint = proxy({ model: 'our-voice' })
    const lists = open()
    expect([lists.modelOf(endpoint), lists.usualOf(endpoint), lists.priceOf(endpoint)]).toEqual([null, null, null])
    const [first, meanwhile] = await Promise.all([lists.list(endpoint, false), lists.list(endpoint, true)])
    expect([first.models.length, meanwhile.models.length, asked(), listed]).toEqual([7, 7, 1, 1])
    await lists.list(endpoint, false)
    expect(asked()).toBe(1)
    await lists.list(endpoint, true)
    expect(asked()).toBe(2)
    expect([lists.modelOf(endpoint)?.speaks, lists.usualOf(endpoint)]).toEqual([true, 'gpt-audio-1.5'])
    expect(lists.priceOf({ ...endpoint, model: 'gpt-audio-1.5' })?.audioOut).toBe(64)
  })

  test('is there offline and after a restart, with the reason why it is no newer', async () => {
    server.models.answerAlways('litellm')
    const endpoint = proxy()
    await open().list(endpoint, false)
    const later = open()
    expect([later.usualOf(endpoint), asked()]).toEqual(['gpt-audio-1.5', 1])
    server.models.answerAlways('failing')
    const { models, at, failure } = await later.list(endpoint, true)
    expect([models.length, typeof at, failure?.code]).toEqual([7, 'number', 'server_failed'])
  })

  test('is another with another key, of which no file tells', async () => {
    server.models.answerAlways('litellm')
    const key = newKey()
    const lists = open()
    await lists.list(proxy({ key }), false)
    expect(lists.usualOf(proxy({ key: newKey() }))).toBe(null)
    const texts = await Promise.all(
      (await readdir(join(folder, 'models'))).map(name => readFile(join(folder, 'models', name), 'utf8')),
    )
    expect([texts.length, texts.join().includes(key)]).toEqual([1, false])
  })

  test('of 5,000 models is kept whole', async () => {
    server.models.answerAlways(listing(longList(MODELS_LIMIT)))
    const endpoint = proxy()
    await open().list(endpoint, false)
    expect((await open().list(endpoint, false)).models).toHaveLength(MODELS_LIMIT)
    expect(asked()).toBe(1)
  })

  test('whose file is damaged is asked for again', async () => {
    server.models.answerAlways('litellm')
    const endpoint = proxy()
    await open().list(endpoint, false)
    const [name = ''] = await readdir(join(folder, 'models'))
    await writeFile(join(folder, 'models', name), '{"at": 1, "models": [')
    const lists = open()
    expect(lists.usualOf(endpoint)).toBe(null)
    expect((await lists.list(endpoint, false)).models).toHaveLength(7)
  })

  test('that never came is none, with the reason', async () => {
    server.models.answerAlways('missing')
    const { models, at, failure } = await open().list(proxy(), false)
    expect([models, at, failure?.code, listed]).toEqual([[], null, 'models_missing', 0])
  })

  test('that is awaited when Parley ends is given up', async () => {
    server.models.answerAlways('silence')
    const lists = open()
    const waiting = lists.list(proxy(), false)
    await lists.close()
    expect((await waiting).failure?.code).toBe('cancelled')
  })
})

test('the model that was chosen once stays, until it is not listed any more', async () => {
  const data = (...ids: string[]) => listing({ data: ids.map(id => ({ id })) })
  const endpoint = proxy()
  const lists = open()
  server.models.answerAlways(data('b-audio', 'c-audio'))
  await lists.list(endpoint, true)
  server.models.answerAlways(data('a-audio', 'b-audio'))
  await lists.list(endpoint, true)
  expect(lists.usualOf(endpoint)).toBe('b-audio')
  server.models.answerAlways(data('a-audio'))
  await lists.list(endpoint, true)
  expect(lists.usualOf(endpoint)).toBe('a-audio')
})
