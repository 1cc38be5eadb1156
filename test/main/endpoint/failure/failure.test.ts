import { type AddressInfo, createServer } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { failWith, toFailure } from '../../../../app/errors.ts'
import type { Endpoint } from '../../../../main/endpoint/endpoint.ts'
import { endpointAt, hear } from '../../../helpers/asking.ts'
import { type Answer, openAiError, sendJson } from '../../../helpers/endpoint-exchange.ts'
import { type AnswerChoice, type EndpointServer, startEndpointServer } from '../../../helpers/endpoint-server.ts'

let server: EndpointServer

beforeAll(async () => {
  server = await startEndpointServer()
})

afterAll(() => server.close())

/** What is said of a question that is answered like this. The host is left out. */
async function said(answers: AnswerChoice[], change: Partial<Endpoint> = {}): Promise<string | undefined> {
  server.answerNext(...answers)
  const { failure } = await hear(endpointAt(server.baseUrl, change))
  return failure?.message.replaceAll(new URL(server.baseUrl).host, 'HOST')
}

const bare =
  (status: number, headers: Record<string, string> = {}): Answer =>
  async ({ response }) => {
    response.writeHead(status, headers).end()
  }

for (const [location, named] of [
  ['https://other.example/openai/v1/chat/completions?state=secret', 'https://other.example/openai/v1'],
  ['https://me:secret@other.example/v1/', 'https://other.example/v1'],
  ['/v2/chat/completions', 'http://HOST/v2'],
  ['mailto:me@other.example', 'another place'],
  ['http://', 'another place'],
] as const) {
  test(`a redirect to ${location} is said to lead to ${named}`, async () => {
    expect(await said([bare(308, { location })])).toBe(
      `HOST redirects to ${named}, where nothing was sent. If that is the right place, enter it as base URL in Settings.`,
    )
  })
}

test('a key that is missed is asked for where it can be given', async () => {
  expect([
    await said(['key refused'], { key: null, kind: 'custom' }),
    await said(['key refused'], { key: null, kind: 'environment' }),
  ]).toEqual([
    'HOST needs a key. Enter it in Settings.',
    'HOST needs a key, and the environment has none for it. Enter address and key in Settings.',
  ])
})

test('a key that is refused is looked for where it came from', async () => {
  expect([
    await said(['key refused'], { keySource: 'Settings' }),
    await said(['key refused'], { keySource: 'OPENAI_API_KEY' }),
    await said([], { keySource: 'OPENAI_API_KEY', key: 'sk two' }),
  ]).toEqual([
    'HOST refused the key. Check it in Settings.',
    'HOST refused the key in OPENAI_API_KEY. Correct it there and start Parley again, or enter another in Settings.',
    'The key in OPENAI_API_KEY contains spaces, line breaks or unusual characters. Copy it again, on its own.',
  ])
})

test('a format that is refused is named: the one that was last asked for', async () => {
  const wavRefused: Answer = async ({ response }) =>
    sendJson(response, 400, openAiError('There is no wav.', 'invalid_request_error', null, 'audio.format'))
  expect(await said(['no-streaming', wavRefused])).toBe('The endpoint does not make wav sound: There is no wav.')
})

test('what a server says of its own trouble is passed on, when it says something', async () => {
  const problem = (what: string) => `HOST has a problem of its own (${what}). Retry in a moment.`
  expect([
    await said(['server broken']),
    await said(['openrouter nested']),
    await said(['page where the gateway is']),
    await said([bare(500)]),
    await said(['error in the middle']),
  ]).toEqual([
    problem('500: The server had an error'),
    problem('502: upstream is down'),
    problem('it answered 502'),
    problem('it answered 500'),
    problem('500: Boom'),
  ])
})

test('of what LiteLLM passes on, the words of the server behind it are said', async () => {
  expect([await said(['litellm refused upstream']), await said(['litellm wrong path upstream'])]).toEqual([
    'HOST has a key of its own for the model, and that one was refused, not yours. Whoever runs it has to correct that.',
    'HOST refused the request: Error code: 404',
  ])
})

test.each([
  [
    'litellm.Timeout: APITimeoutError - Request timed out. Error_str: x\n\nDeployment Info: timeout: 2.0',
    'Request timed out.',
  ],
  ["litellm.InternalServerError: InternalServerError: OpenAIException - Empty. Received: '<html>'. Check", 'Empty.'],
  ['litellm.APIError: APIError: DeepseekException - No json, Original Response: data: {"id"', 'No json'],
  [
    'litellm.APIConnectionError: APIConnectionError: OpenAIException - Boom\nTraceback (most recent call last):\n',
    'Boom',
  ],
  ['litellm.RateLimitError: litellm.RateLimitError: Slow. Received Model Group=gpt\nAvailable Model Group', 'Slow.'],
  ['OpenAIException - Slow.', 'Slow.'],
])('“%s” is said as “%s”', async (message, words) => {
  const answer: Answer = async ({ response }) => sendJson(response, 418, openAiError(message, 'None', '418'))
  expect(await said([answer])).toBe(`HOST refused the request: ${words}`)
})

test('what is wrong with a request is said as FastAPI puts it', async () => {
  expect(await said(['something else'])).toBe('HOST refused the request: body: field required')
})

test.each([
  ['a list of errors', { errors: [{ code: 10_000, message: 'Too long' }] }],
  ['a word of its own', { code: 1001, msg: 'Too long' }],
  ['an error that is the whole answer', { object: 'error', message: 'Too long', type: 'BadRequestError', code: 400 }],
  ['a list of one', [{ error: { code: 400, message: 'Too long', status: 'INVALID_ARGUMENT' } }]],
])('what a server says is found in %s', async (_what, body) => {
  expect(await said([async ({ response }) => sendJson(response, 400, body)])).toBe('HOST refused the request: Too long')
})

test('what steers a terminal or turns the writing around is not said', async () => {
  const answer: Answer = async ({ response }) =>
    sendJson(response, 418, openAiError('\u001b[2JNo\u0007 \u202etea\r\n', '', ''))
  expect(await said([answer])).toBe('HOST refused the request: [2JNo tea')
})

test('why a server cannot be reached is said', async () => {
  const silent = createServer(socket => socket.destroy())
  await new Promise<void>(resolve => silent.listen(0, '127.0.0.1', resolve))
  const { port } = silent.address() as AddressInfo
  const why = async (baseUrl: string) =>
    /cannot be reached: (.*)\. Check/.exec((await hear(endpointAt(baseUrl))).failure?.message ?? '')?.[1]
  const closing = await why(`http://127.0.0.1:${port}/v1`)
  await new Promise(resolve => silent.close(resolve))
  expect([closing, await why(`http://127.0.0.1:${port}/v1`)]).toEqual([
    'it closed the connection',
    'nothing answers at that port',
  ])
})

test('a server without https where that was expected is told from one that is not there', async () => {
  const { failure } = await hear(endpointAt(server.baseUrl.replace('http', 'https')))
  expect(failure).toEqual(toFailure(failWith('endpoint_not_https', { host: new URL(server.baseUrl).host })))
})
