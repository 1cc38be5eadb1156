import { openAiError } from './endpoint-exchange.ts'
import type { RefusalCase } from './refusal-case.ts'

const invalid = 'invalid_request_error'

const page = (words: string) => `<!DOCTYPE html><html><head><title>${words}</title></head><body>${words}</body></html>`

/** What Azure, OpenRouter, Google, llama.cpp, Speaches, FastAPI and the proxies in between refuse with. */
export const otherRefusals = {
  'azure without deployment': {
    status: 404,
    body: { error: { code: 'DeploymentNotFound', message: 'The API deployment for this resource does not exist.' } },
    code: 'model_unknown',
  },
  'azure content filter': {
    status: 400,
    body: {
      error: {
        message: "The response was filtered due to the prompt triggering Azure OpenAI's content management policy.",
        type: null,
        param: 'prompt',
        code: 'content_filter',
        status: 400,
        innererror: { code: 'ResponsibleAIPolicyViolation', content_filter_result: { hate: { filtered: true } } },
      },
    },
    code: 'content_refused',
  },
  'azure old api version': {
    status: 400,
    body: openAiError(
      "Invalid value: 'input_audio'. Supported values are: 'text','image_url','audio_url','refusal'",
      invalid,
      'invalid_value',
      'messages[0].content[0].type',
    ),
    code: 'api_version_too_old',
  },
  'azure key refused': {
    status: 401,
    body: {
      error: { code: '401', message: 'Access denied due to invalid subscription key or wrong API endpoint.' },
    },
    code: 'key_refused',
  },
  'azure wrong path': {
    status: 404,
    body: { error: { code: '404', message: 'Resource not found' } },
    code: 'endpoint_wrong_path',
  },
  'openrouter no credit': {
    status: 402,
    body: {
      error: { code: 402, message: 'Insufficient credits. Add more using https://openrouter.ai/settings/credits' },
    },
    code: 'quota_used_up',
  },
  'openrouter nested': {
    status: 502,
    body: {
      error: {
        message: 'Provider returned error',
        code: 502,
        metadata: { raw: '{"error":{"message":"upstream is down"}}', provider_name: 'OpenAI' },
      },
    },
    code: 'server_failed',
  },
  'openrouter nested format': {
    status: 400,
    body: {
      error: {
        message: 'Provider returned error',
        code: 400,
        metadata: {
          raw: JSON.stringify(openAiError("Unsupported value: 'audio.format' does not support 'opus'.", invalid, null)),
        },
      },
    },
    code: 'format_refused',
  },
  'openrouter moderation': {
    status: 403,
    body: {
      error: {
        message: 'Input was flagged',
        code: 403,
        metadata: { reasons: ['violence'], flagged_input: 'what was said', provider_name: 'OpenAI' },
      },
    },
    code: 'content_refused',
  },
  'openrouter model without audio': {
    status: 404,
    body: { error: { message: 'No endpoints found that support input audio', code: 404 } },
    code: 'model_without_audio',
  },
  'openrouter no provider': {
    status: 404,
    body: { error: { message: 'No allowed providers are available for the selected model.', code: 404 } },
    code: 'model_unknown',
  },
  'google key refused': {
    status: 400,
    body: [
      {
        error: {
          code: 400,
          message: 'API key not valid. Please pass a valid API key.',
          status: 'INVALID_ARGUMENT',
          details: [{ '@type': 'type.googleapis.com/google.rpc.ErrorInfo', reason: 'API_KEY_INVALID' }],
        },
      },
    ],
    code: 'key_refused',
  },
  'llama.cpp without projector': {
    status: 400,
    body: {
      error: {
        code: 400,
        message: 'audio input is not supported - hint: if this is unexpected, you may need to provide the mmproj',
        type: invalid,
      },
    },
    code: 'projector_missing',
  },
  'llama.cpp without projector, earlier': {
    status: 500,
    body: {
      error: {
        code: 500,
        message: 'audio input is not supported - hint: if this is unexpected, you may need to provide the mmproj',
        type: 'server_error',
      },
    },
    code: 'projector_missing',
  },
  'speaches cannot reach its model': {
    status: 401,
    body: {
      detail:
        'Failed to communicate with the language model API. This may be due to an invalid API key, incorrect endpoint, or network issues. See the debug field for more details.',
      hint: 'Verify your API key, endpoint URL, and network connection.',
      suggested_fixes: ['Double-check your API key for typos or expiration.'],
      error_id: '1c0a5c2e-9f1e-4d55-8f5c-3a2b1c0d9e8f',
    },
    code: 'server_failed',
  },
  'speaches fell over': {
    status: 500,
    body: { detail: 'Internal server error', error: "'choices'" },
    code: 'server_failed',
  },
  'speaches voice refused': {
    status: 422,
    body: { detail: [{ loc: ['body', 'audio'], msg: "Unknown voice 'marin'" }] },
    code: 'voice_refused',
  },
  'wrong path told by FastAPI': { status: 404, body: { detail: 'Not Found' }, code: 'endpoint_wrong_path' },
  'method refused': { status: 405, body: { detail: 'Method Not Allowed' }, code: 'endpoint_wrong_path' },
  'detail with json': {
    status: 400,
    body: { detail: { error: '{"error":{"message":"nested words"}}' } },
    code: 'request_refused',
  },
  'something else': {
    status: 422,
    body: { detail: [{ loc: ['body'], msg: 'field required' }] },
    code: 'request_refused',
  },
  'wrong path': { status: 404, body: page('Not Found'), code: 'endpoint_wrong_path' },
  'request too slow': { status: 408, body: page('408 Request Time-out'), code: 'server_failed' },
  'too large for nginx': { status: 413, body: page('413 Request Entity Too Large'), code: 'too_large' },
  'page that forbids': { status: 403, body: page('Blocked by your company'), code: 'endpoint_html' },
  'page where the gateway is': { status: 502, body: page('502 Bad Gateway'), code: 'server_failed' },
  'gateway gave up': { status: 504, body: page('504 Gateway Time-out'), code: 'server_failed' },
  redirect: {
    status: 307,
    headers: { location: 'http://127.0.0.1:9/v1/chat/completions' },
    body: '',
    code: 'endpoint_redirected',
  },
} satisfies Record<string, RefusalCase>
