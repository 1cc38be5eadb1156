import type { RetentionPreview } from '../library/retention.ts'
import { catalogue } from './catalogue.ts'
import { count, countConversations, countTurns } from './counts.ts'
import { formatBytes, formatDate } from './format.ts'

/** What the window says about how long things are kept, which the window does not begin with. */
export const retentionWords = catalogue('retentionWords', {
  title: 'How long it is kept',
  sound: 'Recordings and spoken replies',
  wordsKept: 'Words, typed, transcribed and answered',
  days: (n: number) => (n === 0 ? 'For ever' : `${n} days`),
  limit: 'All sound together at most, in GB',
  limitHint: 'Empty: as much as there is room for. Over it, the oldest sound goes first.',
  limitBad: 'A number of GB is needed, at least 0.1.',
  rules: [
    'Once its sound is too old, a turn keeps its words; once its words are, it keeps its sound. What has neither left goes for good, not into the trash.',
    'Pinned conversations and drafts are always kept. What is in the trash has its own time.',
  ],
  show: 'Show what is due',
  nothingDue: 'Nothing is due. It counts from now on.',
  ask: 'Remove what is too old?',
  askLimit: 'Remove what is too much?',
  removes: ({ sounds, bytes, texts, conversations: from, oldestAt }: RetentionPreview) => {
    const gone = [
      ...(sounds > 0
        ? [`${count(sounds, 'recording or reply', 'recordings and replies')} (${formatBytes(bytes)})`]
        : []),
      ...(texts > 0 ? [`the words of ${countTurns(texts)}`] : []),
    ]
    const oldest = oldestAt === null ? '' : `, the oldest from ${formatDate(oldestAt)}`
    return `This removes ${gone.join(' and ')} from ${countConversations(from)}${oldest}.`
  },
  forGood: (n: number) => `Of ${countTurns(n)} nothing is left then; ${n === 1 ? 'it goes' : 'they go'} for good.`,
  stays: 'Pinned conversations and drafts stay. What is removed cannot be taken back.',
  clock:
    'By this computer’s clock nothing was said for more than a year. If the clock is wrong, set it right before anything is removed.',
  cancel: 'Cancel',
  remove: 'Remove',
})
