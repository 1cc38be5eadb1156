import { count } from '../../counts.ts'
import { formatDate, formatDateOf, formatTime, formatUsd } from '../../format.ts'
import type { modelWords as english } from '../../model-words.ts'
import { formatNumber } from '../../platform-formats.ts'
import { costWords } from './cost-words.ts'

const shutdown = (day: string, isPast: boolean) =>
  isPast ? `wurde am ${formatDateOf(day)} abgeschaltet` : `wird am ${formatDateOf(day)} abgeschaltet`

/** `modelWords` in German. */
export const modelWords: typeof english = {
  field: 'Modell',
  hint: 'Auch ein Name, der nicht aufgeführt ist, kann eingegeben werden.',
  usual: model => `Leer: ${model}.`,
  list: 'Modelle dieses Servers',
  found: (n, total) =>
    n === total
      ? count(total, 'Modell', 'Modelle')
      : `${formatNumber(n, {})} von ${count(total, 'Modell', 'Modellen')}`,
  hears: 'hört',
  speaks: 'spricht',
  wordsOnly: 'nur Text',
  notKnown: ({ hears, speaks }) => {
    if (hears === null && speaks === null) return 'unbekannt, ob es hört oder spricht'
    if (hears === null) return 'unbekannt, ob es hört'
    return speaks === null ? 'unbekannt, ob es spricht' : ''
  },
  price: ({ price }) => (price ? costWords.price(price) : ''),
  pricesHint: 'Preise sind US-Dollar für 1.000.000 Tokens, gesendet / geantwortet.',
  shutdown,
  warning: (model, day, isPast) =>
    `${model} ${shutdown(day, isPast)}. ${isPast ? 'Ein anderes wählen.' : 'Rechtzeitig ein anderes wählen.'}`,
  unlisted: model => `Dieser Server führt „${model}“ nicht auf. Er wird trotzdem danach gefragt.`,
  asking: 'Die Liste wird abgefragt …',
  listed: (n, at) => `${count(n, 'Modell', 'Modelle')}, Stand ${formatDate(at)}, ${formatTime(at)}.`,
  noneListed: 'Dieser Server führt keine Modelle auf.',
  refresh: 'Aktualisieren',

  voice: 'Stimme',
  voiceHint: 'Eine eingebaute Stimme, ein anderer Name oder die Kennung einer eigenen Stimme wie voice_1234.',
  preview: price => {
    if (!price) return 'Anhören'
    if (price.isFree) return 'Anhören (kostenlos)'
    return price.usd === null ? 'Anhören (Preis unbekannt)' : `Anhören (etwa ${formatUsd(price.usd)})`
  },
  previewStop: 'Stopp',
  previewing: { asking: 'Ein Satz wird angefragt …', playing: 'Die Stimme spricht.', idle: '' },
}
