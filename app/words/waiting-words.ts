import { catalogue } from './catalogue.ts'
import { count } from './counts.ts'
import { formatTime } from './format.ts'

/** What is said of questions that wait to be sent, where they are shown. The window does not begin with it. */
export const waitingWords = catalogue('waitingWords', {
  placeText:
    'Questions that could not be sent yet. They are sent by themselves, those of a conversation in the order they were asked.',
  none: 'Nothing waits to be sent.',
  why: (reason: string) => `Waiting to be sent. ${reason}`,
  behind: 'Waiting to be sent, after the question before it.',
  waits: 'Waiting to be sent.',
  nextIn: (seconds: number) => `Next try in ${seconds} s`,
  nextAt: (at: number) => `Next try at ${formatTime(at)}`,
  trying: 'Being tried now …',
  unanswered: (n: number) =>
    `It was sent ${n === 1 ? 'once' : count(n, 'time', 'times')} and not answered. That may have been billed.`,
  tryNow: 'Try now',
  keepAsDraft: 'Keep as draft',
  save: 'Save audio',
  delete: 'Delete',
  notify: 'Notify me of the reply',
})
