import { count } from '../../counts.ts'
import { formatBytes, formatDate } from '../../format.ts'
import { formatNumber } from '../../platform-formats.ts'
import type { transferWords as english } from '../../transfer-words.ts'
import { countConversations, formatProgress } from './counts.ts'

/** Exports and imports in the German catalogue `words`. */
export const transferWords: typeof english = {
  title: 'Unterhaltungen als Dateien',
  hint: 'Ein Export ist eine ZIP-Datei mit dem Ton, dem Text zum Lesen und allem, was zum Importieren nötig ist. Auch Tondateien lassen sich importieren.',
  exportAll: 'Alles exportieren …',
  importFiles: 'Dateien importieren …',
  importFolder: 'Ordner importieren …',
  export: 'Exportieren …',
  exportTitle: 'Exportieren',
  exportClose: 'Exportieren schließen',
  exportStart: 'Exportieren',
  exportCancel: 'Abbrechen',
  scope: 'Was',
  one: title => `„${title}“`,
  some: countConversations,
  all: 'Alles außer dem Papierkorb',
  sound: 'Ton',
  sounds: { wav: 'WAV', flac: 'FLAC', mp3: 'MP3', none: 'Kein Ton' },
  soundHints: {
    wav: 'Wie er ist. Etwa 3 MB je Minute Gespräch.',
    flac: 'Halb so groß, nichts geht verloren.',
    mp3: 'Ein Sechstel so groß. Was weggelassen wurde, kommt nicht wieder.',
    none: 'Nur der Text.',
  },
  captions: 'Untertitel',
  captionsOf: { none: 'Keine', srt: 'SRT', vtt: 'WebVTT' },
  mixed: 'Als eine Tondatei',
  mixedHint: 'Beide Stimmen nacheinander, als WAV.',
  list: 'Exporte und Importe',
  exporting: name => `${name} wird exportiert`,
  importing: name => `${name} wird importiert`,
  progress: formatProgress,
  stop: 'Stopp',
  dismiss: 'Schließen',
  exported: (name, bytes) => `„${name}“ ist fertig, ${formatBytes(bytes)}. Der Download hat begonnen.`,
  imported: ({ conversations, copies, known }) => {
    const sentences = [
      conversations > 0
        ? `${count(conversations, 'Unterhaltung wurde', 'Unterhaltungen wurden')} importiert.`
        : 'Nichts wurde importiert.',
      copies > 0
        ? `${count(copies, 'davon steht', 'davon stehen')} neben dem, was schon da war und sich unterscheidet.`
        : '',
      known > 0 ? `${count(known, 'Unterhaltung war', 'Unterhaltungen waren')} schon da.` : '',
    ]
    return sentences.filter(sentence => sentence !== '').join(' ')
  },
  problems: n => count(n, 'ließ sich nicht importieren', 'ließen sich nicht importieren'),
  moreProblems: n => `Und ${formatNumber(n, {})} weitere.`,
  imports: at => `Importiert am ${formatDate(at)}`,
}
