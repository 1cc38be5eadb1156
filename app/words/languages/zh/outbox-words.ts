import type { outboxWords as english } from '../../outbox-words.ts'
import { formatNumber } from '../../platform-formats.ts'

/** What waits and what comes late, in the Chinese catalogue `words`. */
export const outboxWords: typeof english = {
  outbox: {
    place: '等待中',
    placeCount: n => `等待中（${formatNumber(n, {})}）`,
    phase: '等待发送',
    newReply: '新回复',
    late: title => `“${title}”中有一条迟到的回复。`,
    notice: '收到一条回复',
  },
}
