import { formatTime } from '../../format.ts'
import { formatNumber } from '../../platform-formats.ts'
import type { waitingWords as english } from '../../waiting-words.ts'

/** `waitingWords` in Portuguese. */
export const waitingWords: typeof english = {
  placeText:
    'Perguntas que ainda não puderam ser enviadas. São enviadas por conta própria, as de uma conversa na ordem em que foram feitas.',
  none: 'Nada espera para ser enviado.',
  why: reason => `Esperando para ser enviada. ${reason}`,
  behind: 'Esperando para ser enviada, depois da pergunta anterior.',
  waits: 'Esperando para ser enviada.',
  nextIn: seconds => `Próxima tentativa em ${formatNumber(seconds, { style: 'unit', unit: 'second' })}`,
  nextAt: at => `Próxima tentativa às ${formatTime(at)}`,
  trying: 'Tentando agora…',
  unanswered: n =>
    `Foi enviada ${n === 1 ? 'uma vez' : `${formatNumber(n, {})} vezes`} e não foi respondida. Isso pode ter sido cobrado.`,
  tryNow: 'Tentar agora',
  keepAsDraft: 'Guardar como rascunho',
  save: 'Salvar áudio',
  delete: 'Apagar',
  notify: 'Avisar quando houver resposta',
}
