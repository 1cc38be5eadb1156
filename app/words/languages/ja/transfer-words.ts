import { formatBytes, formatDate } from '../../format.ts'
import type { transferWords as english } from '../../transfer-words.ts'
import { count, countConversations, formatProgress } from './counts.ts'

/** Exports and imports in the Japanese catalogue `words`. */
export const transferWords: typeof english = {
  title: '会話をファイルに',
  hint: '書き出しは ZIP ファイルで、音声、読むための文字、再び読み込むのに必要なものをすべて含みます。音声ファイルも読み込めます。',
  exportAll: 'すべて書き出す…',
  importFiles: 'ファイルを読み込む…',
  importFolder: 'フォルダを読み込む…',
  export: '書き出す…',
  exportTitle: '書き出し',
  exportClose: '書き出しを閉じる',
  exportStart: '書き出す',
  exportCancel: 'キャンセル',
  scope: '対象',
  one: title => `「${title}」`,
  some: countConversations,
  all: 'ゴミ箱以外のすべて',
  sound: '音声',
  sounds: { wav: 'WAV', flac: 'FLAC', mp3: 'MP3', none: '音声なし' },
  soundHints: {
    wav: 'そのまま。会話 1 分あたり約 3 MB。',
    flac: '半分の大きさで、何も失われません。',
    mp3: '6 分の 1 の大きさ。省かれたものは元に戻せません。',
    none: '文字のみ。',
  },
  captions: '字幕',
  captionsOf: { none: 'なし', srt: 'SRT', vtt: 'WebVTT' },
  mixed: '1 つの音声ファイルに',
  mixedHint: '両方の声を順に並べた WAV。',
  list: '書き出しと読み込み',
  exporting: name => `${name} を書き出しています`,
  importing: name => `${name} を読み込んでいます`,
  progress: formatProgress,
  stop: '停止',
  dismiss: '閉じる',
  exported: (name, bytes) => `「${name}」（${formatBytes(bytes)}）ができました。ダウンロードが始まりました。`,
  imported: ({ conversations, copies, known }) => {
    const sentences = [
      conversations > 0 ? `${countConversations(conversations)}を読み込みました。` : '何も読み込みませんでした。',
      copies > 0 ? `うち ${count(copies, '件')}は、すでにあるものと異なるため並べて置きました。` : '',
      known > 0 ? `${countConversations(known)}はすでにありました。` : '',
    ]
    return sentences.filter(sentence => sentence !== '').join('')
  },
  problems: n => `${count(n, '件')}を読み込めませんでした`,
  moreProblems: n => `ほか ${count(n, '件')}。`,
  imports: at => `${formatDate(at)}に読み込み`,
}
