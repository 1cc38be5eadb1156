import * as v from 'valibot'
import type { Sound, Transcript } from '../../app/conversation.ts'
import { noSize } from '../../app/cost/tokens.ts'
import { type AppError, failWith } from '../../app/errors.ts'
import { alignTimedWords } from '../../app/turns/timed-words.ts'
import { hostOf } from './base-url.ts'
import { openClient, requestHeaders } from './connection/client.ts'
import { transport } from './connection/transport.ts'
import { Watchdog } from './connection/watchdog.ts'
import { checkKey, type Endpoint } from './endpoint.ts'
import { refusalOf, throwErrorIn, toEndpointError, transportErrorOf } from './failure/failure.ts'
import { plainWords } from './plain-words.ts'
import type { PaidStep } from './reply/reply-part.ts'
import { addHeaderCost, readStepUsage } from './reply/usage.ts'
import type { SoundLocation } from './request/file-slices.ts'
import { multipartBody } from './request/multipart-body.ts'
import { type AskTimeouts, defaultTimeouts, patienceOf } from './request/question.ts'

/** The model that is asked for when the user names none. It does not say when each word is said; `whisper-1` does. */
const DEFAULT_TRANSCRIPTION_MODEL = 'gpt-4o-mini-transcribe'

/** A sound to be put into words. */
export interface SoundToTranscribe {
  location: SoundLocation
  format: Sound['format']
  durationMs: number
}

/** Why a sound was not put into words. */
export interface TranscriptionFailure {
  failure: AppError
  /** How long the server asks to be left alone, in milliseconds; null when it did not ask. */
  retryAfterMs: number | null
}

/** What came of a sound: its words and what they cost, or why there are none. */
export type TranscriptionOutcome = Heard | TranscriptionFailure

interface Heard {
  /** Its cost is not known yet. */
  transcript: Transcript
  step: PaidStep
}

/** How a sound is put into words. */
export interface TranscribeOptions {
  signal: AbortSignal
  timeouts?: Partial<AskTimeouts>
  /** Called when the whole request is out. From then on it takes no more of the network that a question might need. */
  onSent?: () => void
}

/** No recording is longer: what is said to begin later, in seconds, has no time. */
const LATEST_S = 24 * 60 * 60

/** When the words of a transcription are said (OpenAI reference, "The transcription object (Verbose)"). */
const Times = v.fallback(
  v.optional(
    v.array(
      v.object({
        word: v.optional(v.string()),
        text: v.optional(v.string()),
        start: v.pipe(v.number(), v.maxValue(LATEST_S)),
      }),
    ),
    [],
  ),
  [],
)
const AnswerSchema = v.object({ text: v.string(), words: Times, segments: Times })

/** OpenAI's newer models answer in `json` only, without times (OpenAI reference, "Create transcription", `response_format`). */
const tellsNoTimes = /\bgpt-4o\b.*-transcribe\b/
const contentTypes: Record<Sound['format'], string> = {
  ...{ wav: 'audio/wav', mp3: 'audio/mpeg', aac: 'audio/aac', flac: 'audio/flac', opus: 'audio/ogg' },
  bin: 'application/octet-stream',
}

/** Puts sounds into words. Remembers until Parley ends which models do not say when each word is said. */
export class Transcriber {
  readonly #untimed = new Set<string>()

  /**
   * Asks an endpoint for the words of a sound (OpenAI reference, "Create transcription"), with the time of each where the model
   * tells it. The key goes to the endpoint's own base URL and nowhere else. A connection that the server had just closed is tried
   * once more.
   * @throws only `cancelled`, when the signal was aborted; all else that fails is the outcome
   */
  async transcribe(
    endpoint: Endpoint,
    sound: SoundToTranscribe,
    options: TranscribeOptions,
  ): Promise<TranscriptionOutcome> {
    const asked = { ...endpoint, model: endpoint.transcriptionModel.trim() || DEFAULT_TRANSCRIPTION_MODEL }
    const server = `${asked.baseUrl} ${asked.model}`
    let isTimed = !this.#untimed.has(server) && !tellsNoTimes.test(asked.model)
    let mayReconnect = true
    for (;;) {
      try {
        const key = asked.key === null ? null : checkKey(asked.key, asked.keySource)
        const heard = await attempt({ ...asked, key }, sound, isTimed, options)
        if (!isTimed) this.#untimed.add(server)
        return heard
      } catch (error) {
        if (options.signal.aborted) throw failWith('cancelled')
        if (mayReconnect && transportErrorOf(error)?.wasStale) {
          mayReconnect = false
          continue
        }
        const { failure, retryAfterMs } = toFailure(error, asked)
        const status = refusalOf(error)?.status
        if (isTimed && failure.code === 'request_refused' && (status === 400 || status === 422)) {
          isTimed = false
          continue
        }
        return { failure, retryAfterMs }
      }
    }
  }
}

async function attempt(
  endpoint: Endpoint,
  sound: SoundToTranscribe,
  isTimed: boolean,
  options: TranscribeOptions,
): Promise<Heard> {
  const { sendMs, wholeMs } = { ...defaultTimeouts, ...patienceOf(endpoint), ...options.timeouts }
  const host = hostOf(endpoint.baseUrl)
  const watchdog = new Watchdog()
  const signal = AbortSignal.any([options.signal, watchdog.signal])
  const waitFor = (ms: number) => watchdog.expect(ms, () => failWith('timed_out', { host, seconds: ms / 1000 }))
  const onSent = () => {
    if (signal.aborted) return
    waitFor(wholeMs)
    options.onSent?.()
  }
  try {
    waitFor(sendMs)
    const { location, format } = sound
    const file = { location, name: `recording.${format}`, contentType: contentTypes[format] }
    const body = await multipartBody(fieldsOf(endpoint.model, isTimed), file)
    const onActivity = () => watchdog.touch()
    const headers = requestHeaders(endpoint, { accept: 'application/json', contentType: body.contentType })
    const client = await openClient(endpoint, transport(body, headers, { onConnected: onActivity, onSent, onActivity }))
    const response = await client.post('/audio/transcriptions', { signal }).asResponse()
    if (/\bhtml\b/i.test(response.headers.get('content-type') ?? '')) throw failWith('endpoint_html', { host })
    const answer: unknown = JSON.parse(await response.text())
    throwErrorIn(answer)
    const transcript = toTranscript(v.parse(AnswerSchema, answer), endpoint.model)
    const { usage, heardMs } = readStepUsage(answer)
    const size = { ...noSize, heardMs: heardMs ?? sound.durationMs, spokenCharacters: transcript.words.length }
    return { transcript, step: { model: endpoint.model, usage: addHeaderCost(usage, response.headers), size } }
  } catch (error) {
    throw watchdog.failure ?? error
  } finally {
    watchdog.rest()
  }
}

function fieldsOf(model: string, isTimed: boolean): [string, string][] {
  const format: [string, string][] = isTimed
    ? [
        ['response_format', 'verbose_json'],
        ['timestamp_granularities[]', 'word'],
      ]
    : [['response_format', 'json']]
  return [['model', model], ...format]
}

function toTranscript({ text, words, segments }: v.InferOutput<typeof AnswerSchema>, model: string): Transcript {
  const said = plainWords(text).trim()
  const times = words.length > 0 ? words : segments
  const timed = times.map(({ word, text = '', start }) => ({ words: word ?? text, startMs: start * 1000 }))
  return { words: said, alignment: alignTimedWords(said, timed), isEdited: false, model, cost: null }
}

/** Translates a failure: the codes are those of questions, and some of their sentences would be wrong for a transcription. */
function toFailure(error: unknown, endpoint: Endpoint): TranscriptionFailure {
  const host = hostOf(endpoint.baseUrl)
  const soFar = { isConnected: true, hasAnswered: false, hasReply: false }
  const failure = toEndpointError(error, { endpoint, format: 'wav' }, soFar)
  const { code, retryAfterMs } = failure
  if (code === 'endpoint_wrong_path' || refusalOf(error)?.status === 501) {
    const named = endpoint.kind === 'practice' ? null : host
    return { failure: failWith('transcription_missing', { host: named }), retryAfterMs }
  }
  if (code === 'too_large') {
    return { failure: failWith('request_refused', { host, said: { name: 'recording_too_large' } }), retryAfterMs }
  }
  return { failure, retryAfterMs }
}
