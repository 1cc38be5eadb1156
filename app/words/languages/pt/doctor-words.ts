import type { CheckName } from '../../../profiles/check-names.ts'
import type { Check } from '../../../profiles/doctor.ts'
import { count } from '../../counts.ts'
import type { doctorWords as english } from '../../doctor-words.ts'
import { formatSeconds, formatUsd } from '../../format.ts'
import { formatNumber } from '../../platform-formats.ts'

const labels: Record<CheckName, string> = {
  reachable: 'Acessível',
  encrypted: 'Criptografia',
  answers: 'Chat completions',
  key: 'Chave',
  model: 'Modelo',
  hears: 'Ouve',
  uploads: 'Enviado enquanto você fala',
  speaks: 'Fala',
  streams: 'Transmite aos poucos',
  transcript: 'Texto da resposta',
  usage: 'Tokens contados',
  audioIds: 'Várias perguntas',
  transcription: 'Texto das gravações',
}

const states: Record<Check['state'], string> = {
  waiting: 'espera',
  running: 'em verificação',
  good: 'bom',
  warning: 'funciona, com uma observação',
  failed: 'falhou',
  skipped: 'não tentado',
}

/** `doctorWords` in Portuguese. */
export const doctorWords: typeof english = {
  title: 'Verificar este perfil',
  hint: 'Envia uma gravação curta que vem com o Parley e mais uma pergunta, e diz de cada camada se ela funciona.',
  start: price => {
    if (!price) return 'Verificar'
    if (price.isFree) return 'Verificar (grátis)'
    return price.usd === null ? 'Verificar (preço desconhecido)' : `Verificar (cerca de ${formatUsd(price.usd)})`
  },
  stop: 'Parar',
  copy: 'Copiar relatório',
  copied: 'Copiado',
  list: 'O que foi encontrado',
  labels,
  states,
  running: name => (name ? `Verificando: ${labels[name]}` : 'Verificando'),
  latency: ms =>
    ms < 1000
      ? formatNumber(Math.max(1, Math.round(ms)), { style: 'unit', unit: 'millisecond' })
      : `${formatSeconds(ms)}`,
  cost: ({ usd, isEstimate }) => `Custou ${isEstimate ? 'cerca de ' : ''}${formatUsd(usd)}.`,

  allGood: 'Tudo funciona.',
  remarks: n => `Funciona, com ${count(n, 'observação', 'observações')}.`,
  failed: (label, says) => `${label}: ${says}`,
  stopped: 'Interrompido.',

  report: {
    title: 'Verificação de um endpoint pelo Parley',
    server: 'Servidor',
    kind: 'Tipo',
    model: 'Modelo',
    voice: 'Voz',
    asked: 'Pedido',
    version: 'Parley',
    at: 'Quando',
    cost: 'Custo',
    free: 'nada',
    unknown: 'desconhecido',
  },
}
