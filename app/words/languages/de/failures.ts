import type { Missing } from '../../../failure-values.ts'
import { sayReason } from '../../failure-reasons.ts'
import type { failures as english, cascadeSteps as englishSteps } from '../../failures.ts'
import { formatBytes, formatUsd } from '../../format.ts'
import { formatNumber } from '../../platform-formats.ts'

const SETTINGS = 'Settings'
const inSeconds = (n: number) => formatNumber(n, { style: 'unit', unit: 'second', unitDisplay: 'long' })

const holders = { other: 'einem anderen Programm', parley: 'einem anderen Parley' }
const tenths = { maximumFractionDigits: 1 }

const missing: Record<Exclude<Missing, 'any-conversation'>, string> = {
  conversation: 'Diese Unterhaltung',
  turn: 'Dieser Wortwechsel',
  sound: 'Dieser Ton',
  recording: 'Diese Aufnahme',
  reply: 'Diese Antwort',
  attachment: 'Die angehängte Datei',
  import: 'Dieser Import',
  'sound-of-conversation': 'Der Ton dieser Unterhaltung',
}

/** `failures` in German. */
export const failures: typeof english = {
  bad_input: v => `Parley hat diese Anfrage nicht verstanden: ${sayReason(v.what)}.`,
  internal: v => `In Parley ist etwas schiefgegangen: ${sayReason(v.what)}. Das Gesagte ist gesichert.`,
  cancelled: () => 'Angehalten.',
  busy: v =>
    `Dieser Datenordner wird schon verwendet, von ${holders[v.holder]}${v.pid === null ? '' : ` (Prozess ${v.pid})`}. Dort schließen oder einen anderen Ordner wählen.`,
  port_taken: v =>
    `Port ${v.port} ist nicht zu verwenden: Er ist belegt oder nicht erlaubt. Mit --port einen anderen wählen.`,
  being_recorded: () => 'In dieser Unterhaltung wird noch aufgenommen. Zuerst die Aufnahme beenden.',
  not_found: v =>
    v.what === 'any-conversation'
      ? 'Es gibt noch keine Unterhaltung.'
      : `Nicht mehr in der Bibliothek: ${missing[v.what]}.`,

  endpoint_not_url: v => {
    const ways = {
      ipv6: 'Eine IPv6-Adresse steht in Klammern, wie in http://[::1]:4000',
      other: 'Sie sieht etwa so aus: https://api.openai.com/v1',
    }
    if (v.url === '') return `Noch ist keine Basis-URL eingegeben. ${ways.other}.`
    return `„${v.url}“ ist keine Webadresse. ${ways[v.why]}.`
  },
  endpoint_no_scheme: v =>
    `„${v.url}“ beginnt nicht mit https:// oder http://. Falls das gemeint ist, ${v.suggestion} eingeben.`,
  endpoint_socket: v =>
    `„${v.url}“ ist ein Pfad oder ein Socket auf diesem Computer. Den Server an einem Port lauschen lassen und den eingeben, etwa http://127.0.0.1:4000.`,
  endpoint_not_http: v => `„${v.url}“ muss mit https:// oder http:// beginnen.`,
  endpoint_has_password: () => 'Der Schlüssel gehört in das Schlüsselfeld, nicht in die Adresse.',
  endpoint_wrong_path: v =>
    `${v.host} hat geantwortet, bietet an dieser Adresse aber keine Chat Completions. Die meisten Server wollen eine Basis-URL, die auf /v1 endet.`,
  endpoint_html: v =>
    `${v.host} hat mit einer Webseite statt einer Antwort reagiert. Die Basis-URL prüfen; vielleicht ist eine Anmeldeseite oder ein Proxy dazwischen.`,
  endpoint_unreadable: v => `${v.host} hat mit etwas geantwortet, das Parley nicht lesen kann. Die Basis-URL prüfen.`,
  endpoint_redirected: v =>
    `${v.host} leitet nach ${v.to ?? 'einem anderen Ort'} um; dorthin wurde nichts gesendet. Ist das der richtige Ort, ihn in den Einstellungen als Basis-URL eingeben.`,
  endpoint_changed: v =>
    `Gefragt war ${v.asked}, und jetzt antwortet ${v.now}. Dorthin geht es nur, wenn es so gewünscht wird.`,
  unreachable: v =>
    `${v.host} ist nicht erreichbar: ${v.proxy === null ? '' : `Der Proxy ${v.proxy}: `}${sayReason(v.why)}. Adresse und Verbindung prüfen, dann erneut versuchen.`,
  proxy_refused: v =>
    v.needsPassword
      ? `Der Proxy ${v.proxy} verlangt Name und Passwort. Beides in die Variable HTTPS_PROXY schreiben, etwa http://name:passwort@${v.proxy}, und Parley neu starten.`
      : `Der Proxy ${v.proxy} lässt nichts zu ${v.host} durch. Bei dessen Betreiber nachfragen oder in den Einstellungen einen anderen wählen.`,
  endpoint_not_https: v =>
    `${v.host} spricht an dieser Adresse kein https. Den Port prüfen oder die Basis-URL auf dem eigenen Rechner mit http:// beginnen.`,
  tls_untrusted: v =>
    `Dem Zertifikat von ${v.host} wird nicht vertraut, darum wurde nichts gesendet. Ein vertrauenswürdiges Zertifikat verwenden, oder http:// auf dem eigenen Rechner.`,
  timed_out: v =>
    `${v.host} hat ${inSeconds(v.seconds)} lang nicht geantwortet. Erneut versuchen fragt dasselbe noch einmal.`,
  stalled: v => `Von der Antwort kam ${inSeconds(v.seconds)} lang nichts mehr. Was kam, ist gesichert.`,
  cut_off: () => 'Die Verbindung brach ab, bevor die Antwort vollständig war. Was kam, ist gesichert.',
  key_malformed: v =>
    `${v.source === SETTINGS ? 'Dieser Schlüssel' : `Der Schlüssel in ${v.source}`} enthält Leerzeichen, Zeilenumbrüche oder ungewöhnliche Zeichen. Ihn noch einmal kopieren, nur ihn.`,
  key_missing: v =>
    v.source === SETTINGS
      ? `${v.host} braucht einen Schlüssel. Ihn in den Einstellungen eingeben.`
      : `${v.host} braucht einen Schlüssel, und in der Umgebung ist keiner dafür. Adresse und Schlüssel in den Einstellungen eingeben.`,
  key_refused: v =>
    v.source === SETTINGS
      ? `${v.host} hat den Schlüssel abgelehnt. Ihn in den Einstellungen prüfen.`
      : `${v.host} hat den Schlüssel in ${v.source} abgelehnt. Ihn dort berichtigen und Parley neu starten oder in den Einstellungen einen anderen eingeben.`,
  proxy_key_refused: v =>
    `${v.host} hat einen eigenen Schlüssel für das Modell, und dieser wurde abgelehnt, nicht der eingegebene. Wer den Proxy betreibt, muss das berichtigen.`,
  key_expired: v =>
    v.source === SETTINGS
      ? `Der Schlüssel für ${v.host} ist abgelaufen. In den Einstellungen einen neuen eingeben.`
      : `Der Schlüssel in ${v.source} ist bei ${v.host} abgelaufen. Dort einen neuen eintragen und Parley neu starten oder in den Einstellungen einen anderen eingeben.`,
  profile_missing: () =>
    'Der gewählte Endpunkt ist nicht da: Er wurde entfernt, oder die Umgebung nennt ihn nicht mehr. Einen anderen wählen.',
  persona_unusable: v => `„${v.file}“ ist nicht als Persona zu verwenden: ${sayReason(v.why)}.`,
  header_refused: v => {
    const reasons = {
      name: 'So kann ein Header nicht heißen',
      value: 'Sein Wert ist leer oder enthält Zeilenumbrüche oder ungewöhnliche Zeichen',
      connection: 'Er gehört zur Verbindung, nicht zur Anfrage',
      ours: 'Parley sendet ihn selbst',
      key: 'Dorthin gehört der Schlüssel; ihn als Schlüssel eingeben',
    }
    return `Der Header „${v.name}“ lässt sich nicht hinzufügen. ${reasons[v.why]}.`
  },
  access_denied: v => `${v.host} erlaubt das nicht: ${sayReason(v.said)}`,
  model_unknown: v => `${v.host} kennt das Modell „${v.model}“ nicht. In den Einstellungen ein anderes wählen.`,
  model_retired: v =>
    `${v.host} bietet das Modell „${v.model}“ nicht mehr an. In den Einstellungen ein anderes wählen.`,
  model_denied: v =>
    `Dieser Schlüssel darf das Modell „${v.model}“ bei ${v.host} nicht verwenden. Dort nachfragen, wo der Schlüssel herkommt, oder in den Einstellungen ein anderes Modell wählen.`,
  model_unavailable: v =>
    `${v.host} hat gerade nichts frei für das Modell „${v.model}“. Gleich erneut versuchen oder in den Einstellungen ein anderes wählen.`,
  proxy_without_audio: v =>
    `${v.host} gibt Ton nicht an das Modell „${v.model}“ weiter. Wer den Proxy betreibt, muss „audio“ und „modalities“ erlauben (allowed_openai_params); oder in den Einstellungen ein anderes Modell wählen.`,
  projector_missing: v =>
    `${v.host} betreibt das Modell „${v.model}“ ohne den Teil, der hört. Den Server mit --mmproj starten oder in den Einstellungen ein anderes Modell wählen.`,
  api_version_too_old: v =>
    `${v.host} nimmt mit dieser API-Version keine Aufnahmen an. In den Einstellungen 2025-01-01-preview oder eine neuere setzen.`,
  model_without_audio: v => `„${v.model}“ spricht nicht oder hört nicht. In den Einstellungen ein Audiomodell wählen.`,
  model_cannot_hear: v =>
    `Laut Einstellungen hört „${v.model}“ keine Aufnahmen, darum wurde nichts gesendet. Über Text fragen oder das in den Einstellungen ändern.`,
  voice_refused: v => `Der Endpunkt hat die Stimme „${v.voice}“ nicht. In den Einstellungen eine andere wählen.`,
  sound_undecoded: v =>
    `Diese Stimme kam als ${v.format}, was Parley nicht decodiert. Sie ist gesichert, wie sie kam, und kann gespeichert werden.`,
  format_refused: v => `Der Endpunkt erzeugt keinen Ton als ${v.format}: ${sayReason(v.said)}`,
  audio_refused: v => `Der Endpunkt konnte die Aufnahme nicht verwenden: ${sayReason(v.said)}`,
  rate_limited: v => `${v.host} bittet um langsamere Anfragen. Kurz warten, dann erneut versuchen.`,
  quota_used_up: v => `Das Konto bei ${v.host} hat kein Guthaben mehr oder sein Budget erreicht.`,
  spending_stopped: v =>
    `Die Monatsgrenze von ${formatUsd(v.limitUsd)} ist erreicht, darum wurde dies nicht gesendet. Es ist gesichert.`,
  too_large: v => `${v.host} nimmt keine so große Frage an. Sie kürzen oder eine neue Unterhaltung beginnen.`,
  context_too_long: () => 'Diese Unterhaltung ist zu lang für das Modell. Eine neue beginnen.',
  content_refused: () => 'Der Endpunkt wollte das nicht beantworten.',
  reply_empty: v =>
    `${v.host} hat weder mit Text noch mit Ton geantwortet. Erneut versuchen oder ein anderes Modell wählen.`,
  server_failed: v => `${v.host} hat selbst ein Problem (${sayReason(v.said)}). Gleich erneut versuchen.`,
  request_refused: v => `${v.host} hat die Anfrage abgelehnt: ${sayReason(v.said)}`,

  transcription_missing: v =>
    `${v.host ?? 'Der Übungspartner'} wandelt Aufnahmen nicht in Text um: /audio/transcriptions fehlt. Alles andere geht wie bisher.`,

  models_missing: v =>
    `${v.host} führt seine Modelle nicht auf. Den Namen eines Modells eingeben; alles andere geht wie bisher.`,

  speech_missing: v => `${v.host} liest Text nicht vor: /audio/speech fehlt. Die Antwort steht hier als Text.`,

  text_too_long: v =>
    `Diese Nachricht hat ${formatNumber(v.length, {})} Zeichen; höchstens ${formatNumber(v.limit, {})} lassen sich senden. Sie kürzen oder in Teilen senden.`,

  attachment_unsupported: v => `„${v.name}“ ist kein Ton, den Parley senden kann. WAV- und MP3-Dateien gehen.`,
  attachment_damaged: v =>
    `„${v.name}“ beginnt wie eine Tondatei, enthält aber keinen lesbaren Ton. Sie ist vielleicht abgeschnitten oder beschädigt.`,
  attachment_encoding: v =>
    `„${v.name}“ ist eine WAV-Datei in einer Kodierung, die Parley nicht lesen kann. Sie als einfaches PCM oder als MP3 speichern.`,
  attachment_empty: v => `„${v.name}“ enthält keinen Ton.`,
  attachment_alone: v =>
    `Mit einer Frage geht eine Tondatei: Nur „${v.name}“ ist angehängt. Die anderen können mit den nächsten gehen.`,
  attachment_too_large: v =>
    `„${v.name}“ hat ${v.bytes === null ? `mehr als ${formatBytes(v.limitBytes)}` : formatBytes(v.bytes)}; höchstens ${formatBytes(v.limitBytes)} lassen sich senden. Die Datei in kürzere Stücke teilen.`,
  attachment_too_long: v =>
    `„${v.name}“ ist ${formatNumber(v.minutes, tenths)} Minuten lang; höchstens ${formatNumber(v.limitMinutes, tenths)} Minuten lassen sich senden. Die Datei in kürzere Stücke teilen.`,
  attachment_too_short: v =>
    `„${v.name}“ ist ${formatNumber(v.ms, {})} Millisekunden lang, zu kurz, um darin etwas zu hören.`,
  disk_full: v =>
    `Der Datenträger ist voll; in ${v.folder} lässt sich nichts mehr schreiben. Was bisher gespeichert ist, bleibt.`,
  disk_read_only: v =>
    `In ${v.folder} lässt sich nicht schreiben. Einen anderen Datenordner wählen oder die Rechte ändern.`,
  disk_failed: v => `Eine Datei ließ sich nicht lesen oder schreiben: ${sayReason(v.what)}.`,
  sound_differs: v =>
    `„${v.name}“ ist nicht mehr der Ton, der gespeichert wurde: Die Datei ist vielleicht beschädigt oder eine andere dieses Namens.`,
  library_missing: v =>
    `Der Ordner der Bibliothek, ${v.folder}, ist nicht da. Den Datenträger anschließen und erneut versuchen oder wählen, wo die Bibliothek ist.`,
  library_unusable: v => `Die Bibliothek in ${v.folder} ist nicht zu verwenden: ${sayReason(v.why)}.`,
  move_refused: v => `Die Bibliothek lässt sich nicht nach ${v.folder} verschieben: ${sayReason(v.why)}.`,
  move_no_room: v =>
    `In ${v.folder} sind ${formatBytes(v.freeBytes)} frei, aber die Bibliothek braucht ${formatBytes(v.neededBytes)}. Dort Platz schaffen oder einen anderen Ordner wählen.`,
  library_newer: () =>
    'Diese Bibliothek hat ein neueres Parley geschrieben; hier lässt sie sich hören und durchsuchen, aber nicht ändern. Parley aktualisieren.',
  private_full: v =>
    `Eine private Unterhaltung liegt im Arbeitsspeicher, der höchstens ${formatBytes(v.limitBytes)} Ton fasst. Sie schließen und eine neue beginnen.`,
  library_damaged: v =>
    `Das Verzeichnis der Bibliothek war nicht zu lesen. Es wurde als ${v.kept} aufbewahrt und aus den Ordnern der Unterhaltungen neu erstellt.`,

  export_too_long: v =>
    `Als eine Tondatei wären das ${formatNumber(v.hours, tenths)} Stunden; höchstens ${formatNumber(v.limitHours, tenths)} Stunden gehen. Als ZIP-Datei exportieren, oder in Teilen.`,
  import_skipped: v => {
    const reasons = {
      outside: 'ihr Name führt aus ihrem Ordner hinaus',
      duplicate: 'eine andere Datei heißt genauso',
      link: 'sie ist eine Verknüpfung',
      encrypted: 'sie ist verschlüsselt',
      compression: 'sie ist so gepackt, dass Parley sie nicht lesen kann',
    }
    return `„${v.name}“ in „${v.zip}“ wurde ausgelassen: ${reasons[v.why]}.`
  },
  import_unreadable: v => `„${v.name}“ ist kein Export von Parley, der sich lesen lässt: ${sayReason(v.why)}.`,

  microphone_denied: () =>
    'Parley darf das Mikrofon nicht verwenden. Es in den Einstellungen des Systems oder Browsers erlauben, dann erneut versuchen.',
  microphone_missing: () => 'Kein Mikrofon gefunden. Eines anschließen oder ein anderes wählen.',
  microphone_busy: () => 'Das Mikrofon ließ sich nicht öffnen. Vielleicht verwendet es ein anderes Programm.',
  microphone_unplugged: () => 'Das Mikrofon wurde getrennt. Was bis dahin gesagt wurde, ist als Entwurf gesichert.',
  copy_refused: () =>
    'Nichts wurde kopiert: Parley darf nicht in die Zwischenablage schreiben. Ins Fenster klicken und noch einmal kopieren, oder es in den Einstellungen des Systems oder Browsers erlauben.',
  page_not_opened: v => `Nichts auf diesem System öffnet ${v.address}. Die Adresse von Hand öffnen.`,
  connection_lost: () =>
    'Das Fenster hat die Verbindung zu Parley verloren. Parley neu starten und die Adresse öffnen, die es ausgibt.',
}

/** `cascadeSteps` in German. */
export const cascadeSteps: typeof englishSteps = {
  unheard: why => `Die Aufnahme wurde nicht in Text umgewandelt, darum wurde nichts gefragt. ${why}`,
}
