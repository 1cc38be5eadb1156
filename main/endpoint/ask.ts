import { failWith } from '../../app/errors.ts'
import type { Knowledge, Lesson } from '../../app/knowledge.ts'
import { hostOf } from './base-url.ts'
import { openClient, requestHeaders } from './client.ts'
import { checkKey, type Endpoint } from './endpoint.ts'
import { refusalOf, toEndpointError, transportErrorOf } from './failure.ts'
import { isHearingRefused } from './manner.ts'
import type { RequestMessage } from './messages.ts'
import type { ReplyPart } from './reply-part.ts'
import { ReplyReader } from './reply-reader.ts'
import { requestBody } from './request-body.ts'
import { transport } from './transport.ts'
import { Watchdog } from './watchdog.ts'
import { WaysToAsk, type WayToAsk } from './ways-to-ask.ts'

/** What is asked. */
export interface Question {
  messages: RequestMessage[]
  /** The same without the server's own audio ids: sent instead, once, when the server does not know one any more. */
  messagesWithoutIds?: RequestMessage[] | null
  /** Whether words alone are wanted, whatever the server can. */
  isWritten?: boolean
}

/** How a question is asked. */
export interface AskOptions {
  signal: AbortSignal
  timeouts?: Partial<AskTimeouts>
  /** What was learned of the server before: it is asked like that from the beginning. */
  known?: Knowledge | null
  /** Told once what the question showed. */
  onLesson?: (lesson: Lesson) => void
}

/** How long to wait for what, in milliseconds. */
export interface AskTimeouts {
  /** For the connection, and then for each piece of the request to be taken. */
  sendMs: number
  /** For the answer to begin when it is streamed. */
  headersMs: number
  /** For the answer to begin when it comes as a whole. */
  wholeMs: number
  /** For the next piece of an answer that has begun. */
  stallMs: number
}

/** What waiting is like in use. */
export const defaultTimeouts: AskTimeouts = { sendMs: 20_000, headersMs: 60_000, wholeMs: 300_000, stallMs: 30_000 }

/** How long the user wants to wait for an endpoint, where that is not as usual. */
export function patienceOf({ timeoutS }: Pick<Endpoint, 'timeoutS'>): Partial<AskTimeouts> {
  const ms = timeoutS === null ? null : timeoutS * 1000
  return ms === null ? {} : { sendMs: ms, headersMs: ms, wholeMs: ms, stallMs: ms }
}

/**
 * Asks an endpoint and yields the reply as it comes (OpenAI reference, "Create chat completion"). What is tried again, each once and
 * only when nothing has been answered: a connection the server had just closed; audio ids it does not know, without them; what
 * it refuses to make, on the next rung of `nextManner`. Then `sent` comes again.
 * @throws AppError; parts that were yielded before stay valid. `cancelled` when the signal was aborted
 */
export async function* ask(endpoint: Endpoint, question: Question, options: AskOptions): AsyncGenerator<ReplyPart> {
  const checked = { ...endpoint, key: endpoint.key === null ? null : checkKey(endpoint.key, endpoint.keySource) }
  const timeouts = { ...defaultTimeouts, ...patienceOf(endpoint), ...options.timeouts }
  const ways = new WaysToAsk(question, endpoint, options.known ?? null)
  let mayReconnect = true
  for (;;) {
    const { format } = ways.present
    const reader = new ReplyReader(format, hostOf(endpoint.baseUrl))
    const reached = { isConnected: false, hasAnswered: false }
    try {
      for await (const part of attempt(checked, ways.present, options.signal, timeouts, reader, reached)) {
        reached.hasAnswered ||= part.kind === 'headers'
        if (part.kind === 'end') options.onLesson?.(ways.lessonOf(reader.shape))
        yield part
      }
      return
    } catch (error) {
      if (options.signal.aborted) throw failWith('cancelled')
      // A connection that breaks after the last of a reply took nothing of it along.
      if (reader.isWhole) {
        yield* reader.end()
        return
      }
      const isStale = transportErrorOf(error)?.wasStale === true
      const refusal = refusalOf(error)
      const hasOtherWay = !reader.hasReply && refusal !== null && ways.findOther(refusal)
      if (reader.hasReply) yield* reader.flush()
      if (!hasOtherWay && !(isStale && mayReconnect)) {
        if (refusal && isHearingRefused(refusal)) options.onLesson?.({ hears: false })
        throw toEndpointError(error, { endpoint: checked, format }, { ...reached, hasReply: reader.hasReply })
      }
      mayReconnect &&= !isStale
    }
  }
}

async function* attempt(
  endpoint: Endpoint,
  question: WayToAsk,
  cancel: AbortSignal,
  timeouts: AskTimeouts,
  reader: ReplyReader,
  reached: { isConnected: boolean },
): AsyncGenerator<ReplyPart> {
  const host = hostOf(endpoint.baseUrl)
  const watchdog = new Watchdog()
  const given = new AbortController()
  const signal = AbortSignal.any([cancel, watchdog.signal, given.signal])
  const waitFor = (ms: number) => watchdog.expect(ms, () => failWith('timed_out', { host, seconds: ms / 1000 }))
  const sent = Promise.withResolvers<true>()
  const onSent = () => {
    // Node says so of a request that was given up as well, when nobody waits any more.
    if (signal.aborted) return
    waitFor(question.stream ? timeouts.headersMs : timeouts.wholeMs)
    sent.resolve(true)
  }
  try {
    waitFor(timeouts.sendMs)
    const body = await requestBody(requestJson(endpoint, question))
    const onConnected = () => {
      reached.isConnected = true
      watchdog.touch()
    }
    const progress = { onConnected, onSent, onActivity: () => watchdog.touch() }
    const accept = question.stream ? 'text/event-stream' : 'application/json'
    const headers = requestHeaders(endpoint, { accept, contentType: 'application/json' })
    const client = await openClient(endpoint, transport(body, headers, progress))
    // The transport sends our body in place of this one.
    const answered = client.chat.completions
      .create({ model: endpoint.model, messages: [], stream: true }, { signal })
      .asResponse()
    // Awaited below, but not when the caller gives up before.
    answered.catch(() => undefined)
    if ((await Promise.race([sent.promise, answered])) === true) yield { kind: 'sent' }
    const response = await answered
    // Some servers send these at once and only then begin to think.
    waitFor(question.stream ? timeouts.headersMs : timeouts.wholeMs)
    yield { kind: 'headers', isLiteLlm: response.headers.has('x-litellm-version') }
    reader.readHead(response.headers)
    if (/\bhtml\b/i.test(response.headers.get('content-type') ?? '')) throw failWith('endpoint_html', { host })
    for await (const piece of response.body ?? []) {
      for (const part of reader.push(piece)) {
        watchdog.expect(timeouts.stallMs, () => failWith('stalled', { seconds: timeouts.stallMs / 1000 }))
        yield part
      }
      if (reader.isDone) break
    }
    signal.throwIfAborted()
    yield* reader.end()
  } catch (error) {
    throw watchdog.failure ?? error
  } finally {
    watchdog.rest()
    given.abort()
  }
}

/** The request's JSON (OpenAI reference, "Create chat completion"). */
function requestJson({ model, voice }: Endpoint, { messages, isSpoken, format, stream }: WayToAsk): object {
  const reply = isSpoken
    ? { modalities: ['text', 'audio'], audio: { voice: voiceOf(voice), format } }
    : { modalities: ['text'] }
  const streaming = stream ? { stream: true, stream_options: { include_usage: true } } : {}
  return { model, ...reply, messages, ...streaming }
}

/** A voice of the user's own goes by its id (OpenAI reference, "Create voice"), one that is built in by its name. */
function voiceOf(voice: string): string | { id: string } {
  return voice.startsWith('voice_') ? { id: voice } : voice
}
