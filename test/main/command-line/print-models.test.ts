import { expect, test } from 'vitest'
import { runAsk } from '../../helpers/ask-process.ts'
import { newKey } from '../../helpers/asking.ts'
import { ownServer } from '../../helpers/own-server.ts'

const server = await ownServer()

test('the models of a server are printed, those that hear and speak first, with the key that belongs there', async () => {
  server.models.answerAlways('litellm')
  const key = newKey()
  const environment = { LITELLM_PROXY_BASE: server.baseUrl, LITELLM_PROXY_KEY: key }
  const { exitCode, stdout, stderr } = await runAsk(['--models'], { environment })
  expect([exitCode, stdout.trimEnd().split('\n'), stderr]).toEqual([
    0,
    [
      'cooling               hears · speaks',
      'gpt-4o-audio-preview  hears · speaks',
      'gpt-audio-1.5         hears · speaks · words $2.50 in / $10.00 out · sound $32.00 in / $64.00 out per 1M',
      'hasty                 hears · speaks',
      'our-voice             hears · speaks',
      'drops                 not known whether it hears or speaks · words $0.50 in / $1.50 out per 1M',
      'insists               not known whether it hears or speaks · words $0.50 in / $1.50 out per 1M',
    ],
    'Prices are US dollars for 1,000,000 tokens, sent / answered.\n',
  ])
  expect(server.models.requests.map(({ headers }) => headers.authorization)).toEqual([`Bearer ${key}`, `Bearer ${key}`])
})

test('with --json they are one object', async () => {
  server.models.answerAlways('openai')
  const { exitCode, stdout } = await runAsk(['--models', '--json', '--endpoint', server.baseUrl])
  const { endpoint, models } = JSON.parse(stdout)
  const last = { hears: false, speaks: false, source: 'name', price: null, shutdownDate: null }
  expect([exitCode, endpoint, models.length, models.at(-1)]).toEqual([
    0,
    server.baseUrl,
    4,
    { id: 'whisper-1', ...last },
  ])
})

test('the practice partner’s is printed too, and says why it is the one that was asked', async () => {
  const { exitCode, stdout, stderr } = await runAsk(['--models'])
  expect([exitCode, stdout, stderr.startsWith('No key and no endpoint is set')]).toEqual([
    0,
    'practice-audio  hears · speaks\n',
    true,
  ])
})

test.each([
  [
    'missing',
    /^127\.0\.0\.1:\d+ does not list its models\. Type the name of one; everything else works as before\.\n$/,
  ],
  ['key refused', /needs a key/],
] as const)('a list that cannot be had is one line: %s', async (answer, line) => {
  server.models.answerAlways(answer)
  const { exitCode, stdout, stderr } = await runAsk(['--models', '--endpoint', server.baseUrl])
  expect([exitCode, stdout]).toEqual([1, ''])
  expect(stderr).toMatch(line)
})
