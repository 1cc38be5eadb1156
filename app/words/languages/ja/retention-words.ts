import { formatBytes, formatDate } from '../../format.ts'
import type { retentionWords as english } from '../../retention-words.ts'
import { count, countConversations, countTurns } from './counts.ts'

/** `retentionWords` in Japanese. */
export const retentionWords: typeof english = {
  title: '保存期間',
  sound: '録音と音声の返答',
  wordsKept: '入力・文字起こし・返答の文字',
  days: n => (n === 0 ? '無期限' : count(n, '日')),
  limit: '音声全体の上限（GB）',
  limitHint: '空欄: 空きがあるだけ。超えると、最も古い音声から消えます。',
  limitBad: '0.1 以上の GB 数を入力してください。',
  rules: [
    '音声だけが期限を過ぎると文字が残り、文字だけが過ぎると音声が残ります。どちらも残らないものはゴミ箱に入らず、完全に消えます。',
    '固定した会話と下書きは常に残ります。ゴミ箱の中のものには別の期限があります。',
  ],
  show: '期限のものを表示',
  nothingDue: '期限のものはありません。今から有効です。',
  ask: '期限を過ぎたものを取り除きますか？',
  askLimit: '上限を超えたものを取り除きますか？',
  removes: ({ sounds, bytes, texts, conversations: from, oldestAt }) => {
    const gone = [
      ...(sounds > 0 ? [`${count(sounds, '件の録音と返答')}（${formatBytes(bytes)}）`] : []),
      ...(texts > 0 ? [`${countTurns(texts)}の文字`] : []),
    ]
    const oldest = oldestAt === null ? '' : `最も古いものは${formatDate(oldestAt)}です。`
    return `${countConversations(from)}から${gone.join('と')}を取り除きます。${oldest}`
  },
  forGood: n => `うち ${countTurns(n)}は何も残らず、元に戻せません。`,
  stays: '固定した会話と下書きは残ります。取り除いたものは元に戻せません。',
  clock:
    'このコンピュータの時計では、1 年以上何も話されていません。時計が違っていれば、何かを取り除く前に合わせてください。',
  cancel: 'キャンセル',
  remove: '取り除く',
}
