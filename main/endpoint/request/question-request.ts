import { type AppError, failWith } from '../../../app/errors.ts'
import { hostOf } from '../base-url.ts'
import { openClient, requestHeaders } from '../connection/client.ts'
import { transport } from '../connection/transport.ts'
import { Watchdog } from '../connection/watchdog.ts'
import type { Endpoint } from '../endpoint.ts'
import type { ReplyPart } from '../reply/reply-part.ts'
import type { ReplyReader } from '../reply/reply-reader.ts'
import type { WayToAsk } from '../ways-to-ask.ts'
import type { AskTimeouts } from './question.ts'
import { requestBody } from './request-body.ts'

/** How a question is on its way. */
export interface QuestionRequestOptions {
  /** Ends it. */
  signal: AbortSignal
  timeouts: AskTimeouts
}

/** A question asked once, in one way. It is under way as soon as it is made; its answer is read when somebody comes for it. */
export class QuestionRequest {
  /** How far it has come. */
  readonly reached = { isConnected: false, isSent: false, hasAnswered: false }
  /** Settles when the head of an answer is there that is no failure; rejects with what went wrong until then. */
  readonly answered: Promise<Response>
  readonly #endpoint: Endpoint
  readonly #way: WayToAsk
  readonly #timeouts: AskTimeouts
  readonly #watchdog = new Watchdog()
  /** Bites where things come for ever that say nothing. */
  readonly #patience = new Watchdog()
  readonly #given = new AbortController()
  readonly #signal: AbortSignal
  readonly #sent = Promise.withResolvers<true>()

  constructor(endpoint: Endpoint, way: WayToAsk, { signal, timeouts }: QuestionRequestOptions) {
    this.#endpoint = endpoint
    this.#way = way
    this.#timeouts = timeouts
    this.#signal = AbortSignal.any([signal, this.#watchdog.signal, this.#patience.signal, this.#given.signal])
    this.answered = this.#begin()
    // Awaited by whoever reads it, who may come later, or not at all.
    this.answered.catch(() => undefined)
  }

  /** Reads the answer down to the parts of the reply, once. Throws what went wrong. */
  async *read(reader: ReplyReader): AsyncGenerator<ReplyPart> {
    const { stallMs, wordlessMs } = this.#timeouts
    const stalled = (ms: number) => () => failWith('stalled', { seconds: ms / 1000 })
    try {
      if ((await Promise.race([this.#sent.promise, this.answered])) === true) yield { kind: 'sent' }
      const response = await this.answered
      // Some servers send these at once and only then begin to think.
      this.#waitForAnswer()
      this.#patience.expect(wordlessMs, () => this.#timedOut(wordlessMs))
      yield { kind: 'headers', isLiteLlm: response.headers.has('x-litellm-version') }
      reader.readHead(response.headers)
      for await (const piece of response.body ?? []) {
        for (const part of reader.push(piece)) {
          this.#watchdog.expect(stallMs, stalled(stallMs))
          this.#patience.expect(wordlessMs, stalled(wordlessMs))
          yield part
        }
        if (reader.isOnePiece) this.#patience.rest()
        if (reader.isDone) break
      }
      this.#signal.throwIfAborted()
      yield* reader.end()
    } catch (error) {
      throw this.#watchdog.failure ?? this.#patience.failure ?? error
    } finally {
      this.#watchdog.rest()
      this.#patience.rest()
      this.#given.abort()
    }
  }

  async #begin(): Promise<Response> {
    const { sendMs } = this.#timeouts
    try {
      this.#waitFor(sendMs)
      const body = await requestBody(requestJson(this.#endpoint, this.#way))
      const progress = {
        onConnected: () => {
          this.reached.isConnected = true
          this.#watchdog.touch()
        },
        onSent: () => this.#noteSent(),
        onActivity: () => this.#watchdog.touch(),
        // Who speaks may take their time.
        onWaiting: (isForNetwork: boolean) => (isForNetwork ? this.#waitFor(sendMs) : this.#watchdog.rest()),
      }
      const accept = this.#way.stream ? 'text/event-stream' : 'application/json'
      const headers = requestHeaders(this.#endpoint, { accept, contentType: 'application/json' })
      const client = await openClient(this.#endpoint, transport(body, headers, progress))
      // The transport sends our body in place of this one.
      return await client.chat.completions
        .create({ model: this.#endpoint.model, messages: [], stream: true }, { signal: this.#signal })
        .asResponse()
    } catch (error) {
      this.#watchdog.rest()
      throw this.#watchdog.failure ?? error
    }
  }

  #noteSent(): void {
    // Node says so of a request that was given up as well, when nobody waits any more.
    if (this.#signal.aborted) return
    this.reached.isSent = true
    this.#waitForAnswer()
    this.#sent.resolve(true)
  }

  #waitForAnswer(): void {
    this.#waitFor(this.#way.stream ? this.#timeouts.headersMs : this.#timeouts.wholeMs)
  }

  #waitFor(ms: number): void {
    this.#watchdog.expect(ms, () => this.#timedOut(ms))
  }

  #timedOut(ms: number): AppError {
    return failWith('timed_out', { host: hostOf(this.#endpoint.baseUrl), seconds: ms / 1000 })
  }
}

/** The request's JSON (OpenAI reference, "Create chat completion"). The messages come last, and in them what is being spoken. */
function requestJson({ model, voice }: Endpoint, { messages, isSpoken, format, stream }: WayToAsk): object {
  const reply = isSpoken
    ? { modalities: ['text', 'audio'], audio: { voice: voiceOf(voice), format } }
    : { modalities: ['text'] }
  const streaming = stream ? { stream: true, stream_options: { include_usage: true } } : {}
  return { model, ...reply, ...streaming, messages }
}

/** A voice of the user's own goes by its id (OpenAI reference, "Create voice"), one that is built in by its name. */
function voiceOf(voice: string): string | { id: string } {
  return voice.startsWith('voice_') ? { id: voice } : voice
}
