import { formatTime } from '../../format.ts'
import type { waitingWords as english } from '../../waiting-words.ts'
import { count } from './counts.ts'

/** `waitingWords` in Japanese. */
export const waitingWords: typeof english = {
  placeText: 'まだ送信できていない質問です。自動で送信され、同じ会話の質問は尋ねた順に送られます。',
  none: '送信を待っているものはありません。',
  why: reason => `送信待ち。${reason}`,
  behind: '送信待ち。前の質問のあとに送ります。',
  waits: '送信待ち。',
  nextIn: seconds => `次の試行まで ${count(seconds, '秒')}`,
  nextAt: at => `次の試行は ${formatTime(at)}`,
  trying: '試しています…',
  unanswered: n => `${count(n, '回')}送信しましたが返答がありません。料金が発生している可能性があります。`,
  tryNow: '今すぐ試す',
  keepAsDraft: '下書きとして残す',
  save: '音声を保存',
  delete: '削除',
  notify: '返答があれば通知',
}
