import { count } from '../../counts.ts'
import { formatDate, formatDateOf, formatTime, formatUsd } from '../../format.ts'
import type { modelWords as english } from '../../model-words.ts'
import { formatNumber } from '../../platform-formats.ts'
import { costWords } from './cost-words.ts'

const countModels = (n: number) => count(n, 'modelo', 'modelos')

const shutdown = (day: string, isPast: boolean) =>
  isPast ? `foi desativado em ${formatDateOf(day)}` : `será desativado em ${formatDateOf(day)}`

/** `modelWords` in Portuguese. */
export const modelWords: typeof english = {
  field: 'Modelo',
  hint: 'Também dá para digitar um nome que não está na lista.',
  usual: model => `Vazio: ${model}.`,
  list: 'Modelos deste servidor',
  found: (n, total) => (n === total ? countModels(total) : `${formatNumber(n, {})} de ${countModels(total)}`),
  hears: 'ouve',
  speaks: 'fala',
  wordsOnly: 'só texto',
  notKnown: ({ hears, speaks }) => {
    if (hears === null && speaks === null) return 'não se sabe se ouve ou fala'
    if (hears === null) return 'não se sabe se ouve'
    return speaks === null ? 'não se sabe se fala' : ''
  },
  price: ({ price }) => (price ? costWords.price(price) : ''),
  pricesHint: 'Preços em dólares americanos por 1.000.000 de tokens, enviados / respondidos.',
  shutdown,
  warning: (model, day, isPast) =>
    `${model} ${shutdown(day, isPast)}. ${isPast ? 'Escolha outro.' : 'Escolha outro a tempo.'}`,
  unlisted: model => `Este servidor não lista “${model}”. Mesmo assim, ele é pedido.`,
  asking: 'Pedindo a lista…',
  listed: (n, at) => `${countModels(n)}, conforme a lista de ${formatDate(at)}, ${formatTime(at)}.`,
  noneListed: 'Este servidor não lista modelos.',
  refresh: 'Atualizar',

  voice: 'Voz',
  voiceHint: 'Uma voz integrada, outro nome ou o identificador de uma voz própria, como voice_1234.',
  preview: price => {
    if (!price) return 'Ouvir'
    if (price.isFree) return 'Ouvir (grátis)'
    return price.usd === null ? 'Ouvir (preço desconhecido)' : `Ouvir (cerca de ${formatUsd(price.usd)})`
  },
  previewStop: 'Parar',
  previewing: { asking: 'Pedindo uma frase…', playing: 'A voz está falando.', idle: '' },
}
