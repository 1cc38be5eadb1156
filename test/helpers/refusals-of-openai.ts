import { openAiError } from './endpoint-exchange.ts'
import type { RefusalCase } from './refusal-case.ts'

const invalid = 'invalid_request_error'

/** OpenAI’s own refusals ("Error codes"). */
export const openAiRefusals = {
  'key refused': {
    status: 401,
    body: openAiError(
      'Incorrect API key provided: sk-proj-********************abcd. You can find your API key at https://platform.openai.com/account/api-keys.',
      invalid,
      'invalid_api_key',
    ),
    code: 'key_refused',
  },
  'key quoted with its middle left out': {
    status: 401,
    body: (key: string) =>
      openAiError(
        `Incorrect API key provided: ${key.slice(0, 8)}${'*'.repeat(24)}${key.slice(-4)}. You can find your API key at …`,
        invalid,
        'invalid_api_key',
      ),
    code: 'key_refused',
  },
  'key echoed': {
    status: 403,
    body: (key: string) =>
      openAiError(`Not with ${key}. Header was "Bearer ${key}".`, invalid, 'denied', `Bearer ${key}`),
    code: 'access_denied',
  },
  'address not allowed': {
    status: 401,
    body: openAiError('Your IP 203.0.113.7 is not authorized to use this API.', invalid, 'ip_not_authorized'),
    code: 'access_denied',
  },
  'no member of an organization': {
    status: 401,
    body: openAiError('You must be a member of an organization to use the API.', invalid, null),
    code: 'access_denied',
  },
  'region refused': {
    status: 403,
    body: openAiError(
      'Country, region, or territory not supported',
      'request_forbidden',
      'unsupported_country_region_territory',
    ),
    code: 'access_denied',
  },
  'not allowed': {
    status: 403,
    body: openAiError('You are not allowed to do this.', invalid, null),
    code: 'access_denied',
  },
  'project without the model': {
    status: 403,
    body: openAiError('Project `proj_1` does not have access to model `gpt-audio-1.5`', invalid, 'model_not_found'),
    code: 'model_denied',
  },
  'model unknown': {
    status: 404,
    body: openAiError(
      'The model `gpt-audio` does not exist or you do not have access to it.',
      invalid,
      'model_not_found',
    ),
    code: 'model_unknown',
  },
  'model retired': {
    status: 404,
    body: openAiError(
      'The model `gpt-4o-audio-preview` has been deprecated, learn more here: https://platform.openai.com/docs/deprecations',
      invalid,
      'model_not_found',
    ),
    code: 'model_retired',
  },
  'slow down': {
    status: 429,
    body: openAiError(
      'Rate limit reached for gpt-audio-1.5 on requests per min (RPM)',
      'requests',
      'rate_limit_exceeded',
    ),
    code: 'rate_limited',
  },
  'no credit': {
    status: 429,
    headers: { 'x-should-retry': 'true', 'retry-after': '1' },
    body: openAiError(
      'You exceeded your current quota, please check your plan and billing details.',
      'insufficient_quota',
      'insufficient_quota',
    ),
    code: 'quota_used_up',
  },
  'no credit, newer': {
    status: 429,
    body: openAiError('Your credit balance is exhausted.', 'insufficient_quota', 'credit_balance_exhausted'),
    code: 'quota_used_up',
  },
  'bad audio': {
    status: 400,
    body: openAiError(
      "The data provided for 'input_audio' is not of valid wav format.",
      invalid,
      'invalid_value',
      'messages.[0].content.[1].input_audio.data',
    ),
    code: 'audio_refused',
  },
  'format refused': {
    status: 400,
    body: openAiError("Unsupported value: 'flac'.", invalid, 'unsupported_value', 'audio.format'),
    code: 'format_refused',
  },
  'model without audio': {
    status: 400,
    body: openAiError(
      'This model requires that either input content or output modality contain audio.',
      invalid,
      'invalid_value',
      'model',
    ),
    code: 'model_without_audio',
  },
  'voice refused': {
    status: 400,
    body: openAiError(
      "Invalid value: 'nobody'. Supported values are 'alloy'.",
      invalid,
      'invalid_value',
      'audio.voice',
    ),
    code: 'voice_refused',
  },
  'context too long': {
    status: 400,
    body: openAiError(
      "This model's maximum context length is 128000 tokens.",
      invalid,
      'context_length_exceeded',
      'messages',
    ),
    code: 'context_too_long',
  },
  'content refused': {
    status: 400,
    body: openAiError('Your request was rejected by the safety system.', invalid, 'content_policy_violation'),
    code: 'content_refused',
  },
  'too large, in words': {
    status: 413,
    body: openAiError('Maximum content size limit (26214400) exceeded (30000000 bytes read)', 'server_error', null),
    code: 'too_large',
  },
  'server broken': {
    status: 500,
    body: openAiError('The server had an error', 'server_error', null),
    code: 'server_failed',
  },
  'server overloaded': {
    status: 503,
    body: openAiError('Overloaded', 'server_error', 'slow_down'),
    code: 'server_failed',
  },
} satisfies Record<string, RefusalCase>
