import type { Transcript } from '../../app/conversation.ts'
import { AppError, failWith, toFailure } from '../../app/errors.ts'
import { cascadeSteps } from '../../app/words/failures.ts'
import { type AskOptions, ask } from './ask.ts'
import type { Endpoint } from './endpoint.ts'
import { RequestError } from './failure/request-error.ts'
import type { ReplyEnd, ReplyPart } from './reply/reply-part.ts'
import type { RequestMessage } from './request/messages.ts'
import { speak } from './speech.ts'
import { type SoundToTranscribe, Transcriber } from './transcribe.ts'

/** A question that is asked by way of words. */
export interface WordedQuestion {
  /** The recordings whose words are not known yet, in order; the question's own is the last. */
  unheard: readonly { turnId: string; sound: SoundToTranscribe }[]
  /** The messages in words alone, given the transcripts of those recordings by turn. */
  messages: (transcripts: ReadonlyMap<string, Transcript>) => RequestMessage[]
}

const transcriber = new Transcriber()

/**
 * Asks a model that cannot hear, in three steps at one endpoint: `/audio/transcriptions` puts the recording into words, the chat model
 * answers them, `/audio/speech` reads the answer aloud. Yields what `ask` yields, and the words of each recording once they are known. An
 * answer that cannot be read aloud stays as words, and `unvoiced` says why.
 * @throws AppError as `ask`. A failure of the first step says that it was that one; the model was not asked then
 */
export async function* askByWords(
  endpoint: Endpoint,
  question: WordedQuestion,
  options: AskOptions,
): AsyncGenerator<ReplyPart> {
  const transcripts = new Map<string, Transcript>()
  for (const { turnId, sound } of question.unheard) {
    const heard = await hear(endpoint, sound, options)
    transcripts.set(turnId, heard.transcript)
    yield { kind: 'heard', turnId, ...heard }
    if (heard.transcript.words === '') throw failWith('audio_refused', { said: { name: 'no_words' } })
  }
  let words = ''
  let hasSound = false
  let end: ReplyEnd | null = null
  const asked = { messages: question.messages(transcripts), isWritten: true }
  for await (const part of ask(endpoint, asked, options)) {
    if (part.kind === 'words') words += part.words
    hasSound ||= part.kind === 'pcm' || part.kind === 'encoded'
    if (part.kind === 'end') end = part
    else yield part
  }
  if (!hasSound && words.trim() !== '') yield* readAloud(endpoint, words, options)
  if (end) yield end
}

async function hear(endpoint: Endpoint, sound: SoundToTranscribe, options: AskOptions) {
  const outcome = await transcriber.transcribe(endpoint, sound, options)
  if ('failure' in outcome) throw unheard(outcome.failure)
  return outcome
}

/** The same failure, saying that the recording could not be put into words. */
function unheard(failure: AppError): AppError {
  const told = new AppError({
    ...toFailure(failure),
    message: cascadeSteps.unheard(failure.message),
    step: 'unheard',
  })
  return failure instanceof RequestError ? new RequestError(told, failure) : told
}

async function* readAloud(endpoint: Endpoint, words: string, options: AskOptions): AsyncGenerator<ReplyPart> {
  try {
    yield* speak(endpoint, words, options)
  } catch (error) {
    if (!(error instanceof AppError) || error.code === 'cancelled') throw error
    yield { kind: 'unvoiced', failure: error }
  }
}
