import { openAiError } from './endpoint-exchange.ts'
import { LITELLM_SUFFIX } from './litellm-stream.ts'
import type { RefusalCase } from './refusal-case.ts'

const invalid = 'invalid_request_error'

/** The first words of what LiteLLM passes on. */
const passedOn = (kind: string, words: string) =>
  `litellm.${kind}: ${kind}: OpenAIException - ${words}${LITELLM_SUFFIX}`

/** The refusals of a LiteLLM proxy, of several years. */
export const liteLlmRefusals = {
  'litellm budget': {
    status: 400,
    body: openAiError('Budget has been exceeded! Current cost: 78.99, Max budget: 65.0', 'budget_exceeded', '400'),
    code: 'quota_used_up',
  },
  'litellm budget, newer': {
    status: 429,
    body: (key: string) =>
      openAiError(
        `Budget has been exceeded! Key=me (${key.slice(0, 3)}...${key.slice(-4)}) Current cost: 0.1, Max budget: 0.0`,
        'budget_exceeded',
        '429',
      ),
    code: 'quota_used_up',
  },
  'litellm old budget': {
    status: 400,
    body: { detail: 'Authentication Error, ExceededTokenBudget: Current spend for token: 7.2e-05; Max Budget: 2e-07' },
    code: 'quota_used_up',
  },
  'litellm team budget': {
    status: 400,
    body: openAiError('Team=3A over budget. Spend=51, Budget=50', 'auth_error', '400'),
    code: 'quota_used_up',
  },
  'litellm expired key': {
    status: 400,
    body: (key: string) =>
      openAiError(
        'Authentication Error - Expired Key. Key Expiry time 2026-09-21 22:27:58 and current time 2026-09-21 22:28:15',
        'expired_key',
        '400',
        key,
      ),
    code: 'key_expired',
  },
  'litellm expired key, newer': {
    status: 401,
    body: (key: string) =>
      openAiError('Authentication Error - Expired Key.', 'expired_key', '401', `${key.slice(0, 3)}...${key.slice(-4)}`),
    code: 'key_expired',
  },
  'litellm unknown key': {
    status: 401,
    body: (key: string) =>
      openAiError(
        `Authentication Error, Invalid proxy server token passed. Received API Key = ${key.slice(0, 3)}...${key.slice(-4)}, Key Hash (Token) =${'61def7928d73990'.repeat(4)}. Unable to find token in cache or \`LiteLLM_VerificationTokenTable\``,
        'token_not_found_in_db',
        '401',
        'key',
      ),
    code: 'key_refused',
  },
  'litellm blocked key': {
    status: 401,
    body: openAiError("Key is blocked. Update via `/key/unblock` if you're an admin.", 'auth_error', '401'),
    code: 'access_denied',
  },
  'litellm without database': {
    status: 400,
    body: openAiError('No connected db.', 'no_db_connection', '400'),
    code: 'key_refused',
  },
  'litellm model denied': {
    status: 401,
    body: openAiError(
      "key not allowed to access model. This key can only access models=['gpt-4o']. Tried to access gpt-audio-1.5",
      'key_model_access_denied',
      '401',
      'model',
    ),
    code: 'model_denied',
  },
  'litellm model denied, newer': {
    status: 403,
    body: openAiError(
      "The requested model 'gpt-4o-audio-preview' is not available for this API key, or the model name is invalid. Check the models available to you and try again.",
      'key_model_access_denied',
      '403',
      'model',
    ),
    code: 'model_denied',
  },
  'litellm model denied to the team': {
    status: 403,
    body: openAiError('team not allowed to access model.', 'team_model_access_denied', '403', 'model'),
    code: 'model_denied',
  },
  'litellm model denied to the user': {
    status: 401,
    body: openAiError('user not allowed to access model.', 'user_model_access_denied', '401', 'model'),
    code: 'model_denied',
  },
  'litellm model denied to the organization': {
    status: 401,
    body: openAiError('org not allowed to access model.', 'org_model_access_denied', '401', 'model'),
    code: 'model_denied',
  },
  'litellm of 2024 denies a model': {
    status: 401,
    body: openAiError('Authentication Error, API Key not allowed to access model.', 'auth_error', '401'),
    code: 'model_denied',
  },
  'litellm unknown model': {
    status: 400,
    body: openAiError(
      "{'error': '/chat/completions: Invalid model name passed in model=x. Call `/v1/models` to view available models for your key.'}",
      'None',
      '400',
      'None',
    ),
    code: 'model_unknown',
  },
  'litellm unknown model, newer': {
    status: 400,
    body: openAiError(
      '/chat/completions: Invalid model name passed in model=x. Call `/v1/models` to view available models for your key.',
      invalid,
      '400',
    ),
    code: 'model_unknown',
  },
  'litellm no deployment': {
    status: 429,
    body: openAiError(
      "No deployments available for selected model, Try again in 5 seconds. Passed model=gpt-audio. pre-call-checks=False, cooldown_list=['f0264a4f-2287-4eb6-8139-5bfc67e9d210']",
      'None',
      '429',
      'None',
    ),
    code: 'model_unavailable',
  },
  'litellm all deployments in use': {
    status: 429,
    body: openAiError('Deployment has all max_parallel_requests slots in use.', 'throttling_error', '429'),
    code: 'model_unavailable',
  },
  'litellm no healthy deployment': {
    status: 400,
    body: openAiError('There are no healthy deployments for this model.', 'None', '400'),
    code: 'model_unavailable',
  },
  'litellm budget of a provider': {
    status: 429,
    body: openAiError('No deployments available - crossed budget', 'throttling_error', '429'),
    code: 'quota_used_up',
  },
  'litellm model denied by tags': {
    status: 401,
    body: openAiError('Not allowed to access model due to tags configuration', 'None', '401'),
    code: 'model_denied',
  },
  'litellm slow down': {
    status: 429,
    body: openAiError(
      'LiteLLM Rate Limit Handler for rate limit type = key. Crossed TPM / RPM / Max Parallel Request Limit. current rpm: 1, rpm limit: 1, current tpm: 348, tpm limit: 9223372036854775807',
      'None',
      '429',
      'None',
    ),
    code: 'rate_limited',
  },
  'litellm slow down, newer': {
    status: 429,
    body: openAiError(
      `Rate limit exceeded for api_key: ${'61def7928d73990b'.repeat(4)}. Limit type: requests. Current limit: 1, Remaining: 0. Limit resets at: 2026-11-26 05:52:34 UTC`,
      'throttling_error',
      '429',
    ),
    code: 'rate_limited',
  },
  'litellm timeout': {
    status: 408,
    body: openAiError('litellm.Timeout: APITimeoutError - Request timed out. Error_str: x', 'None', '408'),
    code: 'server_failed',
  },
  'litellm retired upstream': {
    status: 404,
    body: openAiError(
      passedOn('NotFoundError', 'The model `gpt-4o-audio-preview` has been deprecated, learn more here: …'),
      'None',
      '404',
    ),
    code: 'model_retired',
  },
  'litellm refused upstream': {
    status: 401,
    body: openAiError(passedOn('AuthenticationError', 'Incorrect API key provided'), 'authentication_error', '401'),
    code: 'proxy_key_refused',
  },
  'litellm wrong path upstream': {
    status: 404,
    body: openAiError(passedOn('NotFoundError', 'Error code: 404'), invalid, '404'),
    code: 'request_refused',
  },
  'litellm slow down upstream': {
    status: 429,
    body: openAiError(passedOn('RateLimitError', 'Rate limit reached'), 'None', '429'),
    code: 'rate_limited',
  },
  'litellm context too long': {
    status: 400,
    body: openAiError(
      `litellm.ContextWindowExceededError: ${passedOn('BadRequestError', 'Context window is full.')}`,
      'None',
      '400',
    ),
    code: 'context_too_long',
  },
  'litellm content refused': {
    status: 400,
    body: openAiError(
      "litellm.ContentPolicyViolationError: AzureException - The response was filtered due to the prompt triggering Azure OpenAI's content management policy.",
      'None',
      '400',
    ),
    code: 'content_refused',
  },
  'litellm content refused upstream': {
    status: 400,
    body: openAiError(
      passedOn('BadRequestError', 'Your request was rejected as a result of our safety system.'),
      invalid,
      '400',
    ),
    code: 'content_refused',
  },
  'litellm drops no parameter': {
    status: 400,
    body: openAiError(
      "litellm.UnsupportedParamsError: mistral does not support parameters: ['modalities', 'audio'], for model=m. To drop these, set `litellm.drop_params=True` or for proxy:",
      invalid,
      '400',
    ),
    code: 'proxy_without_audio',
  },
  'litellm format refused upstream': {
    status: 400,
    body: openAiError(
      passedOn('BadRequestError', "Unsupported value: 'audio.format' does not support 'flac' with this model."),
      'None',
      '400',
    ),
    code: 'format_refused',
  },
  'litellm bad audio upstream': {
    status: 400,
    body: openAiError(
      passedOn('BadRequestError', "The data provided for 'input_audio' is not of valid wav format."),
      'None',
      '400',
    ),
    code: 'audio_refused',
  },
  'litellm too large': {
    status: 400,
    body: openAiError(
      'Request size is too large. Request size is 40 MB. Max size is 32 MB',
      'bad_request_error',
      '400',
      'content-length',
    ),
    code: 'too_large',
  },
} satisfies Record<string, RefusalCase>
