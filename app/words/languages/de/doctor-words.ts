import type { CheckName } from '../../../profiles/check-names.ts'
import type { Check } from '../../../profiles/doctor.ts'
import { count } from '../../counts.ts'
import type { doctorWords as english } from '../../doctor-words.ts'
import { formatSeconds, formatUsd } from '../../format.ts'
import { formatNumber } from '../../platform-formats.ts'

const labels: Record<CheckName, string> = {
  reachable: 'Erreichbar',
  encrypted: 'Verschlüsselung',
  answers: 'Chat Completions',
  key: 'Schlüssel',
  model: 'Modell',
  hears: 'Hört',
  uploads: 'Während des Sprechens gesendet',
  speaks: 'Spricht',
  streams: 'Antwortet fortlaufend',
  transcript: 'Text der Antwort',
  usage: 'Tokens gezählt',
  audioIds: 'Mehrere Wortwechsel',
  transcription: 'Text der Aufnahmen',
}

const states: Record<Check['state'], string> = {
  waiting: 'wartet',
  running: 'wird geprüft',
  good: 'gut',
  warning: 'geht, mit Hinweis',
  failed: 'fehlgeschlagen',
  skipped: 'nicht versucht',
}

/** `doctorWords` in German. */
export const doctorWords: typeof english = {
  title: 'Dieses Profil prüfen',
  hint: 'Sendet eine kurze Aufnahme, die Parley mitbringt, und eine weitere Frage, und sagt von jeder Schicht, ob sie funktioniert.',
  start: price => {
    if (!price) return 'Prüfen'
    if (price.isFree) return 'Prüfen (kostenlos)'
    return price.usd === null ? 'Prüfen (Preis unbekannt)' : `Prüfen (etwa ${formatUsd(price.usd)})`
  },
  stop: 'Stopp',
  copy: 'Bericht kopieren',
  copied: 'Kopiert',
  list: 'Was gefunden wurde',
  labels,
  states,
  running: name => (name ? `Wird geprüft: ${labels[name]}` : 'Wird geprüft'),
  latency: ms =>
    ms < 1000
      ? formatNumber(Math.max(1, Math.round(ms)), { style: 'unit', unit: 'millisecond' })
      : `${formatSeconds(ms)}`,
  cost: ({ usd, isEstimate }) => `Das hat ${isEstimate ? 'etwa ' : ''}${formatUsd(usd)} gekostet.`,

  allGood: 'Alles funktioniert.',
  remarks: n => `Es funktioniert, mit ${count(n, 'Hinweis', 'Hinweisen')}.`,
  failed: (label, says) => `${label}: ${says}`,
  stopped: 'Angehalten.',

  report: {
    title: 'Parleys Prüfung eines Endpunkts',
    server: 'Server',
    kind: 'Art',
    model: 'Modell',
    voice: 'Stimme',
    asked: 'Angefragt',
    version: 'Parley',
    at: 'Wann',
    cost: 'Kosten',
    free: 'nichts',
    unknown: 'unbekannt',
  },
}
