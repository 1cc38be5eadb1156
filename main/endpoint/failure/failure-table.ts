import type { Reason } from '../../../app/failure-reasons.ts'
import type { FailureCode, FailureValues } from '../../../app/failure-values.ts'

/** What the sentence of a request's failure can be filled with. */
export interface Told {
  host: string
  /** The server's own words, fit to be shown, or what it did instead of saying any. */
  said: Reason
  model: string
  voice: string
  format: string
  /** Where the key came from, or would come from. */
  source: string
  /** Where a redirect leads; null for a place that cannot be named. */
  to: string | null
  /** Who was to make the connection: nobody, as far as the server itself tells. */
  proxy: null
  /** Why a server cannot be reached. */
  why: Reason
}

/** The failures of which the whole sentence can be told. */
export type ToldCode = {
  [Code in FailureCode]: Told extends FailureValues[Code] ? Code : never
}[FailureCode]

/** What a refusal looks like; every field that is given must fit. */
interface RefusalShape {
  /** HTTP status; 'unsaid' for an error within a reply that names none. */
  status?: readonly (number | '3xx' | '4xx' | '5xx' | 'unsaid')[]
  /** What the server calls it: its `type` or its `code`. */
  named?: readonly string[]
  /** The part of the request it is about. */
  param?: RegExp
  message?: RegExp
  isPage?: boolean
  /** Whether a key was sent. */
  hasKey?: boolean
  /** Whether a proxy passes on what the server behind it said. */
  isPassedOn?: boolean
}

/** A way in which servers refuse. */
export interface RefusalRow {
  /** Who says so. */
  from: string
  when: RefusalShape
  code: ToldCode
}

/** Statuses with which servers find fault with what they were asked. */
const faulted = [400, 403, 404, 409, 410, 422, 429, 'unsaid'] as const

/**
 * What a refusal means: the first row that fits. What a server calls it comes before the words it uses, and both before its status:
 * LiteLLM says nearly everything with 400, and its `code` is the status again (LiteLLM, `ProxyException`).
 */
export const refusalRows: readonly RefusalRow[] = [
  // Money: never to be asked again by itself, although it comes as 429.
  {
    from: 'OpenAI "Error codes"; LiteLLM, 400 and since 2026 429',
    when: {
      named: [
        'insufficient_quota',
        'credit_balance_exhausted',
        'billing_hard_limit_reached',
        'billing_not_active',
        'budget_exceeded',
      ],
    },
    code: 'quota_used_up',
  },
  { from: 'OpenRouter', when: { status: [402] }, code: 'quota_used_up' },
  {
    from: 'LiteLLM of 2024, users, teams and providers of LiteLLM; OpenAI through proxies',
    when: {
      status: [...faulted, 401],
      message:
        /budget\b.{0,30}\bexceeded|exceeded ?budget|ExceededTokenBudget|\bover budget\b|crossed budget|exceeded your current quota/i,
    },
    code: 'quota_used_up',
  },

  // The key, and what it may be used for.
  { from: 'LiteLLM, 400 and since 2026 401', when: { named: ['expired_key'] }, code: 'key_expired' },
  {
    from: 'LiteLLM, 401 and since 2026 403',
    when: {
      named: [
        'key_model_access_denied',
        'team_model_access_denied',
        'user_model_access_denied',
        'org_model_access_denied',
        'project_model_access_denied',
      ],
    },
    code: 'model_denied',
  },
  {
    from: 'LiteLLM of 2024; OpenAI projects',
    when: {
      status: [...faulted, 401],
      message: /not allowed to (access|use) (this )?model|can only access models|does not have access to model/i,
    },
    code: 'model_denied',
  },
  {
    from: 'OpenAI "Error codes": addresses and organizations; LiteLLM, blocked keys',
    when: {
      status: [401, 403],
      message: /\bIP\b.{0,40}\bnot authorized|must be a member of an organization|key is blocked/i,
    },
    code: 'access_denied',
  },
  {
    from: 'LiteLLM, refused by the server behind it',
    when: { status: [401], isPassedOn: true },
    code: 'proxy_key_refused',
  },
  { from: 'any server that was sent none', when: { status: [401], hasKey: false }, code: 'key_missing' },
  {
    from: 'OpenAI; LiteLLM, which without a database knows its master key alone and looks any other up in the one it has not',
    when: { named: ['invalid_api_key', 'token_not_found_in_db', 'auth_error', 'no_db_connection'] },
    code: 'key_refused',
  },
  {
    from: 'Google, 400',
    when: { status: faulted, message: /\bAPI key not valid\b/i },
    code: 'key_refused',
  },
  {
    from: 'OpenAI, countries it does not serve',
    when: { named: ['unsupported_country_region_territory'] },
    code: 'access_denied',
  },

  // What was said.
  {
    from: 'OpenAI; Azure, also with ResponsibleAIPolicyViolation inside',
    when: { named: ['content_policy_violation', 'content_filter', 'moderation_blocked'] },
    code: 'content_refused',
  },
  {
    from: 'Azure through LiteLLM; OpenRouter, whose 403 repeats what was said',
    when: {
      status: faulted,
      message: /content management policy|\b(requires moderation|input was flagged|flagged (as|by|for))\b/i,
    },
    code: 'content_refused',
  },
  {
    from: 'OpenAI through LiteLLM, which leaves its code out',
    when: { status: faulted, message: /\bresult of our safety system\b/i },
    code: 'content_refused',
  },
  { from: 'OpenAI', when: { named: ['context_length_exceeded'] }, code: 'context_too_long' },
  {
    from: 'LiteLLM; vLLM, llama.cpp',
    when: {
      status: faulted,
      message: /maximum context length|ContextWindowExceeded|context window|exceeds the available context size/i,
    },
    code: 'context_too_long',
  },
  { from: 'HTTP; nginx, with a page', when: { status: [413] }, code: 'too_large' },
  {
    from: 'LiteLLM, `max_request_size_mb`; OpenAI, transcriptions',
    when: { status: faulted, message: /request size is too large|maximum content size|payload too large/i },
    code: 'too_large',
  },

  // Models that are busy, gone, or not there.
  {
    from: 'LiteLLM, when all deployments are cooling down or in use',
    when: {
      message: /no deployments available|no healthy deployments?\b|all max_parallel_requests slots in use/i,
    },
    code: 'model_unavailable',
  },
  {
    from: 'OpenAI "Deprecations"; Azure; through LiteLLM',
    when: {
      status: faulted,
      message:
        /\bmodel\b.{0,120}\b(deprecated|retired|shut ?down|discontinued|decommissioned|no longer (available|supported))\b/i,
    },
    code: 'model_retired',
  },
  {
    from: 'OpenAI; Azure deployments',
    when: { named: ['model_not_found', 'DeploymentNotFound'] },
    code: 'model_unknown',
  },

  // Sound, which a server, a proxy before it, or the model does not take or make.
  {
    from: 'LiteLLM, `UnsupportedParamsError`, for providers it sends no sound to',
    when: { message: /does not support parameters:.{0,80}\b(modalities|audio)\b/i },
    code: 'proxy_without_audio',
  },
  {
    from: 'Azure, older `api-version`',
    when: { status: faulted, message: /invalid value: 'input_audio'.{0,80}audio_url/i },
    code: 'api_version_too_old',
  },
  {
    from: 'llama.cpp, 400; earlier builds 500',
    when: { status: [...faulted, 500], message: /audio input is not supported.{0,80}mmproj/i },
    code: 'projector_missing',
  },
  {
    from: 'OpenAI, text models and audio models asked for text alone; OpenRouter; vLLM',
    when: {
      status: faulted,
      message:
        /(input|output).{0,40}contain audio|audio input is not supported|does not support (audio|modalit)|support (input audio|the requested output modalities)|unknown parameter: '?(audio|modalities)|not a multimodal model|at most 0 audio/i,
    },
    code: 'model_without_audio',
  },
  { from: 'OpenAI', when: { status: faulted, param: /^audio\.voice/ }, code: 'voice_refused' },
  {
    from: 'Speaches; OpenAI through proxies that drop the param',
    when: { status: faulted, message: /\b(invalid|unsupported|unknown|not a valid)\b.{0,40}\bvoice\b/i },
    code: 'voice_refused',
  },
  { from: 'OpenAI', when: { status: faulted, param: /^audio\.format/ }, code: 'format_refused' },
  {
    from: 'OpenAI through proxies; OpenRouter',
    when: { status: faulted, message: /'audio\.format'|audio output requires stream/i },
    code: 'format_refused',
  },
  { from: 'OpenAI', when: { status: faulted, param: /input_audio/ }, code: 'audio_refused' },
  {
    from: 'OpenAI through proxies; llama.cpp',
    when: { status: faulted, message: /input_audio/ },
    code: 'audio_refused',
  },
  {
    from: 'LiteLLM, a dictionary printed as text; OpenAI and Ollama, words alone; OpenRouter',
    when: {
      status: faulted,
      message:
        /invalid model name|\bmodel\b.{0,80}\b(does not exist|not found|is not a valid model)|unknown model|no (allowed providers|endpoints found)/i,
    },
    code: 'model_unknown',
  },

  // Pace. A server that calls its own overload so (503) has a problem of its own.
  {
    from: 'OpenAI; in the middle of a reply too',
    when: { status: ['4xx', 'unsaid'], named: ['rate_limit_exceeded', 'rate_limit_error', 'slow_down'] },
    code: 'rate_limited',
  },
  {
    from: 'HTTP; LiteLLM, "Crossed TPM / RPM / Max Parallel Request Limit"',
    when: { status: [429] },
    code: 'rate_limited',
  },

  // What the status alone says.
  { from: 'HTTP', when: { status: ['3xx'] }, code: 'endpoint_redirected' },
  {
    from: 'Speaches, `APIProxyError`, with the status of the server behind it',
    when: { message: /^Failed to communicate with the language model API/ },
    code: 'server_failed',
  },
  { from: 'HTTP', when: { status: [401] }, code: 'key_refused' },
  {
    from: 'LiteLLM, not found by the server behind it',
    when: { status: [404, 405], isPassedOn: true },
    code: 'request_refused',
  },
  { from: 'HTTP; FastAPI; Azure, "Resource not found"', when: { status: [404, 405] }, code: 'endpoint_wrong_path' },
  { from: 'HTTP; LiteLLM, `Timeout`', when: { status: [408, '5xx'] }, code: 'server_failed' },
  { from: 'proxies of companies and hotels', when: { isPage: true }, code: 'endpoint_html' },
  { from: 'HTTP', when: { status: [403] }, code: 'access_denied' },
  { from: 'errors in the middle of a reply', when: { status: ['unsaid'] }, code: 'server_failed' },
  { from: 'anything else', when: {}, code: 'request_refused' },
]

/** A way in which the network fails. */
export interface BreakRow {
  when: { hasAnswered?: boolean; errno?: RegExp }
  code: ToldCode
  /** Why a server cannot be reached. */
  why?: Reason
}

/** What an error of the network means, by Node's code: the first row that fits. */
export const breakRows: readonly BreakRow[] = [
  { when: { hasAnswered: true }, code: 'cut_off' },
  {
    when: {
      errno:
        /^(CERT_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO_(GET_ISSUER|VERIFY)|ERR_TLS_CERT|HOSTNAME_MISMATCH|INVALID_CA|PATH_LENGTH)/,
    },
    code: 'tls_untrusted',
  },
  { when: { errno: /^(HPE_|ERR_HTTP_UPGRADED$)/ }, code: 'endpoint_unreadable' },
  { when: { errno: /^ECONNREFUSED$/ }, code: 'unreachable', why: { name: 'nothing_at_port' } },
  { when: { errno: /^(ENOTFOUND|EAI_)/ }, code: 'unreachable', why: { name: 'name_unknown' } },
  { when: { errno: /^(ECONNRESET|EPIPE)$/ }, code: 'unreachable', why: { name: 'closed' } },
  {
    when: { errno: /^(EHOSTUNREACH|ENETUNREACH|ENETDOWN|EHOSTDOWN|ETIMEDOUT)$/ },
    code: 'unreachable',
    why: { name: 'no_way' },
  },
  // Who says no in TLS speaks it: a certificate of ours is wanted, a newer version or an older one, another name.
  {
    when: { errno: /^ERR_SSL_.*(ALERT|UNSUPPORTED_PROTOCOL)/ },
    code: 'unreachable',
    why: { name: 'encryption_refused' },
  },
  { when: { errno: /^(EPROTO|ERR_SSL)/ }, code: 'endpoint_not_https' },
  { when: {}, code: 'unreachable' },
]

/** Why somebody cannot be reached, by Node's code of the error; that code where there are no words for it. */
export function whyUnreachable(errno: string): Reason {
  return (
    breakRows.find(({ why, when }) => why !== undefined && when.errno?.test(errno))?.why ?? {
      name: 'said',
      said: errno,
    }
  )
}
