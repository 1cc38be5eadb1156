import { once } from 'node:events'
import { sendEvents, stream } from './endpoint-dialects.ts'
import { eventsOf, openAiShape, type StreamEvent } from './endpoint-events.ts'
import { type Answer, type Exchange, openAiError, sendJson, write } from './endpoint-exchange.ts'
import type { KnownReply } from './known-reply.ts'
import { inventedEnd, LITELLM_SUFFIX, LITELLM_VERSION } from './litellm-stream.ts'

const refuse =
  (status: number, body: unknown): Answer =>
  async ({ response }) =>
    sendJson(response, status, body)

const page =
  (status: number, html: string): Answer =>
  async ({ response }) => {
    response.writeHead(status, { 'content-type': 'text/html' }).end(`<!DOCTYPE html><html><body>${html}</body></html>`)
  }

/** The beginning of a reply: some words and some sound, and nothing that says it is the end. */
function beginning(reply: KnownReply): StreamEvent[] {
  const shape = { ...openAiShape, soundBytes: [4801], expiry: 'never' as const, hasUsage: false }
  return eventsOf(reply, 'audio_begun', shape).slice(0, 7)
}

const begun =
  (then: (exchange: Exchange) => Promise<void> | void): Answer =>
  async exchange => {
    await sendEvents(exchange, beginning(exchange.reply))
    await exchange.pass('break')
    await then(exchange)
  }

/** What has come, in whole samples, of a reply that breaks off. */
export function begunReply(reply: KnownReply): { words: string; pcm: Buffer } {
  const audios = beginning(reply).map(({ value }) => (value as Begun).choices[0].delta.audio)
  const sound = Buffer.concat(audios.map(({ data = '' }) => Buffer.from(data, 'base64')))
  const words = audios.map(({ transcript = '' }) => transcript).join('')
  return { words, pcm: sound.subarray(0, sound.byteLength - (sound.byteLength % 2)) }
}

interface Begun {
  choices: [{ delta: { audio: { transcript?: string; data?: string } } }]
}

const invalid = 'invalid_request_error'

/** Each way of failing that is known of some server (protocol: OpenAI error codes, LiteLLM exceptions, proxies). */
export const faults = {
  'key refused': refuse(401, openAiError('Incorrect API key provided.', invalid, 'invalid_api_key')),
  'key echoed': async ({ request, response }) => {
    const { authorization = '' } = request.headers
    const message = `Incorrect API key provided: ${authorization.replace('Bearer ', '')}. Header was "${authorization}".`
    sendJson(response, 403, openAiError(message, invalid, 'denied', authorization))
  },
  'region refused': refuse(
    403,
    openAiError('Country not supported', 'request_forbidden', 'unsupported_country_region_territory'),
  ),
  'model unknown': refuse(404, openAiError('The model `gpt-audio` does not exist.', invalid, 'model_not_found')),
  'wrong path': page(404, 'Not Found'),
  'wrong path told by FastAPI': refuse(404, { detail: 'Not Found' }),
  'too large for nginx': page(413, '413 Request Entity Too Large'),
  'too large, told early': async ({ response }) => {
    response.writeHead(413, { 'content-type': 'text/html', connection: 'close' }).end('<html>too large</html>')
  },
  'slow down': refuse(429, openAiError('Rate limit reached', 'requests', 'rate_limit_exceeded')),
  'no credit': refuse(429, openAiError('You exceeded your current quota', 'insufficient_quota', 'insufficient_quota')),
  'server broken': refuse(500, openAiError('The server had an error', 'server_error', null)),
  'server overloaded': refuse(503, openAiError('Overloaded', 'server_error', 'slow_down')),
  'web page': page(200, 'Please log in'),
  'page where the gateway is': page(502, '502 Bad Gateway'),
  'detail with json': refuse(400, { detail: { error: '{"error":{"message":"nested words"}}' } }),
  redirect: async ({ response }) => {
    response.writeHead(307, { location: 'http://127.0.0.1:9/v1/chat/completions' }).end()
  },
  'bad audio': refuse(
    400,
    openAiError(
      "The data provided for 'input_audio' is not of valid wav format.",
      invalid,
      'invalid_value',
      'messages.[0].content.[1].input_audio.data',
    ),
  ),
  'model without audio': refuse(
    400,
    openAiError(
      'This model requires that either input content or output modality contain audio.',
      invalid,
      'invalid_value',
      'model',
    ),
  ),
  'voice refused': refuse(
    400,
    openAiError("Invalid value: 'nobody'. Supported voices are 'alloy'.", invalid, 'invalid_value', 'audio.voice'),
  ),
  'context too long': refuse(400, openAiError('Too many tokens', invalid, 'context_length_exceeded', 'messages')),
  'content refused': refuse(400, openAiError('Not allowed', invalid, 'content_policy_violation')),
  'litellm budget': refuse(400, openAiError('Budget has been exceeded! Current cost: 2', 'budget_exceeded', '400')),
  'litellm old budget': refuse(400, { detail: 'Authentication Error, ExceededTokenBudget: Current spend 2' }),
  'litellm expired key': async ({ request, response }) => {
    const key = (request.headers.authorization ?? '').replace('Bearer ', '')
    sendJson(response, 400, openAiError(`Authentication Error - Expired Key ${key}`, 'expired_key', '400', key))
  },
  'litellm model denied': refuse(401, openAiError('key not allowed to access model', 'key_model_access_denied', '401')),
  'litellm unknown model': refuse(
    400,
    openAiError(
      "{'error': '/chat/completions: Invalid model name passed in model=x. Call `/v1/models` to view'}",
      'None',
      '400',
    ),
  ),
  'litellm slow down': refuse(429, openAiError('Crossed TPM / RPM / Max Parallel Request Limit', 'None', '429')),
  /** To any key but its master key, when it has no database. */
  'litellm without database': refuse(400, openAiError('No connected db.', 'no_db_connection', '400')),
  'litellm refused upstream': refuse(
    401,
    openAiError(
      `litellm.AuthenticationError: AuthenticationError: OpenAIException - Incorrect API key provided${LITELLM_SUFFIX}`,
      'authentication_error',
      '401',
    ),
  ),
  'litellm wrong path upstream': refuse(
    404,
    openAiError(
      `litellm.NotFoundError: NotFoundError: OpenAIException - Error code: 404${LITELLM_SUFFIX}`,
      invalid,
      '404',
    ),
  ),
  'litellm drops no parameter': refuse(
    400,
    openAiError(
      "litellm.UnsupportedParamsError: mistral does not support parameters: ['modalities', 'audio'], for model=m.",
      invalid,
      '400',
    ),
  ),
  'litellm too large': refuse(
    400,
    openAiError('Request size is too large. Request size is 40 MB. Max size is 32 MB', 'bad_request_error', '400'),
  ),
  'openrouter nested': refuse(502, {
    error: {
      message: 'Provider returned error',
      code: 502,
      metadata: { raw: '{"error":{"message":"upstream is down"}}' },
    },
  }),
  'something else': refuse(422, { detail: [{ loc: ['body'], msg: 'field required' }] }),
  empty: async exchange =>
    stream(exchange, [{ value: { choices: [{ delta: {}, finish_reason: 'stop' }] }, hasSound: false }]),
  filtered: async exchange =>
    stream(exchange, [{ value: { choices: [{ delta: {}, finish_reason: 'content_filter' }] }, hasSound: false }]),
  'nothing at all': async exchange => stream(exchange, []),
  'not json': async ({ response }) => {
    response.writeHead(200, { 'content-type': 'application/json' }).end('{"choices": [')
  },
  'not http': async ({ incoming }) => {
    incoming.socket.end('SSH-2.0-OpenSSH_9.9\r\n')
  },
  'error inside of 200': refuse(200, openAiError('Rate limit reached', 'requests', 'rate_limit_exceeded')),
  hang: async ({ response }) => {
    await once(response, 'close')
  },
  'closed before the answer': async ({ incoming }) => {
    incoming.socket.destroy()
  },
  stall: begun(async ({ response }) => {
    await once(response, 'close')
  }),
  truncated: begun(({ response }) => {
    response.end()
  }),
  /** The proxy ends what broke off behind it as if it were whole. */
  'truncated behind litellm': async exchange => {
    const events = beginning(exchange.reply)
    exchange.response.setHeader('x-litellm-version', LITELLM_VERSION)
    await sendEvents(exchange, events)
    await exchange.pass('break')
    for (const { value } of inventedEnd(events)) await write(exchange.response, `data: ${JSON.stringify(value)}\n\n`)
    exchange.response.end('data: [DONE]\n\n')
  },
  'cut inside an event': begun(async ({ response }) => {
    await write(response, 'data: {"choices":[{"delta":{"audio":{"da')
    response.end()
  }),
  reset: begun(({ incoming }) => {
    incoming.socket.resetAndDestroy()
  }),
  'closed in the middle': begun(({ incoming }) => {
    incoming.socket.destroy()
  }),
  'error in the middle': begun(async ({ response }) => {
    const error = { message: 'Boom\nTraceback (most recent call last):\n  File "x.py"', type: 'None', code: '500' }
    await write(response, `data: ${JSON.stringify({ error })}\n\n`)
    response.end()
  }),
  'slow down in the middle': begun(async ({ response }) => {
    const error = { message: 'Rate limit', type: 'requests', code: 'rate_limit_exceeded' }
    await write(response, `data: ${JSON.stringify({ error })}\n\n`)
    response.end()
  }),
} satisfies Record<string, Answer>

/** Name of a fault. */
export type FaultName = keyof typeof faults
