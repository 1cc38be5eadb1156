import { formatBytes, formatDate } from '../../format.ts'
import type { transferWords as english } from '../../transfer-words.ts'
import { count, countConversations, formatProgress } from './counts.ts'

/** Exports and imports in the Chinese catalogue `words`. */
export const transferWords: typeof english = {
  title: '以文件保存对话',
  hint: '导出的是一个 ZIP 文件，包含声音、可阅读的文字以及重新导入所需的一切。声音文件也可以导入。',
  exportAll: '全部导出…',
  importFiles: '导入文件…',
  importFolder: '导入文件夹…',
  export: '导出…',
  exportTitle: '导出',
  exportClose: '关闭导出',
  exportStart: '导出',
  exportCancel: '取消',
  scope: '内容',
  one: title => `“${title}”`,
  some: countConversations,
  all: '除废纸篓外的全部',
  sound: '声音',
  sounds: { wav: 'WAV', flac: 'FLAC', mp3: 'MP3', none: '不含声音' },
  soundHints: {
    wav: '保持原样。每分钟对话约 3 MB。',
    flac: '大小减半，没有损失。',
    mp3: '大小为六分之一。舍去的部分无法恢复。',
    none: '仅文字。',
  },
  captions: '字幕',
  captionsOf: { none: '无', srt: 'SRT', vtt: 'WebVTT' },
  mixed: '合为一个声音文件',
  mixedHint: '双方的声音依次排列，格式为 WAV。',
  list: '导出和导入',
  exporting: name => `正在导出 ${name}`,
  importing: name => `正在导入 ${name}`,
  progress: formatProgress,
  stop: '停止',
  dismiss: '关闭',
  exported: (name, bytes) => `“${name}”已就绪，${formatBytes(bytes)}。下载已开始。`,
  imported: ({ conversations, copies, known }) => {
    const sentences = [
      conversations > 0 ? `已导入 ${countConversations(conversations)}。` : '没有导入任何内容。',
      copies > 0 ? `其中 ${count(copies, '个')}与已有的内容不同，并存于旁。` : '',
      known > 0 ? `${countConversations(known)}原本就在这里。` : '',
    ]
    return sentences.filter(sentence => sentence !== '').join('')
  },
  problems: n => `${count(n, '项')}无法导入`,
  moreProblems: n => `还有 ${count(n, '项')}。`,
  imports: at => `${formatDate(at)}导入`,
}
