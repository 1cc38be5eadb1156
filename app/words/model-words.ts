import type { Abilities, Model } from '../profiles/models.ts'
import type { PreviewPrice } from '../profiles/voice-preview.ts'
import { catalogue } from './catalogue.ts'
import { costWords } from './cost-words.ts'
import { count } from './counts.ts'
import { formatDate, formatDateOf, formatTime, formatUsd } from './format.ts'
import { formatNumber } from './platform-formats.ts'

const countModels = (n: number) => count(n, 'model', 'models')

const shutdown = (day: string, isPast: boolean) =>
  isPast ? `was shut down on ${formatDateOf(day)}` : `will be shut down on ${formatDateOf(day)}`

/** What the window says about models and voices, which it does not begin with. */
export const modelWords = catalogue('modelWords', {
  field: 'Model',
  hint: 'A name that is not listed can be typed.',
  usual: (model: string) => `Empty: ${model}.`,
  list: 'Models of this server',
  found: (n: number, total: number) =>
    n === total ? countModels(total) : `${formatNumber(n, {})} of ${countModels(total)}`,
  hears: 'hears',
  speaks: 'speaks',
  wordsOnly: 'words only',
  /** What is not known of a model; empty when everything is. */
  notKnown: ({ hears, speaks }: Abilities) => {
    if (hears === null && speaks === null) return 'not known whether it hears or speaks'
    if (hears === null) return 'not known whether it hears'
    return speaks === null ? 'not known whether it speaks' : ''
  },
  price: ({ price }: Model) => (price ? costWords.price(price) : ''),
  pricesHint: 'Prices are US dollars for 1,000,000 tokens, sent / answered.',
  shutdown,
  warning: (model: string, day: string, isPast: boolean) =>
    `${model} ${shutdown(day, isPast)}. ${isPast ? 'Choose another.' : 'Choose another in time.'}`,
  unlisted: (model: string) => `This server does not list “${model}”. It is asked for it all the same.`,
  asking: 'Asking for the list …',
  listed: (n: number, at: number) => `${countModels(n)}, as listed on ${formatDate(at)} at ${formatTime(at)}.`,
  noneListed: 'This server lists no models.',
  refresh: 'Refresh',

  voice: 'Voice',
  voiceHint: 'A built-in voice, another name, or the id of a voice of your own, such as voice_1234.',
  preview: (price: PreviewPrice | null) => {
    if (!price) return 'Hear it'
    if (price.isFree) return 'Hear it (free)'
    return price.usd === null ? 'Hear it (price not known)' : `Hear it (about ${formatUsd(price.usd)})`
  },
  previewStop: 'Stop',
  previewing: { asking: 'Asking for a sentence …', playing: 'It speaks.', idle: '' },
})
