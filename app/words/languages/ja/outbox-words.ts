import type { outboxWords as english } from '../../outbox-words.ts'
import { formatNumber } from '../../platform-formats.ts'

/** What waits and what comes late, in the Japanese catalogue `words`. */
export const outboxWords: typeof english = {
  outbox: {
    place: '待機中',
    placeCount: n => `待機中（${formatNumber(n, {})}）`,
    phase: '送信待ち',
    newReply: '新しい返答',
    late: title => `「${title}」に遅れて返答が届きました。`,
    notice: '返答が届きました',
  },
}
