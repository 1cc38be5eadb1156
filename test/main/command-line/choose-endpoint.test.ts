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

test('the practice partner gets no key', async () => {
  expect(await keyFor('practice', { OPENAI_API_KEY: newKey() })).toEqual({ key: null, keySource: 'no key', notes: [] })
})
