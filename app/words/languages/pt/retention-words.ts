import { count } from '../../counts.ts'
import { formatBytes, formatDate } from '../../format.ts'
import type { retentionWords as english } from '../../retention-words.ts'
import { countConversations, countTurns } from './counts.ts'

/** `retentionWords` in Portuguese. */
export const retentionWords: typeof english = {
  title: 'Por quanto tempo é guardado',
  sound: 'Gravações e respostas faladas',
  wordsKept: 'Texto digitado, transcrito e respondido',
  days: n => (n === 0 ? 'Para sempre' : count(n, 'dia', 'dias')),
  limit: 'Todo o som junto, no máximo, em GB',
  limitHint: 'Vazio: o quanto couber. Acima disso, o som mais antigo vai primeiro.',
  limitBad: 'É preciso um número de GB, no mínimo 0,1.',
  rules: [
    'Quando só o som fica velho demais, o texto permanece; quando só o texto fica, o som permanece. O que não tem mais nenhum dos dois vai para sempre, não para a lixeira.',
    'Conversas fixadas e rascunhos são sempre guardados. O que está na lixeira tem prazo próprio.',
  ],
  show: 'Mostrar o que vence',
  nothingDue: 'Nada vence. Vale a partir de agora.',
  ask: 'Remover o que é antigo demais?',
  askLimit: 'Remover o que passa do limite?',
  removes: ({ sounds, bytes, texts, conversations: from, oldestAt }) => {
    const gone = [
      ...(sounds > 0
        ? [`${count(sounds, 'gravação ou resposta', 'gravações e respostas')} (${formatBytes(bytes)})`]
        : []),
      ...(texts > 0 ? [`o texto de ${countTurns(texts)}`] : []),
    ]
    const oldest = oldestAt === null ? '' : `, a mais antiga de ${formatDate(oldestAt)}`
    return `Isto remove ${gone.join(' e ')} de ${countConversations(from)}${oldest}.`
  },
  forGood: n => `De ${countTurns(n)} não sobra nada depois disso; é definitivo.`,
  stays: 'Conversas fixadas e rascunhos ficam. O que é removido não pode ser recuperado.',
  clock:
    'Pelo relógio deste computador, nada é dito há mais de um ano. Se o relógio estiver errado, acerte-o antes de remover algo.',
  cancel: 'Cancelar',
  remove: 'Remover',
}
