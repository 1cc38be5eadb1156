import type { ExportCaptions, ExportSound, ImportSummary } from '../library/exchange.ts'
import { count, formatProgress } from './counts.ts'
import { formatBytes, formatDate } from './format.ts'

const sounds: Record<ExportSound, string> = { wav: 'WAV', flac: 'FLAC', mp3: 'MP3', none: 'No sound' }
const soundHints: Record<ExportSound, string> = {
  wav: 'As it is. About 3 MB a minute of talk and reply.',
  flac: 'Half as large, nothing is lost.',
  mp3: 'A sixth as large. What was left out cannot be brought back.',
  none: 'The words alone.',
}
const captions: Record<ExportCaptions, string> = { none: 'None', srt: 'SRT', vtt: 'WebVTT' }

/** What the window says of conversations that go into files and come from them. Part of `words`. */
export const transferWords = {
  title: 'Conversations as files',
  hint: 'An export is a ZIP file with the sound, the words to read, and everything needed to import it again. Sound files can be imported too.',
  exportAll: 'Export all …',
  importFiles: 'Import files …',
  importFolder: 'Import a folder …',
  export: 'Export …',
  exportTitle: 'Export',
  exportClose: 'Close export',
  exportStart: 'Export',
  exportCancel: 'Cancel',
  scope: 'What',
  one: (title: string) => `“${title}”`,
  some: (n: number) => count(n, 'conversation', 'conversations'),
  all: 'Everything but the trash',
  sound: 'Sound',
  sounds,
  soundHints,
  captions: 'Captions',
  captionsOf: captions,
  mixed: 'As one sound file',
  mixedHint: 'Both voices after each other, as WAV.',
  list: 'Exports and imports',
  exporting: (name: string) => `Exporting ${name}`,
  importing: (name: string) => `Importing ${name}`,
  progress: formatProgress,
  stop: 'Stop',
  dismiss: 'Dismiss',
  exported: (name: string, bytes: number) => `“${name}” is ready, ${formatBytes(bytes)}. Its download has begun.`,
  imported: ({ conversations, copies, known }: ImportSummary) => {
    const sentences = [
      conversations > 0
        ? `${count(conversations, 'conversation was', 'conversations were')} imported.`
        : 'Nothing was imported.',
      copies > 0 ? `${copies} of them beside what was there, which differs.` : '',
      known > 0 ? `${count(known, 'conversation was', 'conversations were')} here already.` : '',
    ]
    return sentences.filter(sentence => sentence !== '').join(' ')
  },
  problems: (n: number) => `${n} could not be imported`,
  moreProblems: (n: number) => `And ${n} more.`,
  imports: (at: number) => `Imported ${formatDate(at)}`,
}
