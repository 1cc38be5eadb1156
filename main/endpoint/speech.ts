import { uncounted } from '../../app/conversation.ts'
import { noSize } from '../../app/cost/tokens.ts'
import { failWith } from '../../app/errors.ts'
import { hostOf } from './base-url.ts'
import { openClient, requestHeaders } from './connection/client.ts'
import { transport } from './connection/transport.ts'
import { Watchdog } from './connection/watchdog.ts'
import { checkKey, type Endpoint } from './endpoint.ts'
import { refusalOf, toEndpointError } from './failure/failure.ts'
import type { PaidStep, ReplyPart } from './reply/reply-part.ts'
import { ReplySound } from './reply/reply-sound.ts'
import { addHeaderCost } from './reply/usage.ts'
import { type AskTimeouts, defaultTimeouts, patienceOf } from './request/question.ts'
import { requestBody } from './request/request-body.ts'
import { textPieces } from './text-pieces.ts'

/** The model that reads aloud when the user names none. */
const DEFAULT_SPEECH_MODEL = 'gpt-4o-mini-tts'
/** The most letters that one request may have (OpenAI reference, "Create speech", `input`). */
const INPUT_LENGTH = 4096

/** How words are read aloud. */
export interface SpeakOptions {
  signal: AbortSignal
  timeouts?: Partial<AskTimeouts>
}

/**
 * Has an endpoint read words aloud (OpenAI reference, "Create speech") and yields their sound as it comes. It asks for pcm at 24 kHz, and
 * recognises other formats by their bytes. The key goes to the endpoint's own base URL and nowhere else.
 * @throws RequestError; `speech_missing` when the endpoint has no `/audio/speech`, `cancelled` when the signal was aborted
 */
export async function* speak(endpoint: Endpoint, words: string, options: SpeakOptions): AsyncGenerator<ReplyPart> {
  const asked = { ...endpoint, model: endpoint.speechModel.trim() || DEFAULT_SPEECH_MODEL }
  const step: PaidStep = { model: asked.model, usage: null, size: noSize }
  let hasSound = false
  try {
    const key = asked.key === null ? null : checkKey(asked.key, asked.keySource)
    for (const input of textPieces(words, INPUT_LENGTH)) {
      for await (const part of readAloud({ ...asked, key }, input, step, options)) {
        hasSound ||= part.kind !== 'reading'
        yield part
      }
    }
  } catch (error) {
    if (options.signal.aborted) throw failWith('cancelled')
    const failure = toEndpointError(
      error,
      { endpoint: asked, format: 'pcm16' },
      { isConnected: true, hasAnswered: hasSound, hasReply: hasSound },
    )
    const isMissing = failure.code === 'endpoint_wrong_path' || refusalOf(error)?.status === 501
    throw isMissing ? failWith('speech_missing', { host: hostOf(endpoint.baseUrl) }) : failure
  }
}

/** Reads one piece aloud. `step` adds up what is paid for: this piece is added, and `step` yielded, once the server has taken it. */
async function* readAloud(
  endpoint: Endpoint,
  input: string,
  step: PaidStep,
  options: SpeakOptions,
): AsyncGenerator<ReplyPart> {
  const { sendMs, headersMs, stallMs } = { ...defaultTimeouts, ...patienceOf(endpoint), ...options.timeouts }
  const host = hostOf(endpoint.baseUrl)
  const watchdog = new Watchdog()
  const given = new AbortController()
  const signal = AbortSignal.any([options.signal, watchdog.signal, given.signal])
  const waitFor = (ms: number) => watchdog.expect(ms, () => failWith('timed_out', { host, seconds: ms / 1000 }))
  try {
    waitFor(sendMs)
    const body = await requestBody({ model: endpoint.model, voice: endpoint.voice, input, response_format: 'pcm' })
    const onActivity = () => watchdog.touch()
    const onSent = () => (signal.aborted ? undefined : waitFor(headersMs))
    const headers = requestHeaders(endpoint, { accept: 'audio/*', contentType: 'application/json' })
    const client = await openClient(endpoint, transport(body, headers, { onConnected: onActivity, onSent, onActivity }))
    const response = await client.post('/audio/speech', { signal }).asResponse()
    if (/\b(html|json|event-stream)\b/i.test(response.headers.get('content-type') ?? '')) {
      throw failWith('endpoint_unreadable', { host })
    }
    const usd = addHeaderCost(null, response.headers)?.usd ?? null
    if (usd !== null) step.usage = { ...uncounted, usd: (step.usage?.usd ?? 0) + usd }
    step.size = { ...step.size, heardCharacters: step.size.heardCharacters + input.length }
    yield { kind: 'reading', step: { ...step } }
    const sound = new ReplySound('pcm16', host)
    for await (const bytes of response.body ?? []) {
      watchdog.expect(stallMs, () => failWith('stalled', { seconds: stallMs / 1000 }))
      yield* sound.add(bytes)
    }
    signal.throwIfAborted()
    yield* sound.end()
  } catch (error) {
    throw watchdog.failure ?? error
  } finally {
    watchdog.rest()
    given.abort()
  }
}
