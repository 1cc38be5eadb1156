import { type AppError, asAppError, failWith } from '../../app/errors.ts'
import { pcmDurationMs, pcmToSamples, peakOf, toDbfs } from '../../app/pcm.ts'
import type { Lesson } from '../../app/profiles/knowledge.ts'
import type { UploadLesson } from '../../app/profiles/uploads.ts'
import { type AskOptions, ask } from '../endpoint/ask.ts'
import type { Endpoint } from '../endpoint/endpoint.ts'
import { decodeReply } from '../endpoint/reply/decode-reply.ts'
import type { ReplyEnd } from '../endpoint/reply/reply-part.ts'
import type { Question } from '../endpoint/request/question.ts'

/** The result of one question, as far as it can be judged. */
export interface HeardAnswer {
  words: string
  soundMs: number
  /** Its loudest sample; -Infinity if there is none. */
  peakDbfs: number
  /** The format of a sound that could not be decoded; null when everything could. */
  undecoded: string | null
  /** Whether a LiteLLM proxy has said that it is one. */
  isLiteLlm: boolean
  /** Milliseconds from the beginning; null for what did not happen. */
  headersMs: number | null
  firstMs: number | null
  firstSoundMs: number | null
  endMs: number
  /** What it showed; null when it did not end properly. */
  lesson: Lesson | null
  /** What it showed about the way it was sent; null when that was not tried, or nothing answered. */
  upload: UploadLesson | null
  end: ReplyEnd | null
  failure: AppError | null
}

/** Asks once and listens to the end, or to the failure. Throws `cancelled` when the signal is aborted. */
export async function hearAnswer(
  endpoint: Endpoint,
  question: Question,
  options: Pick<AskOptions, 'signal' | 'known' | 'early'> & { onLesson: (lesson: Lesson) => void },
): Promise<HeardAnswer> {
  const startedAt = performance.now()
  const now = () => performance.now() - startedAt
  const heard: HeardAnswer = {
    ...{ words: '', soundMs: 0, peakDbfs: -Infinity, undecoded: null, isLiteLlm: false },
    ...{
      headersMs: null,
      firstMs: null,
      firstSoundMs: null,
      endMs: 0,
      lesson: null,
      upload: null,
      end: null,
      failure: null,
    },
  }
  const onLesson = (lesson: Lesson) => {
    if (lesson.upload) heard.upload = lesson.upload
    else heard.lesson = lesson
    options.onLesson(lesson)
  }
  try {
    for await (const part of decodeReply(ask(endpoint, question, { ...options, onLesson }))) {
      if (part.kind === 'headers') {
        heard.headersMs = now()
        heard.isLiteLlm = part.isLiteLlm
      }
      if (part.kind === 'words' || part.kind === 'pcm' || part.kind === 'encoded') heard.firstMs ??= now()
      if (part.kind === 'words') heard.words += part.words
      if (part.kind === 'encoded') heard.undecoded = part.format
      if (part.kind === 'pcm') {
        heard.firstSoundMs ??= now()
        heard.soundMs += pcmDurationMs(part.pcm.byteLength)
        heard.peakDbfs = Math.max(heard.peakDbfs, toDbfs(peakOf(pcmToSamples(part.pcm))))
      }
      if (part.kind === 'end') heard.end = part
    }
  } catch (error) {
    if (options.signal.aborted) throw failWith('cancelled')
    heard.failure = asAppError(error)
  }
  heard.endMs = now()
  return heard
}
