import { count } from '../../counts.ts'
import { formatBytes, formatDate } from '../../format.ts'
import type { retentionWords as english } from '../../retention-words.ts'
import { countConversations } from './counts.ts'

/** `retentionWords` in German. */
export const retentionWords: typeof english = {
  title: 'Wie lange es aufbewahrt wird',
  sound: 'Aufnahmen und gesprochene Antworten',
  wordsKept: 'Text: getippt, transkribiert und geantwortet',
  days: n => (n === 0 ? 'Für immer' : count(n, 'Tag', 'Tage')),
  limit: 'Aller Ton zusammen höchstens, in GB',
  limitHint: 'Leer: so viel, wie Platz ist. Darüber geht der älteste Ton zuerst.',
  limitBad: 'Gebraucht wird eine Zahl in GB, mindestens 0,1.',
  rules: [
    'Ist nur der Ton zu alt, bleibt der Text; ist nur der Text zu alt, bleibt der Ton. Was beides nicht mehr hat, geht endgültig, nicht in den Papierkorb.',
    'Angeheftete Unterhaltungen und Entwürfe bleiben immer. Was im Papierkorb liegt, hat seine eigene Frist.',
  ],
  show: 'Zeigen, was fällig ist',
  nothingDue: 'Nichts ist fällig. Von jetzt an zählt es.',
  ask: 'Entfernen, was zu alt ist?',
  askLimit: 'Entfernen, was zu viel ist?',
  removes: ({ sounds, bytes, texts, conversations: from, oldestAt }) => {
    const gone = [
      ...(sounds > 0 ? [`${count(sounds, 'Tonaufnahme', 'Tonaufnahmen')} (${formatBytes(bytes)})`] : []),
      ...(texts > 0 ? [`der Text von ${count(texts, 'Wortwechsel', 'Wortwechseln')}`] : []),
    ]
    const oldest = oldestAt === null ? '' : `, das Älteste vom ${formatDate(oldestAt)}`
    return `Entfernt wird aus ${countConversations(from)}: ${gone.join(' und ')}${oldest}.`
  },
  forGood: n => `Von ${count(n, 'Wortwechsel', 'Wortwechseln')} bleibt dann nichts; das ist endgültig.`,
  stays: 'Angeheftete Unterhaltungen und Entwürfe bleiben. Was entfernt ist, lässt sich nicht zurückholen.',
  clock:
    'Nach der Uhr dieses Computers wurde seit mehr als einem Jahr nichts gesagt. Geht sie falsch, zuerst die Uhr stellen, dann entfernen.',
  cancel: 'Abbrechen',
  remove: 'Entfernen',
}
