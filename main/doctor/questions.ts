import type { TurnSize } from '../../app/cost/tokens.ts'
import { mp3Rates, wholeUpload } from '../../app/profiles/uploads.ts'
import type { Endpoint } from '../endpoint/endpoint.ts'
import type { RequestMessage } from '../endpoint/request/messages.ts'
import type { Question } from '../endpoint/request/question.ts'
import { KeptSound } from '../endpoint/request/request-body.ts'
import type { SpokenSound } from '../endpoint/request/spoken-sound.ts'
import { lineFile } from '../practice/lines.ts'
import type { HeardAnswer } from './hear-answer.ts'

/** The recording that is sent: it says “less than five seconds.” */
export const recordingFile = lineFile('under-five-seconds')
/** What shows that it was heard. */
const said = /\b(five|5)\b.*\bseconds?\b/is

const INSTRUCTIONS = 'This is a test of the connection. Answer aloud, with at most eight words.'
const REPEAT = 'Repeat the words of this recording, and say nothing else.'
const GREET = 'Say: good morning.'
const AGAIN = 'Say that once more, and nothing else.'

const system: RequestMessage = { role: 'system', content: INSTRUCTIONS }

/** Whether an answer repeats what the recording says. */
export function repeatsRecording(words: string): boolean {
  return said.test(words)
}

/**
 * Asks the model to repeat the recording, sent as the profile sends recordings. `spoken` replaces it when it is sent as if it were being
 * spoken.
 */
export function spokenQuestion({ upload }: Pick<Endpoint, 'upload'>, spoken?: SpokenSound): Question {
  const kbps = mp3Rates[wholeUpload(upload, null)]
  const format = kbps === null ? 'wav' : 'mp3'
  const data = spoken ?? new KeptSound(recordingFile, kbps)
  const recording = { type: 'input_audio', input_audio: { data, format } } as const
  return { messages: [system, { role: 'user', content: [{ type: 'text', text: REPEAT }, recording] }] }
}

/** Asks in words, for models that accept no recording. */
export function typedQuestion(): Question {
  return { messages: [system, { role: 'user', content: GREET }] }
}

/** A second question that refers to an answer by its id, or, if the server no longer knows that, repeats its words. */
export function followUp({ messages }: Question, { words }: HeardAnswer, audioId: string): Question {
  const after = (answer: RequestMessage): RequestMessage[] => [...messages, answer, { role: 'user', content: AGAIN }]
  return {
    messages: after({ role: 'assistant', audio: { id: audioId } }),
    messagesWithoutIds: after({ role: 'assistant', content: words.trim() || GREET }),
  }
}

/** About how long the first question and its answer are: for their price, and for tokens that the server did not count. */
export const questionSize: TurnSize = { heardMs: 1500, heardCharacters: 150, spokenMs: 3000, spokenCharacters: 40 }
/** The same for the second question. */
export const followUpSize: TurnSize = { heardMs: 4500, heardCharacters: 190, spokenMs: 3000, spokenCharacters: 40 }
