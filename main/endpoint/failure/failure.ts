import type { APIError } from 'openai'
import * as v from 'valibot'
import { AppError, failWith, sentenceOf } from '../../../app/errors.ts'
import type { Reason } from '../../../app/failure-reasons.ts'
import { failureValues } from '../../../app/failure-values.ts'
import { hostOf } from '../base-url.ts'
import { ENTERED, type Endpoint } from '../endpoint.ts'
import type { ReplyFormat } from '../reply/reply-part.ts'
import { breakRows, type RefusalRow, refusalRows, type Told, type ToldCode, whyUnreachable } from './failure-table.ts'
import { quote } from './redact.ts'
import { type Refusal, readRefusal } from './refusal.ts'
import { RequestError, type RequestPhase } from './request-error.ts'
import { retryAfterOf } from './retry-after.ts'
import { TransportError } from './transport-error.ts'

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
  const headers = (isApiError(error) ? error.headers : undefined) ?? new Headers()
  const advice = headers.get('x-should-retry')
  const isRetryAdvised = advice === 'true' || (advice === 'false' ? false : null)
  const retryAfterMs = retryAfterOf(headers, refusalOf(error)?.message ?? '', Date.now())
  const circumstances = { phase, retryAfterMs, isRetryAdvised }
  return new RequestError(toAppError(error, asked, soFar), circumstances)
}

/**
 * Statuses of gateways that passed a question on and got no answer, or none that they could read: they do not know what became of it (RFC
 * 9110, "502 Bad Gateway" and "504 Gateway Timeout"; Cloudflare, 520 and 524; LiteLLM, 408).
 */
const passedOn: readonly (number | null)[] = [408, 502, 504, 520, 524]

/** Whether somebody may have worked on a question for all that its refusal tells. */
export function mayBeWorkedOn({ status }: Refusal): boolean {
  return passedOn.includes(status)
}

/** What may be charged for: see `RequestPhase`. */
function phaseOf(error: unknown, { isConnected, hasAnswered, hasReply }: SoFar): RequestPhase {
  if (hasReply) return 'answering'
  const refusal = refusalOf(error)
  if (refusal) return mayBeWorkedOn(refusal) ? 'sent' : 'refused'
  if (hasAnswered) return 'answering'
  return isConnected && !transportErrorOf(error)?.wasStale ? 'sent' : 'connecting'
}

function toAppError(error: unknown, asked: Asked, soFar: SoFar): AppError {
  for (let at: unknown = error; at instanceof Error; at = at.cause) if (at instanceof AppError) return at
  const host = hostOf(asked.endpoint.baseUrl)
  const broken = transportErrorOf(error)
  if (broken) return breakToError(broken, asked, soFar)
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
  const error = errorIn(completion)
  if (error) throw new RefusalInside(readRefusal({ status: null, isPage: false, location: '' }, error, ''))
}

/** As OpenAI has it, inside of what it is about; vLLM of 2024 and some gateways answer with nothing but the error. */
function errorIn(completion: unknown): unknown {
  if (typeof completion !== 'object' || completion === null) return null
  const { error, object, code, message } = completion as Record<string, unknown>
  const isError = object === 'error' || (/^[45]\d\d$/.test(String(code)) && typeof message === 'string')
  return error || (isError ? completion : null)
}

/** The server does not know an `audio.id` any more. LiteLLM overwrites the code, so the words count too. */
export function isUnknownAudioId(refusal: Refusal): boolean {
  return refusal.code === 'audio_not_found' || /assistant audio \S+ not found/i.test(refusal.message)
}

/** The row of the table that says what a refusal means. */
export function rowOf(refusal: Refusal, hasKey: boolean): RefusalRow {
  const row = refusalRows.find(({ when }) => fits(when, refusal, hasKey))
  if (!row) throw new Error('the last row of the table fits everything')
  return row
}

function fits({ status, named, param, message, ...when }: RefusalRow['when'], said: Refusal, hasKey: boolean): boolean {
  return (
    (status?.some(each => isStatus(each, said.status)) ?? true) &&
    (named?.some(name => name === said.type || name === said.code) ?? true) &&
    (param?.test(said.param) ?? true) &&
    (message?.test(said.message) ?? true) &&
    (when.isPage ?? said.isPage) === said.isPage &&
    (when.isPassedOn ?? said.isPassedOn) === said.isPassedOn &&
    (when.hasKey ?? hasKey) === hasKey
  )
}

function isStatus(wanted: number | string, status: number | null): boolean {
  return status === null ? wanted === 'unsaid' : wanted === status || wanted === `${Math.floor(status / 100)}xx`
}

function refusalToError(refusal: Refusal, asked: Asked): AppError {
  const { status, message, location } = refusal
  const { code } = rowOf(refusal, asked.endpoint.key !== null)
  const words = quote(message)
  const wordless: Reason = status === null ? { name: 'broke_off' } : { name: 'answered', status }
  const isOwnTrouble = code === 'server_failed' && status !== null && words !== ''
  const said: Reason = words === '' ? wordless : { name: 'said', said: isOwnTrouble ? `${status}: ${words}` : words }
  return tell(code, asked, { said, to: redirectTarget(location, asked.endpoint) })
}

function breakToError({ code: errno }: TransportError, asked: Asked, { hasAnswered }: SoFar): AppError {
  const row = breakRows.find(
    ({ when }) => (when.hasAnswered ?? hasAnswered) === hasAnswered && (when.errno?.test(errno) ?? true),
  )
  return tell(row?.code ?? 'unreachable', asked, { why: whyUnreachable(errno) })
}

const noReason = { said: { name: 'broke_off' }, to: null, proxy: null, why: { name: 'closed' } } as const

/** The failure of a code, with all that its sentence may name. */
function tell(code: ToldCode, { endpoint, format }: Asked, found: Partial<Told>): AppError {
  const { kind, key, keySource, baseUrl, model, voice } = endpoint
  const lacking = kind === 'environment' ? '' : ENTERED
  const source = key === null ? lacking : keySource
  const told: Told = { host: hostOf(baseUrl), model, voice, format, source, ...noReason, ...found }
  const values = v.parse(failureValues[code], told)
  return new AppError({ code, message: sentenceOf({ code, message: '', values }), values })
}

/** Where a redirect leads, as the base URL it would be; null for what is none. Its query is left out: it may hold what is nobody else's. */
function redirectTarget(location: string, { baseUrl }: Endpoint): string | null {
  const url = location === '' ? null : URL.parse(location, baseUrl)
  if (!url || !/^https?:$/.test(url.protocol)) return null
  return quote(`${url.origin}${url.pathname}`.replace(/(\/chat\/completions|\/audio\/transcriptions)?\/*$/, ''))
}
