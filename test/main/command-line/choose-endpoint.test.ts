import { expect, test } from 'vitest'
import { openEndpoint } from '../../../main/command-line/choose-endpoint.ts'
import { readArguments } from '../../../main/command-line/options.ts'
import { newKey } from '../../helpers/asking.ts'

async function keyFor(where: string, environment: Record<string, string>, key: string | null = null) {
  const named = key === null ? [] : ['--key-env', 'MY_KEY']
  const read = readArguments(['--text', 'Hi', '--endpoint', where, ...named], '/nowhere')
  if (read.kind !== 'options') throw new Error('the arguments were not understood')
  const { endpoint, notes, close } = await openEndpoint(read.options, environment, key)
  await close()
  return { key: endpoint.key, keySource: endpoint.keySource, notes }
}

test.for([
  'https://example.org/v1',
  'http://127.0.0.1:4000',
  'http://0.0.0.0:4000',
  'http://localhost:4000',
  'http://[::1]:4000',
])('OPENAI_API_KEY goes to %s, because nobody on the way can read it', async address => {
  const key = newKey()
  expect(await keyFor(address, { OPENAI_API_KEY: key })).toEqual({ key, keySource: 'OPENAI_API_KEY', notes: [] })
})

test('OPENAI_API_KEY does not go unencrypted across a network unless it is named', async () => {
  const key = newKey()
  expect(await keyFor('http://proxy.example:4000', { OPENAI_API_KEY: key })).toEqual({
    key: null,
    keySource: 'no key',
    notes: [
      'OPENAI_API_KEY was not sent to proxy.example:4000, because http:// would show it to the network. --key-env OPENAI_API_KEY sends it.',
    ],
  })
  expect(await keyFor('http://proxy.example:4000', {}, key)).toEqual({ key, keySource: 'MY_KEY', notes: [] })
})

test('LITELLM_PROXY_KEY goes to whatever proxy is named', async () => {
  const key = newKey()
  const found = await keyFor('http://proxy.example:4000', { LITELLM_PROXY_KEY: key, OPENAI_API_KEY: newKey() })
  expect(found).toEqual({ key, keySource: 'LITELLM_PROXY_KEY', notes: [] })
})

test.for([
  ['LITELLM_PROXY_KEY', 'https://other.example/v1', 'LITELLM_PROXY_BASE says that it belongs elsewhere'],
  ['OPENAI_API_KEY', 'https://other.example/v1', 'OPENAI_BASE_URL says that it belongs elsewhere'],
  ['LITELLM_PROXY_KEY', 'https://api.openai.com/v1', 'that is no proxy'],
] as const)('%s does not go to %s unless it is named: %s', async ([variable, address, why]) => {
  const key = newKey()
  const places =
    why === 'that is no proxy'
      ? {}
      : { LITELLM_PROXY_BASE: 'http://127.0.0.1:4000', OPENAI_BASE_URL: 'http://127.0.0.1:5000' }
  const host = new URL(address).host
  expect(await keyFor(address, { ...places, [variable]: key })).toEqual({
    ...{ key: null, keySource: 'no key' },
    notes: [`${variable} was not sent to ${host}, because ${why}. --key-env ${variable} sends it.`],
  })
})

test('with several keys each server gets its own', async () => {
  const [proxy, openai] = [newKey(), newKey()]
  const environment = { LITELLM_PROXY_KEY: proxy, OPENAI_API_KEY: openai, LITELLM_PROXY_BASE: 'http://127.0.0.1:4000' }
  const addresses = ['http://0.0.0.0:4000/v1', 'https://api.openai.com/v1']
  const found = await Promise.all(addresses.map(address => keyFor(address, environment)))
  expect(found.map(({ key, notes }) => [key, notes])).toEqual([
    [proxy, []],
    [openai, []],
  ])
})

test('a proxy’s key without a place to go is told of, and goes nowhere', async () => {
  const read = readArguments(['--text', 'Hi'], '/nowhere')
  if (read.kind !== 'options') throw new Error('the arguments were not understood')
  const { endpoint, notes, close } = await openEndpoint(read.options, { LITELLM_PROXY_KEY: newKey() }, null)
  await close()
  expect([endpoint.kind, endpoint.key]).toEqual(['practice', null])
  expect(notes).toEqual([expect.stringMatching(/^LITELLM_PROXY_KEY is set, but nothing says where its proxy is/)])
})

test('the practice partner gets no key', async () => {
  expect(await keyFor('practice', { OPENAI_API_KEY: newKey() })).toEqual({ key: null, keySource: 'no key', notes: [] })
})
