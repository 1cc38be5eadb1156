import { type AppError, asAppError } from '../../app/errors.ts'
import type { ReplyTimes } from '../../app/turns/turn-times.ts'
import type { ReplyEnd, ReplyPart } from '../endpoint/reply/reply-part.ts'
import { GatheredSound } from './gathered-sound.ts'

/** What came of a question: all of it, or what there was before it failed. */
export interface Outcome {
  words: string
  sound: GatheredSound
  /** From the moment the request was begun. */
  times: Omit<ReplyTimes, 'beganAt' | 'soundedMs'>
  /** Null when it failed. */
  end: ReplyEnd | null
  failure: AppError | null
}

/** Takes in a reply to its end, or to its failure. `hear` is called after every part, with what there is by then. */
export async function listen(
  parts: AsyncIterable<ReplyPart>,
  hear: (part: ReplyPart, soFar: Outcome) => void,
): Promise<Outcome> {
  const start = performance.now()
  const times: Outcome['times'] = { sentMs: null, headersMs: null, firstWordsMs: null, firstSoundMs: null, endMs: null }
  const outcome: Outcome = { words: '', sound: new GatheredSound(), times, end: null, failure: null }
  const now = () => Math.round(performance.now() - start)
  try {
    for await (const part of parts) {
      if (part.kind === 'sent') times.sentMs = now()
      if (part.kind === 'headers') times.headersMs = now()
      if (part.kind === 'words') {
        times.firstWordsMs ??= now()
        outcome.words += part.words
      }
      if (part.kind === 'pcm' || part.kind === 'encoded') {
        times.firstSoundMs ??= now()
        outcome.sound.add(part)
      }
      if (part.kind === 'end') outcome.end = part
      hear(part, outcome)
    }
  } catch (error) {
    outcome.failure = asAppError(error)
  }
  times.endMs = now()
  return outcome
}
