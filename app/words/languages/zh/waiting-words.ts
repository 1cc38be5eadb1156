import { formatTime } from '../../format.ts'
import { formatNumber } from '../../platform-formats.ts'
import type { waitingWords as english } from '../../waiting-words.ts'
import { count } from './counts.ts'

/** `waitingWords` in Chinese. */
export const waitingWords: typeof english = {
  placeText: '尚未能发送的问题。它们会自动发送，同一对话中的问题按提问顺序发送。',
  none: '没有等待发送的问题。',
  why: reason => `等待发送。${reason}`,
  behind: '等待发送，排在前一个问题之后。',
  waits: '等待发送。',
  nextIn: seconds => `${formatNumber(seconds, { style: 'unit', unit: 'second' })}后重试`,
  nextAt: at => `${formatTime(at)} 重试`,
  trying: '正在尝试…',
  unanswered: n => `已发送 ${count(n, '次')}但没有得到回答。这可能已经计费。`,
  tryNow: '立即重试',
  keepAsDraft: '保留为草稿',
  save: '保存音频',
  delete: '删除',
  notify: '有回复时通知我',
}
