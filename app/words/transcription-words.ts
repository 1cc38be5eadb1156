import { catalogue } from './catalogue.ts'
import { count } from './counts.ts'

/** A length that nobody needs to know exactly. */
const about = (ms: number) =>
  ms < 60_000 ? 'less than a minute' : `about ${count(Math.round(ms / 60_000), 'minute', 'minutes')}`

/** What the window says about putting recordings into words, which it does not begin with. */
export const transcriptionWords = catalogue('transcriptionWords', {
  title: 'Your own words as text',
  isOn: 'Put my recordings into words',
  isOnHint:
    'After its reply, each recording goes once more to the same endpoint, for a transcript to read, search and find again. Endpoints bill this too.',
  waiting: 'Being put into words …',
  failed: (why: string) => `Not put into words. ${why}`,
  retry: 'Try again',
  noneEarlier: 'Every recording that was sent has been put into words.',
  earlier: (n: number, ms: number) =>
    `${count(n, 'earlier recording has', 'earlier recordings have')} no words yet, ${about(ms)} together.`,
  start: 'Put earlier recordings into words',
  progress: (done: number, total: number, leftMs: number) => `${done} of ${total} done, ${about(leftMs)} of sound left`,
  stop: 'Stop',
})
