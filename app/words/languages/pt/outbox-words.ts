import type { outboxWords as english } from '../../outbox-words.ts'
import { formatNumber } from '../../platform-formats.ts'

/** What waits and what comes late, in the Portuguese catalogue `words`. */
export const outboxWords: typeof english = {
  outbox: {
    place: 'Na fila',
    placeCount: n => `Na fila (${formatNumber(n, {})})`,
    phase: 'Esperando para enviar',
    newReply: 'Nova resposta',
    late: title => `Uma resposta chegou atrasada, em “${title}”.`,
    notice: 'Uma resposta chegou',
  },
}
