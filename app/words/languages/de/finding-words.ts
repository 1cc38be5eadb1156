import { count } from '../../counts.ts'
import type { findingWords as english } from '../../finding-words.ts'
import { formatDateOf, formatSeconds, formatUsd } from '../../format.ts'
import { formatNumber } from '../../platform-formats.ts'
import { doctorWords } from './doctor-words.ts'
import { knowledgeWords } from './knowledge-words.ts'

const ALLOWED = '`allowed_openai_params: ["audio", "modalities"]`'

const tokens = (n: number) => count(n, 'Token', 'Tokens')

/** `findingWords` in German. */
export const findingWords: typeof english = {
  reachable: () => 'Die Verbindung steht.',
  reachable_through: ({ proxy }) => `Die Verbindung steht, über den Proxy ${proxy}.`,
  encrypted: ({ protocol }) => `Das Zertifikat ist vertrauenswürdig (${protocol}).`,
  stays_here: () => 'Nicht verschlüsselt, und das ist nicht nötig: Was gesendet wird, verlässt diesen Computer nicht.',
  unencrypted: ({ host }) => `Was an ${host} gesendet wird, auch der Schlüssel, kann unterwegs mitgelesen werden.`,
  unencrypted_fix: () => 'Eine Adresse verwenden, die mit https:// beginnt, wenn der Server eine hat.',
  answers: () => 'Der Server spricht Chat Completions.',
  answers_litellm: () => 'Ein LiteLLM-Proxy spricht Chat Completions.',
  key_taken: ({ source }) =>
    `Der Schlüssel aus ${source === 'Settings' ? 'den Einstellungen' : source} wurde angenommen.`,
  keyless: () => 'Es wird kein Schlüssel gesendet, und keiner verlangt.',
  model_known: ({ asked }) => `„${asked}“ ist bekannt.`,
  model_answers: ({ asked, answered }) =>
    answered === null || answered === asked
      ? `„${asked}“ antwortet.`
      : `„${asked}“ antwortet und nennt sich „${answered}“.`,
  unlisted: () => 'Sein Server führt es nicht auf.',
  will_be_shut_down: ({ day }) => `Es wird am ${formatDateOf(day)} abgeschaltet.`,
  should_be_shut_down: ({ day }) => `Es sollte am ${formatDateOf(day)} abgeschaltet werden und kann jeden Tag enden.`,
  shut_down_fix: () => 'Vorher ein anderes Modell wählen.',
  model_gone_behind: () =>
    'Der Server führt diesen Namen auf; was dahinter steht, gibt es also wohl nicht mehr. Seine Verwaltung sollte dort ein anderes Modell nennen.',
  models_that_speak: ({ names }) => `Er führt diese auf, die sprechen: ${names.map(name => `„${name}“`).join(', ')}.`,
  heard_words: () => 'Es hat wiederholt, was die Aufnahme sagt.',
  heard_tokens: ({ tokens: n }) => `Es hat ${tokens(n)} Ton in der Aufnahme gezählt.`,
  heard_by_practice: () => 'Der Übungspartner hat die Aufnahme zurückgespielt.',
  unheard: ({ answer }) =>
    `Die Aufnahme wurde angenommen, aber nichts zeigt, dass sie gehört wurde. Gebeten, sie zu wiederholen, kam „${answer}“.`,
  unheard_wordless: () =>
    'Die Aufnahme wurde angenommen, und die Antwort hat keinen Text, der zeigt, ob sie gehört wurde.',
  unheard_fix: () => 'Wenn es nicht auf das Gesagte antwortet, ein Modell wählen, das hört.',
  uploads: ({ format }) =>
    `Eine Aufnahme wurde angenommen, während sie gesendet wurde, als ${knowledgeWords.uploadFormats[format]}.`,
  uploads_hindered: ({ obstacle }) =>
    `Eine Aufnahme wird nicht während des Sprechens angenommen: ${knowledgeWords.uploadObstacles[obstacle]}.`,
  uploads_whole: () => 'Nichts zu tun: Aufnahmen werden gesendet, wenn sie fertig sind.',
  uploads_as_mp3: () =>
    'Nichts zu tun: Aufnahmen werden während des Sprechens als MP3 gesendet, wenn das angenommen wird.',
  uploads_untried: () =>
    'Nicht versucht: Die Frage musste anders gestellt werden. Es zeigt sich mit der nächsten Aufnahme.',
  uploads_wished: () => 'Nicht versucht: Mit diesem Profil werden Aufnahmen gesendet, wenn sie fertig sind.',
  speaks: ({ ms, format }) => `${formatSeconds(ms)} Ton sind angekommen, als ${format}.`,
  silent: () => 'Ton ist angekommen, aber er ist stumm.',
  silent_fix: () => 'Eine andere Stimme oder ein anderes Format unter „Antworten als“ wählen.',
  undecodable: ({ format }) => `Ton ist angekommen, aber Parley kann ihn nicht abspielen (${format}).`,
  undecodable_fix: () => 'Ein anderes Format unter „Antworten als“ wählen.',
  sound_dropped: () =>
    'Der Proxy hat geantwortet, aber kein Ton kam an: `drop_params` ist wohl eingeschaltet, und das Modell wurde nie gebeten zu sprechen.',
  sound_dropped_fix: () =>
    `Die Verwaltung des Proxys bitten, ${ALLOWED} für dieses Modell zu setzen, oder ein anderes Modell wählen.`,
  sound_lost: () =>
    'Der Proxy hat geantwortet, das Modell hat Ton erzeugt, aber keiner kam an: Er ging unterwegs verloren.',
  sound_lost_fix: () => 'Antworten als Ganzes kommen lassen oder die Verwaltung des Proxys fragen.',
  words_only: () => 'Es wurde gebeten zu sprechen und hat nur mit Text geantwortet.',
  words_only_fix: () => 'Ein Modell wählen, das spricht. Auch ein Proxy dazwischen kann die Bitte um Ton weglassen.',
  speech_refused: () => 'Es lehnt das Sprechen ab und antwortet mit Text.',
  speech_refused_fix: () => 'Ein Modell wählen, das spricht.',
  speech_refused_litellm_fix: () =>
    `Die Verwaltung des Proxys bitten, ${ALLOWED} für dieses Modell zu setzen, oder ein anderes Modell wählen.`,
  streams: () => 'Die Antwort kommt, während sie entsteht.',
  comes_whole: () => 'Die Antwort kommt erst, wenn sie fertig ist.',
  comes_whole_fix: () => 'Es ist nichts zu tun; das Warten dauert etwas länger.',
  whole_in_format: () => 'Nicht versucht: Im Format dieses Profils kommen Antworten erst, wenn sie fertig sind.',
  whole_wished: () => 'Nicht versucht: Dieses Profil lässt Antworten als Ganzes kommen.',
  transcript: () => 'Der Text der Antwort kommt mit.',
  wordless: () => 'Die Antwort kam ohne ihren Text und kann darum nicht gelesen oder durchsucht werden.',
  usage: ({ sent, answered, ofSound }) =>
    `${tokens(sent)} gesendet und ${formatNumber(answered, {})} geantwortet, davon ${formatNumber(ofSound, {})} Ton.`,
  usage_rough: () =>
    'Tokens werden gezählt, aber Ton nicht von Text unterschieden. Was Antworten kosten, ist darum geschätzt.',
  uncounted: () => 'Es werden keine Tokens gezählt. Was Antworten kosten, ist darum geschätzt.',
  id_kept: () => 'Es erkennt seine frühere Antwort an ihrer Kennung.',
  id_lost: () =>
    'Es gab seiner Antwort eine Kennung und kannte sie danach nicht (audio_not_found). Frühere Antworten werden als Text gesendet.',
  id_lost_fix: () => 'Hinter einem Proxy alle Fragen an ein Modell zum selben Server gehen lassen.',
  id_refused: () => 'Es nahm die Kennung seiner früheren Antwort nicht an. Frühere Antworten werden als Text gesendet.',
  idless: () => 'Es gibt seinen Antworten keine Kennung. Frühere Antworten werden darum als Text gesendet.',
  transcribed: ({ words }) => `Eine Aufnahme wurde in Text umgewandelt: „${words}“.`,
  transcription_unwanted: () => 'Nicht versucht: Aufnahmen werden nicht in Text umgewandelt.',
  not_tried_after: ({ check }) => `Nicht versucht, wegen „${doctorWords.labels[check]}“.`,
  not_tried_stopped: () => 'Nicht versucht: Die Prüfung wurde angehalten.',
  not_tried_limit: ({ limitUsd }) => `Nicht versucht: Die Monatsgrenze von ${formatUsd(limitUsd)} ist erreicht.`,
}
