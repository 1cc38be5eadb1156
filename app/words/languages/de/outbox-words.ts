import type { outboxWords as english } from '../../outbox-words.ts'
import { formatNumber } from '../../platform-formats.ts'

/** What waits and what comes late, in the German catalogue `words`. */
export const outboxWords: typeof english = {
  outbox: {
    place: 'Wartend',
    placeCount: n => `Wartend (${formatNumber(n, {})})`,
    phase: 'Wartet auf das Senden',
    newReply: 'Neue Antwort',
    late: title => `Eine späte Antwort ist da, in „${title}“.`,
    notice: 'Eine Antwort ist da',
  },
}
