import { count } from '../../counts.ts'
import { formatNumber } from '../../platform-formats.ts'
import type { transcriptionWords as english } from '../../transcription-words.ts'

const about = (ms: number) =>
  ms < 60_000 ? 'menos de um minuto' : `cerca de ${count(Math.round(ms / 60_000), 'minuto', 'minutos')}`

/** `transcriptionWords` in Portuguese. */
export const transcriptionWords: typeof english = {
  title: 'O que você diz como texto',
  isOn: 'Transformar minhas gravações em texto',
  isOnHint:
    'Depois da resposta, cada gravação vai mais uma vez ao mesmo endpoint, para virar um texto que se pode ler, buscar e reencontrar. Os endpoints cobram por isso também.',
  waiting: 'Sendo transformada em texto…',
  failed: why => `Não foi transformada em texto. ${why}`,
  retry: 'Tentar de novo',
  noneEarlier: 'Toda gravação enviada já foi transformada em texto.',
  earlier: (n, ms) =>
    `${count(n, 'gravação anterior ainda não tem texto', 'gravações anteriores ainda não têm texto')}, ${about(ms)} ao todo.`,
  start: 'Transformar gravações anteriores em texto',
  progress: (done, total, leftMs) =>
    `${formatNumber(done, {})} de ${formatNumber(total, {})} prontas, falta ${about(leftMs)} de som`,
  stop: 'Parar',
}
