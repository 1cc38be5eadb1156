import { count } from '../../counts.ts'
import { formatNumber } from '../../platform-formats.ts'
import type { transcriptionWords as english } from '../../transcription-words.ts'

const about = (ms: number) =>
  ms < 60_000 ? 'weniger als eine Minute' : `etwa ${count(Math.round(ms / 60_000), 'Minute', 'Minuten')}`

/** `transcriptionWords` in German. */
export const transcriptionWords: typeof english = {
  title: 'Das Gesagte als Text',
  isOn: 'Aufnahmen in Text umwandeln',
  isOnHint:
    'Nach der Antwort geht jede Aufnahme noch einmal an denselben Endpunkt, für einen Text zum Lesen, Suchen und Wiederfinden. Auch das stellen Endpunkte in Rechnung.',
  waiting: 'Wird in Text umgewandelt …',
  failed: why => `Nicht in Text umgewandelt. ${why}`,
  retry: 'Erneut versuchen',
  noneEarlier: 'Jede gesendete Aufnahme ist in Text umgewandelt.',
  earlier: (n, ms) =>
    `${count(n, 'frühere Aufnahme hat', 'frühere Aufnahmen haben')} noch keinen Text, zusammen ${about(ms)}.`,
  start: 'Frühere Aufnahmen in Text umwandeln',
  progress: (done, total, leftMs) =>
    `${formatNumber(done, {})} von ${formatNumber(total, {})} fertig, noch ${about(leftMs)} Ton`,
  stop: 'Stopp',
}
