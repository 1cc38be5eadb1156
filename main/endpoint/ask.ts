import { failWith } from '../../app/errors.ts'
import type { Knowledge, Lesson } from '../../app/profiles/knowledge.ts'
import { cutOff, type UploadLesson } from '../../app/profiles/uploads.ts'
import { hostOf } from './base-url.ts'
import { checkKey, type Endpoint } from './endpoint.ts'
import { mayBeWorkedOn, refusalOf, toEndpointError, transportErrorOf } from './failure/failure.ts'
import { isHearingRefused } from './manner.ts'
import type { ReplyPart } from './reply/reply-part.ts'
import { ReplyReader } from './reply/reply-reader.ts'
import { fallbackAfter } from './request/early-fallback.ts'
import type { EarlyQuestion } from './request/early-question.ts'
import { type AskTimeouts, defaultTimeouts, patienceOf, type Question } from './request/question.ts'
import { QuestionRequest } from './request/question-request.ts'
import { WaysToAsk } from './ways-to-ask.ts'

/** How a question is asked. */
export interface AskOptions {
  signal: AbortSignal
  timeouts?: Partial<AskTimeouts>
  /** What was learned of the server before, so that it is asked in a way it takes from the beginning. */
  known?: Knowledge | null
  /** The same question, if it was sent while it was spoken: its request is complete, and its answer is read first. */
  early?: EarlyQuestion | null
  /** Called with what the question showed of the server: of how recordings are sent when the answer begins, of all else when it ends. */
  onLesson?: (lesson: Lesson) => void
}

/**
 * Asks an endpoint and yields the reply as it comes (OpenAI reference, "Create chat completion"). As long as nothing has been answered, the
 * question is sent again, for each of these reasons once:
 * - the server had just closed the connection
 * - it was sent while it was spoken, and the server did not take that: the recording is sent as a whole
 * - the server does not know an audio id of its own any more: its words are sent in place of the id
 * - the server refuses to make such a reply: it is asked for in the next manner (`nextManner`)
 *
 * `sent` is yielded for each request.
 * @throws AppError; parts that were yielded before stay valid. `cancelled` when the signal was aborted
 */
export async function* ask(endpoint: Endpoint, question: Question, options: AskOptions): AsyncGenerator<ReplyPart> {
  const checked = { ...endpoint, key: endpoint.key === null ? null : checkKey(endpoint.key, endpoint.keySource) }
  const timeouts = { ...defaultTimeouts, ...patienceOf(endpoint), ...options.timeouts }
  const { signal, known = null, onLesson } = options
  const ways = new WaysToAsk(question, endpoint, known)
  let early = options.early ?? null
  /** What the next answer will have shown of how this server takes recordings. */
  let shown: UploadLesson | null = early?.lesson ?? null
  let mayReconnect = true
  const giveUp = () => options.early?.giveUp()
  signal.addEventListener('abort', giveUp, { once: true })
  if (signal.aborted) giveUp()
  try {
    for (;;) {
      const way = early?.way ?? ways.present
      const request = early?.request ?? new QuestionRequest(checked, way, { signal, timeouts })
      const { reached } = request
      const reader = new ReplyReader(way.format, hostOf(endpoint.baseUrl))
      try {
        for await (const part of request.read(reader)) {
          reached.hasAnswered ||= part.kind === 'headers'
          if (part.kind === 'headers' && shown) onLesson?.({ upload: shown })
          if (part.kind === 'end') onLesson?.(ways.lessonOf(reader.shape))
          yield part
        }
        return
      } catch (error) {
        if (signal.aborted) throw failWith('cancelled')
        // The reply had come to its end before the connection broke.
        if (reader.isWhole) {
          yield* reader.end()
          return
        }
        const isStale = transportErrorOf(error)?.wasStale === true
        if (isStale && mayReconnect) {
          mayReconnect = false
          continue
        }
        const refusal = refusalOf(error)
        const fallback =
          early && !reached.hasAnswered
            ? fallbackAfter(error, { ...reached, hasFailedEarly: early.hasFailedEarly }, early.sound.format, known)
            : null
        // A server blames a format or an id only once it has read the request: what breaks off early says nothing of them.
        const mayMeanOther = !reader.hasReply && (fallback === null || fallback.suspected === 'refused')
        const hasOtherWay = mayMeanOther && refusal !== null && ways.findOther(refusal)
        const suspected = hasOtherWay ? null : fallback?.suspected
        const isStillTooLarge = shown?.came === 'too-large' && hasOtherWay
        shown = isStillTooLarge
          ? shown
          : early && suspected
            ? cutOff(early.sound.format, suspected, early.lastedMs)
            : null
        early = null
        const isUnanswered = refusal === null || mayBeWorkedOn(refusal)
        if (fallback && isUnanswered && reached.isSent && !isStale) yield { kind: 'again' }
        if (hasOtherWay || fallback) continue
        if (reader.hasReply) yield* reader.flush()
        if (refusal && isHearingRefused(refusal)) onLesson?.({ hears: false })
        throw toEndpointError(
          error,
          { endpoint: checked, format: way.format },
          { ...reached, hasReply: reader.hasReply },
        )
      }
    }
  } finally {
    signal.removeEventListener('abort', giveUp)
    giveUp()
  }
}
