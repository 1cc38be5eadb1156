import type { Check, CheckName } from '../../../profiles/doctor.ts'
import { count } from '../../counts.ts'
import type { doctorWords as english } from '../../doctor-words.ts'
import { formatSeconds, formatUsd } from '../../format.ts'
import { formatNumber } from '../../platform-formats.ts'
import { knowledgeWords } from './knowledge-words.ts'

const ALLOWED = '`allowed_openai_params: ["audio", "modalities"]`'

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

const tokens = (n: number) => count(n, 'Token', 'Tokens')

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

  reachable: 'Die Verbindung steht.',
  reachableThrough: proxy => `Die Verbindung steht, über den Proxy ${proxy}.`,
  encrypted: protocol => `Das Zertifikat ist vertrauenswürdig (${protocol}).`,
  staysHere: 'Nicht verschlüsselt, und das ist nicht nötig: Was gesendet wird, verlässt diesen Computer nicht.',
  unencrypted: host => `Was an ${host} gesendet wird, auch der Schlüssel, kann unterwegs mitgelesen werden.`,
  unencryptedFix: 'Eine Adresse verwenden, die mit https:// beginnt, wenn der Server eine hat.',
  answers: 'Der Server spricht Chat Completions.',
  answersLiteLlm: 'Ein LiteLLM-Proxy spricht Chat Completions.',
  keyTaken: source => `Der Schlüssel aus ${source === 'Settings' ? 'den Einstellungen' : source} wurde angenommen.`,
  keyless: 'Es wird kein Schlüssel gesendet, und keiner verlangt.',
  modelKnown: asked => `„${asked}“ ist bekannt.`,
  modelAnswers: (asked, answered) =>
    answered === null || answered === asked
      ? `„${asked}“ antwortet.`
      : `„${asked}“ antwortet und nennt sich „${answered}“.`,
  unlisted: 'Sein Server führt es nicht auf.',
  willBeShutDown: day => `Es wird am ${day} abgeschaltet.`,
  shouldBeShutDown: day => `Es sollte am ${day} abgeschaltet werden und kann jeden Tag enden.`,
  shutDownFix: 'Vorher ein anderes Modell wählen.',
  modelGoneBehind:
    'Der Server führt diesen Namen auf; was dahinter steht, gibt es also wohl nicht mehr. Seine Verwaltung sollte dort ein anderes Modell nennen.',
  modelsThatSpeak: names => `Er führt diese auf, die sprechen: ${names.map(name => `„${name}“`).join(', ')}.`,
  heardWords: 'Es hat wiederholt, was die Aufnahme sagt.',
  heardTokens: n => `Es hat ${tokens(n)} Ton in der Aufnahme gezählt.`,
  heardByPractice: 'Der Übungspartner hat die Aufnahme zurückgespielt.',
  unheard: answer =>
    `Die Aufnahme wurde angenommen, aber nichts zeigt, dass sie gehört wurde. Gebeten, sie zu wiederholen, kam „${answer}“.`,
  unheardWordless: 'Die Aufnahme wurde angenommen, und die Antwort hat keinen Text, der zeigt, ob sie gehört wurde.',
  unheardFix: 'Wenn es nicht auf das Gesagte antwortet, ein Modell wählen, das hört.',
  uploads: format => `Eine Aufnahme wurde angenommen, während sie gesendet wurde, als ${format}.`,
  uploadsHindered: obstacle =>
    `Eine Aufnahme wird nicht während des Sprechens angenommen: ${knowledgeWords.uploadObstacles[obstacle]}.`,
  uploadsWhole: 'Nichts zu tun: Aufnahmen werden gesendet, wenn sie fertig sind.',
  uploadsAsMp3: 'Nichts zu tun: Aufnahmen werden während des Sprechens als MP3 gesendet, wenn das angenommen wird.',
  uploadsUntried: 'Nicht versucht: Die Frage musste anders gestellt werden. Es zeigt sich mit der nächsten Aufnahme.',
  uploadsWished: 'Nicht versucht: Mit diesem Profil werden Aufnahmen gesendet, wenn sie fertig sind.',
  speaks: (ms, format) => `${formatSeconds(ms)} Ton sind angekommen, als ${format}.`,
  silent: 'Ton ist angekommen, aber er ist stumm.',
  silentFix: 'Eine andere Stimme oder ein anderes Format unter „Antworten als“ wählen.',
  undecodable: format => `Ton ist angekommen, aber Parley kann ihn nicht abspielen (${format}).`,
  undecodableFix: 'Ein anderes Format unter „Antworten als“ wählen.',
  soundDropped:
    'Der Proxy hat geantwortet, aber kein Ton kam an: `drop_params` ist wohl eingeschaltet, und das Modell wurde nie gebeten zu sprechen.',
  soundDroppedFix: `Die Verwaltung des Proxys bitten, ${ALLOWED} für dieses Modell zu setzen, oder ein anderes Modell wählen.`,
  soundLost: 'Der Proxy hat geantwortet, das Modell hat Ton erzeugt, aber keiner kam an: Er ging unterwegs verloren.',
  soundLostFix: 'Antworten als Ganzes kommen lassen oder die Verwaltung des Proxys fragen.',
  wordsOnly: 'Es wurde gebeten zu sprechen und hat nur mit Text geantwortet.',
  wordsOnlyFix: 'Ein Modell wählen, das spricht. Auch ein Proxy dazwischen kann die Bitte um Ton weglassen.',
  speechRefused: 'Es lehnt das Sprechen ab und antwortet mit Text.',
  speechRefusedFix: 'Ein Modell wählen, das spricht.',
  speechRefusedLiteLlmFix: `Die Verwaltung des Proxys bitten, ${ALLOWED} für dieses Modell zu setzen, oder ein anderes Modell wählen.`,
  streams: 'Die Antwort kommt, während sie entsteht.',
  comesWhole: 'Die Antwort kommt erst, wenn sie fertig ist.',
  comesWholeFix: 'Es ist nichts zu tun; das Warten dauert etwas länger.',
  wholeInFormat: 'Nicht versucht: Im Format dieses Profils kommen Antworten erst, wenn sie fertig sind.',
  wholeWished: 'Nicht versucht: Dieses Profil lässt Antworten als Ganzes kommen.',
  transcript: 'Der Text der Antwort kommt mit.',
  wordless: 'Die Antwort kam ohne ihren Text und kann darum nicht gelesen oder durchsucht werden.',
  usage: (sent, answered, ofSound) =>
    `${tokens(sent)} gesendet und ${formatNumber(answered, {})} geantwortet, davon ${formatNumber(ofSound, {})} Ton.`,
  usageRough:
    'Tokens werden gezählt, aber Ton nicht von Text unterschieden. Was Antworten kosten, ist darum geschätzt.',
  uncounted: 'Es werden keine Tokens gezählt. Was Antworten kosten, ist darum geschätzt.',
  idKept: 'Es erkennt seine frühere Antwort an ihrer Kennung.',
  idLost:
    'Es gab seiner Antwort eine Kennung und kannte sie danach nicht (audio_not_found). Frühere Antworten werden als Text gesendet.',
  idLostFix: 'Hinter einem Proxy alle Fragen an ein Modell zum selben Server gehen lassen.',
  idRefused: 'Es nahm die Kennung seiner früheren Antwort nicht an. Frühere Antworten werden als Text gesendet.',
  idless: 'Es gibt seinen Antworten keine Kennung. Frühere Antworten werden darum als Text gesendet.',
  transcribed: words => `Eine Aufnahme wurde in Text umgewandelt: „${words}“.`,
  transcriptionUnwanted: 'Nicht versucht: Aufnahmen werden nicht in Text umgewandelt.',
  notTriedAfter: name => `Nicht versucht, wegen „${labels[name]}“.`,
  notTriedStopped: 'Nicht versucht: Die Prüfung wurde angehalten.',
  notTriedLimit: limit => `Nicht versucht: Die Monatsgrenze von ${limit} ist erreicht.`,

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
