import { PCM_BYTES_PER_SECOND } from '../../../app/pcm.ts'
import type { Knowledge } from '../../../app/profiles/knowledge.ts'
import { mp3Rates, rungBelow, type UploadFormat, type UploadLesson } from '../../../app/profiles/uploads.ts'
import { checkKey, type Endpoint } from '../endpoint.ts'
import { transportErrorOf } from '../failure/failure.ts'
import { WaysToAsk, type WayToAsk } from '../ways-to-ask.ts'
import type { AskTimeouts, Question } from './question.ts'
import { defaultTimeouts, patienceOf } from './question.ts'
import { QuestionRequest } from './question-request.ts'
import type { SpokenSound } from './spoken-sound.ts'

/** If so much of a recording still waits for the network when it ends, the network is slower than speech, in seconds. */
const BEHIND_S = 2

/** A question that is being spoken, and its endpoint. */
export interface SpokenQuestion {
  endpoint: Endpoint
  /** The question, at whose end `sound` stands. */
  question: Question
  sound: SpokenSound
  known: Knowledge | null
}

/**
 * A question that is sent while it is still being spoken: its request is open, and carries the recording as it is made. Only `finish` completes
 * the request; one that is given up before that is no valid request. `ask` reads the answer.
 */
export class EarlyQuestion {
  readonly endpoint: Endpoint
  readonly sound: SpokenSound
  /** How it is asked. */
  readonly way: WayToAsk
  readonly #controller = new AbortController()
  readonly #timeouts: AskTimeouts
  readonly #beganAt = performance.now()
  #request: QuestionRequest
  #failedAt: number | null = null
  #isBehind = false
  #isFinished = false
  #hasFailedEarly = false

  /** Begins at once. Throws key_malformed. */
  constructor({ endpoint, question, sound, known }: SpokenQuestion, timeouts: Partial<AskTimeouts> = {}) {
    this.endpoint = endpoint
    this.sound = sound
    this.way = new WaysToAsk(question, endpoint, known).present
    this.#timeouts = { ...defaultTimeouts, ...patienceOf(endpoint), ...timeouts }
    this.#request = this.#ask()
    const noteFailure = () => {
      this.#failedAt = performance.now()
      this.#hasFailedEarly = !this.#isFinished
    }
    // The server had just closed a kept connection and has seen nothing, so the request is sent once more on a new one.
    this.#request.answered.catch((error: unknown) => {
      if (!transportErrorOf(error)?.wasStale || this.isGivenUp) return noteFailure()
      this.#request = this.#ask()
      this.#request.answered.catch(noteFailure)
    })
  }

  /** The request as it is now. */
  get request(): QuestionRequest {
    return this.#request
  }

  /** Whether it was given up. */
  get isGivenUp(): boolean {
    return this.#controller.signal.aborted
  }

  /** Whether it failed while it was still being spoken. */
  get hasFailedEarly(): boolean {
    return this.#hasFailedEarly
  }

  /** How long it had been under way when it failed. */
  get lastedMs(): number {
    return (this.#failedAt ?? performance.now()) - this.#beganAt
  }

  /** What its answer will have shown of how the server takes recordings. */
  get lesson(): UploadLesson {
    const { format } = this.sound
    return { format, came: this.#isBehind && rungBelow(format) !== null ? 'slow' : 'taken' }
  }

  /** The recording has ended: completes the request. */
  finish(): void {
    this.#isFinished = true
    const { format, pieces, taken } = this.sound
    const behindBytes = pieces.slice(taken).reduce((sum, { byteLength }) => sum + byteLength, 0)
    this.#isBehind = this.#request.reached.isConnected && behindBytes > BEHIND_S * bytesPerSecond(format)
    this.sound.finish()
  }

  /** Ends the request. Unless it was finished, no server can take it for a question. */
  giveUp(): void {
    this.#controller.abort()
    this.sound.onGrowth = () => undefined
  }

  #ask(): QuestionRequest {
    const { key, keySource } = this.endpoint
    const endpoint = { ...this.endpoint, key: key === null ? null : checkKey(key, keySource) }
    return new QuestionRequest(endpoint, this.way, { signal: this.#controller.signal, timeouts: this.#timeouts })
  }
}

/** How much of a recording there is in a second, as base64. */
function bytesPerSecond(format: UploadFormat): number {
  const kbps = mp3Rates[format]
  return ((kbps === null ? PCM_BYTES_PER_SECOND : (kbps * 1000) / 8) / 3) * 4
}
