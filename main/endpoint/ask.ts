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
  /** What was learned of the server before: it is asked like that from the beginning. */
  known?: Knowledge | null
  /** The same question where it is on its way already, whole by now: its answer is read first. Given up with the signal. */
  early?: EarlyQuestion | null
  /** Told what the question showed: of how it was sent when the answer begins, of the rest once, when it ends. */
  onLesson?: (lesson: Lesson) => void
}

/**
 * Asks an endpoint and yields the reply as it comes (OpenAI reference, "Create chat completion"). What is tried again, each once and
 * only when nothing has been answered: a connection the server had just closed; what went out while it was spoken, as a whole; audio
 * ids it does not know, without them; what it refuses to make, on the next rung of `nextManner`. Then `sent` comes again.
 * @throws AppError; parts that were yielded before stay valid. `cancelled` when the signal was aborted
 */
export async function* ask(endpoint: Endpoint, question: Question, options: AskOptions): AsyncGenerator<ReplyPart> {
  const checked = { ...endpoint, key: endpoint.key === null ? null : checkKey(endpoint.key, endpoint.keySource) }
  const timeouts = { ...defaultTimeouts, ...patienceOf(endpoint), ...options.timeouts }
  const { signal, known = null, onLesson } = options
  const ways = new WaysToAsk(question, endpoint, known)
  let early = options.early ?? null
  /** What is learned if the next attempt is answered. */
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
        // A connection that breaks after the last of a reply took nothing of it along.
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
        // Whatever else is asked may be at fault only where that was read.
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
