import { formatTime } from '../../format.ts'
import { formatNumber } from '../../platform-formats.ts'
import type { waitingWords as english } from '../../waiting-words.ts'

/** `waitingWords` in German. */
export const waitingWords: typeof english = {
  placeText:
    'Fragen, die noch nicht gesendet werden konnten. Sie werden von selbst gesendet, die einer Unterhaltung in der Reihenfolge, in der sie gestellt wurden.',
  none: 'Nichts wartet auf das Senden.',
  why: reason => `Wartet auf das Senden. ${reason}`,
  behind: 'Wartet auf das Senden, nach der Frage davor.',
  waits: 'Wartet auf das Senden.',
  nextIn: seconds => `Nächster Versuch in ${formatNumber(seconds, { style: 'unit', unit: 'second' })}`,
  nextAt: at => `Nächster Versuch um ${formatTime(at)}`,
  trying: 'Wird gerade versucht …',
  unanswered: n =>
    `Sie wurde ${n === 1 ? 'einmal' : `${formatNumber(n, {})}-mal`} gesendet und nicht beantwortet. Das kann berechnet worden sein.`,
  tryNow: 'Jetzt versuchen',
  keepAsDraft: 'Als Entwurf behalten',
  save: 'Ton sichern',
  delete: 'Löschen',
  notify: 'Bei Antwort benachrichtigen',
}
