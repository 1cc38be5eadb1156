import { formatBytes, formatDate } from '../../format.ts'
import type { retentionWords as english } from '../../retention-words.ts'
import { count, countConversations, countTurns } from './counts.ts'

/** `retentionWords` in Chinese. */
export const retentionWords: typeof english = {
  title: '保留时间',
  sound: '录音和语音回复',
  wordsKept: '输入、转写和回答的文字',
  days: n => (n === 0 ? '永久' : count(n, '天')),
  limit: '所有声音合计上限（GB）',
  limitHint: '留空：有多少空间就用多少。超过后，最早的声音先删除。',
  limitBad: '请输入 GB 数，至少为 0.1。',
  rules: [
    '声音过期后保留文字，文字过期后保留声音。两者都没有的会永久删除，不进废纸篓。',
    '置顶的对话和草稿始终保留。废纸篓中的内容另有期限。',
  ],
  show: '显示到期的内容',
  nothingDue: '没有到期的内容。从现在起生效。',
  ask: '移除过期的内容？',
  askLimit: '移除超出的内容？',
  removes: ({ sounds, bytes, texts, conversations: from, oldestAt }) => {
    const gone = [
      ...(sounds > 0 ? [`${count(sounds, '段录音和回复')}（${formatBytes(bytes)}）`] : []),
      ...(texts > 0 ? [`${countTurns(texts)}的文字`] : []),
    ]
    const oldest = oldestAt === null ? '' : `，最早的来自${formatDate(oldestAt)}`
    return `这将从 ${countConversations(from)}中移除${gone.join('和')}${oldest}。`
  },
  forGood: n => `其中 ${countTurns(n)}将什么都不剩，无法恢复。`,
  stays: '置顶的对话和草稿会保留。移除的内容无法恢复。',
  clock: '按这台电脑的时钟，一年多以来没有任何对话。如果时钟不对，请先校正，再移除内容。',
  cancel: '取消',
  remove: '移除',
}
