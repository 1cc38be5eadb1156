import type { Knowledge, Lesson } from '../../app/profiles/knowledge.ts'
import { isUnknownAudioId, rowOf } from './failure/failure.ts'
import type { Refusal } from './failure/refusal.ts'
import { firstManner, isUsuallyStreamed, type Manner, nextManner, type Wishes } from './manner.ts'
import type { ReplyShape } from './reply/reply-reader.ts'
import { asSmaller, hasSound, type RequestMessage } from './request/messages.ts'
import type { Question } from './request/question.ts'

/** One way to ask a question. */
export interface WayToAsk extends Manner {
  messages: RequestMessage[]
}

/** The ways in which one question can be asked, one after the other, none of them twice. */
export class WaysToAsk {
  readonly #wishes: Wishes
  readonly #tried = new Set<string>()
  #messagesWithoutIds: RequestMessage[] | null
  #hasLostIds = false
  #wasVoiceRefused = false
  #wasStreamRefused = false
  #present: WayToAsk

  /** @param wishes what the endpoint's profile says of how replies are to come */
  constructor(
    { messages, messagesWithoutIds = null, isWritten = false }: Question,
    wishes: Wishes,
    known: Knowledge | null,
  ) {
    this.#wishes = wishes
    const usesIds = known?.keepsAudioIds !== false
    this.#messagesWithoutIds = usesIds ? messagesWithoutIds : null
    const manner = firstManner(wishes, known)
    this.#present = {
      ...manner,
      isSpoken: manner.isSpoken && !isWritten,
      messages: usesIds ? messages : (messagesWithoutIds ?? messages),
    }
  }

  /** How the question is asked now. */
  get present(): WayToAsk {
    return this.#present
  }

  /** After a refusal, goes on to a way that the server may take; false when there is none. */
  findOther(refusal: Refusal): boolean {
    const messages = this.#messagesWithoutIds
    // Speaches answers 500 when it does not know an id.
    if (messages && (isUnknownAudioId(refusal) || refusal.status === 500)) {
      this.#messagesWithoutIds = null
      this.#hasLostIds = isUnknownAudioId(refusal)
      this.#present = { ...this.#present, messages }
      return true
    }
    const smaller = rowOf(refusal, true).code === 'too_large' ? asSmaller(this.#present.messages) : null
    if (smaller) {
      this.#messagesWithoutIds &&= asSmaller(this.#messagesWithoutIds) ?? this.#messagesWithoutIds
      this.#present = { ...this.#present, messages: smaller }
      return true
    }
    this.#tried.add(nameOf(this.#present))
    const manner = nextManner(this.#present, refusal, this.#wishes)
    if (!manner || this.#tried.has(nameOf(manner))) return false
    this.#wasVoiceRefused ||= !manner.isSpoken
    this.#wasStreamRefused ||= this.#present.stream && !manner.stream
    this.#present = { ...this.#present, ...manner }
    return true
  }

  /** What a complete reply to the present way shows of the server. */
  lessonOf({ isStreamed, format, hasSoundAfterFinish }: ReplyShape): Lesson {
    const { messages, stream, isSpoken } = this.#present
    const usedIds = messages.some(message => message.role === 'assistant' && 'audio' in message)
    const lesson: Lesson = {}
    // A whole reply shows that the server does not stream only if a stream was asked for, in a format that usually streams.
    const wasStreamWanted = (stream || this.#wasStreamRefused) && isUsuallyStreamed(this.#wishes.format)
    if (isStreamed || wasStreamWanted) lesson.streams = isStreamed
    if (hasSoundAfterFinish) lesson.soundAfterFinish = true
    if (format !== null) Object.assign(lesson, { format, voice: 'came' })
    else if (isSpoken) lesson.voice = 'lost'
    else if (this.#wasVoiceRefused) lesson.voice = 'refused'
    if (messages.some(hasSound)) lesson.hears = true
    if (usedIds) lesson.audioIds = 'known'
    else if (this.#hasLostIds) lesson.audioIds = 'unknown'
    return lesson
  }
}

function nameOf({ isSpoken, format, stream }: Manner): string {
  return `${isSpoken} ${format} ${stream}`
}
