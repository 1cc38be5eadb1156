import type { APIError } from 'openai'
import { AppError, failWith } from '../../app/errors.ts'
import { ENTERED, type Endpoint, hostOf } from './endpoint.ts'
import { quote } from './redact.ts'
import { type Refusal, readRefusal } from './refusal.ts'
import type { ReplyFormat } from './reply-part.ts'
import { RequestError, type RequestPhase } from './request-error.ts'
import { TransportError } from './transport.ts'

const untrusted =
  /^(CERT_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO_(GET_ISSUER|VERIFY)|ERR_TLS_CERT|HOSTNAME_MISMATCH|INVALID_CA|PATH_LENGTH)/

/** Why there was no answer, by Node's error code, in words. */
const obstacles: readonly [RegExp, string][] = [
  [/^ECONNREFUSED$/, 'nothing answers at that port'],
  [/^(ENOTFOUND|EAI_)/, 'its name could not be looked up'],
  [/^(ECONNRESET|EPIPE)$/, 'it closed the connection'],
  [/^(EHOSTUNREACH|ENETUNREACH|ENETDOWN|EHOSTDOWN|ETIMEDOUT)$/, 'the network does not lead there'],
  [/^(EPROTO|ERR_SSL)/, 'it does not speak https there'],
]

const isNumber = /^\d+(\.\d+)?$/
const unitMs: Record<string, number> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000 }

/** What was asked of whom, as far as failures name it. */
export interface Asked {
  endpoint: Endpoint
  format: ReplyFormat
}

/** How far a request had come. */
export interface SoFar {
  isConnected: boolean
  /** The head of an answer that is no failure has come. */
  hasAnswered: boolean
  /** Words or sound have come. */
  hasReply: boolean
}

/** What the SDK, `throwErrorIn` or the stream under them threw: what the server said, or null when it said nothing. */
export function refusalOf(error: unknown): Refusal | null {
  if (error instanceof RefusalInside) return error.refusal
  if (!isApiError(error) || transportErrorOf(error)) return null
  const status = typeof error.status === 'number' ? error.status : null
  const isPage = /html/i.test(error.headers?.get('content-type') ?? '') && status !== null
  const location = error.headers?.get('location') ?? ''
  return readRefusal({ status, isPage, location }, error.error, error.message)
}

/** By its shape: the SDK is loaded when it is first needed, so its classes are not at hand. */
function isApiError(error: unknown): error is APIError {
  return error instanceof Error && 'requestID' in error && 'status' in error
}

/** The error of our own transport, if that is what is behind an error of the SDK. */
export function transportErrorOf(error: unknown): TransportError | null {
  for (let at: unknown = error; at instanceof Error; at = at.cause) if (at instanceof TransportError) return at
  return null
}

/**
 * Any error of a request as the failure to show (protocol: OpenAI "Error codes", LiteLLM proxy exceptions). Texts of the
 * server are redacted and short; the original is not attached, because it may quote the request.
 */
export function toEndpointError(error: unknown, asked: Asked, soFar: SoFar): RequestError {
  const phase = phaseOf(error, soFar)
  const headers = isApiError(error) ? error.headers : undefined
  const advice = headers?.get('x-should-retry') ?? ''
  const isRetryAdvised = advice === 'true' || (advice === 'false' ? false : null)
  const circumstances = { phase, retryAfterMs: retryAfterOf(error, Date.now()), isRetryAdvised }
  return new RequestError(toAppError(error, asked, soFar), circumstances)
}

/** What may be charged for: see `RequestPhase`. A gateway that gave up waiting does not know whether a model works on. */
function phaseOf(error: unknown, { isConnected, hasAnswered, hasReply }: SoFar): RequestPhase {
  if (hasReply) return 'answering'
  const refusal = refusalOf(error)
  if (refusal) return refusal.status === 408 || refusal.status === 504 ? 'sent' : 'refused'
  if (hasAnswered) return 'answering'
  return isConnected && !transportErrorOf(error)?.wasStale ? 'sent' : 'connecting'
}

function toAppError(error: unknown, asked: Asked, soFar: SoFar): AppError {
  for (let at: unknown = error; at instanceof Error; at = at.cause) if (at instanceof AppError) return at
  const host = hostOf(asked.endpoint.baseUrl)
  const broken = transportErrorOf(error)
  if (broken) {
    if (soFar.hasAnswered) return failWith('cut_off')
    if (untrusted.test(broken.code)) return failWith('tls_untrusted', { host })
    if (broken.code.startsWith('HPE_')) return failWith('endpoint_unreadable', { host })
    const [, why = broken.code] = obstacles.find(([codes]) => codes.test(broken.code)) ?? []
    return failWith('unreachable', { host, why })
  }
  const refusal = refusalOf(error)
  if (refusal) return refusalToError(refusal, asked)
  // The SDK could not parse an event: the last one was cut in two, or it is no event stream at all.
  return soFar.hasReply ? failWith('cut_off') : failWith('endpoint_unreadable', { host })
}

/** A refusal inside of an answer that began as if all were well. */
class RefusalInside extends Error {
  readonly refusal: Refusal

  constructor(refusal: Refusal) {
    super('the server told of an error inside of its answer')
    this.refusal = refusal
  }
}

/** For servers and proxies that answer 200 with an error inside. What it throws is for `refusalOf` and `toEndpointError`. */
export function throwErrorIn(completion: unknown): void {
  if (typeof completion !== 'object' || completion === null || !('error' in completion) || !completion.error) return
  throw new RefusalInside(readRefusal({ status: null, isPage: false, location: '' }, completion.error, ''))
}

/** The server does not know an `audio.id` any more. LiteLLM overwrites the code, so the words count too. */
export function isUnknownAudioId(refusal: Refusal): boolean {
  return refusal.code === 'audio_not_found' || /assistant audio \S+ not found/i.test(refusal.message)
}

/**
 * How long a server asks to be left alone, in milliseconds: by header (OpenAI's `retry-after-ms`; RFC 9110, "Retry-After"), else
 * in the words of OpenAI and LiteLLM, "try again in 1m2.5s"; null when it does not say.
 */
export function retryAfterOf(error: unknown, now: number): number | null {
  if (!isApiError(error)) return null
  const exact = error.headers?.get('retry-after-ms')?.trim() ?? ''
  const said = error.headers?.get('retry-after')?.trim() ?? ''
  const ms = [
    isNumber.test(exact) ? Number(exact) : Number.NaN,
    isNumber.test(said) ? Number(said) * 1000 : Date.parse(said) - now,
    waitInWords(refusalOf(error)?.message ?? ''),
  ].find(Number.isFinite)
  return ms === undefined ? null : Math.max(0, Math.round(ms))
}

/** "Please try again in 6m0s", "in 20ms", "in 5 seconds", in milliseconds; NaN when nothing of the kind is said. */
function waitInWords(message: string): number {
  const [, amount] =
    /try again in ((?:\d+(?:\.\d+)?\s*(?:ms|s|m|h|seconds?|minutes?|hours?)(?![a-z])\s*)+)/i.exec(message) ?? []
  const parts = [...(amount ?? '').matchAll(/(\d+(?:\.\d+)?)\s*(ms|[smh])/gi)]
  if (parts.length === 0) return Number.NaN
  return parts.reduce((sum, [, count, unit]) => sum + Number(count) * (unitMs[unit?.toLowerCase() ?? ''] ?? 0), 0)
}

/** The server speaks, but does not stream what was asked for. */
export function isStreamingRefused(refusal: Refusal): boolean {
  if (refusal.status !== 400 && refusal.status !== 422) return false
  return (
    /stream=true|pcm16 only|(does not|doesn't|not) support(ed|s)?\b.{0,40}\bstream/i.test(refusal.message) ||
    /\bstreaming\b.{0,40}\bnot (supported|available)/i.test(refusal.message) ||
    refusal.param === 'stream' ||
    (/format/i.test(refusal.param) &&
      /pcm16/i.test(refusal.message) &&
      !/supported values are:.*pcm16/i.test(refusal.message))
  )
}

/** What a refusal means to the user. */
function refusalToError(refusal: Refusal, asked: Asked): AppError {
  const host = hostOf(asked.endpoint.baseUrl)
  const { status } = refusal
  const wordless = status === null ? 'it broke off with an error' : `it answered ${status}`
  const said = quote(refusal.message) || wordless
  return bySubject(refusal, asked, host, said) ?? byStatus(refusal, asked, host, said)
}

/** What the server says it is about, whatever status it chose to say it with. */
function bySubject(refusal: Refusal, asked: Asked, host: string, said: string): AppError | null {
  const { endpoint, format } = asked
  const { status, message, param } = refusal
  const kind = `${refusal.type} ${refusal.code}`
  const isRequestFault = status === null || (status >= 400 && status < 500 && status !== 401)
  if (/insufficient_quota|credit_balance|budget_exceeded|billing/.test(kind)) return failWith('quota_used_up', { host })
  // A LiteLLM proxy without a database knows its master key alone, and looks any other up in a database it has not.
  if (/expired_key|invalid_api_key|token_not_found_in_db|no_db_connection/.test(kind)) return keyFailure(endpoint, host)
  if (/(key|team|user|org)_model_access_denied/.test(kind)) return failWith('access_denied', { host, said })
  if (/content_policy_violation|content_filter/.test(kind)) return failWith('content_refused')
  if (/context_length_exceeded/.test(kind)) return failWith('context_too_long')
  if (/model_not_found/.test(kind)) return failWith('model_unknown', { host, model: endpoint.model })
  if (/rate_limit|slow_down/.test(kind) && status !== 503) return failWith('rate_limited', { host })
  if (!isRequestFault || refusal.isPage) return null
  if (
    /budget\b.{0,30}\bexceeded|exceeded.{0,30}budget|ExceededTokenBudget|exceeded your current quota/i.test(message)
  ) {
    return failWith('quota_used_up', { host })
  }
  if (/request size is too large|maximum content size|payload too large/i.test(message))
    return failWith('too_large', { host })
  if (/maximum context length|context window/i.test(message)) return failWith('context_too_long')
  if (/invalid model name|model\b.{0,80}\b(does not exist|not found)|unknown model/i.test(message)) {
    return failWith('model_unknown', { host, model: endpoint.model })
  }
  if (
    /(input|output).{0,40}contain audio|audio input is not supported|does not support (audio|modalit)/i.test(message) ||
    /does not support parameters:.{0,80}\b(modalities|audio)\b/i.test(message) ||
    /unknown parameter: '?(audio|modalities)|unsupported.{0,60}\b(modalities|audio)'\]|invalid value: 'input_audio'/i.test(
      message,
    )
  ) {
    return failWith('model_without_audio', { model: endpoint.model })
  }
  if (/audio\.voice/.test(param) || /\b(invalid|unsupported|unknown|not a valid)\b.{0,40}\bvoice\b/i.test(message)) {
    return failWith('voice_refused', { voice: endpoint.voice })
  }
  if (/audio\.format/.test(`${param} ${message}`) || /audio output requires stream/i.test(message)) {
    return failWith('format_refused', { format, said })
  }
  if (/input_audio/.test(`${param} ${message}`)) return failWith('audio_refused', { said })
  return null
}

function byStatus(refusal: Refusal, { endpoint }: Asked, host: string, said: string): AppError {
  const { status } = refusal
  if (status === null) return failWith('server_failed', { host, said })
  if (status < 400) return failWith('endpoint_redirected', { host, to: redirectTarget(refusal.location, endpoint) })
  if (status === 401 && refusal.isPassedOn) return failWith('proxy_key_refused', { host, said })
  if (status === 401) return keyFailure(endpoint, host)
  if (status === 402) return failWith('quota_used_up', { host })
  if ((status === 404 || status === 405) && !refusal.isPassedOn) return failWith('endpoint_wrong_path', { host })
  if (status === 413) return failWith('too_large', { host })
  if (status === 429) return failWith('rate_limited', { host })
  if (status >= 500 || status === 408) {
    return failWith('server_failed', { host, said: refusal.message === '' ? said : `${status}: ${said}` })
  }
  if (refusal.isPage) return failWith('endpoint_html', { host })
  if (status === 403) return failWith('access_denied', { host, said })
  return failWith('request_refused', { host, said })
}

function keyFailure({ kind, key, keySource }: Endpoint, host: string): AppError {
  if (key !== null) return failWith('key_refused', { host, source: keySource })
  return failWith('key_missing', { host, source: kind === 'environment' ? 'the environment' : ENTERED })
}

/** Where a redirect leads, as the base URL it would be. Its query is left out: it may hold what is nobody else's. */
function redirectTarget(location: string, { baseUrl }: Endpoint): string {
  const url = location === '' ? null : URL.parse(location, baseUrl)
  if (!url || !/^https?:$/.test(url.protocol)) return 'another place'
  return quote(`${url.origin}${url.pathname}`.replace(/(\/chat\/completions|\/audio\/transcriptions)?\/*$/, ''))
}
