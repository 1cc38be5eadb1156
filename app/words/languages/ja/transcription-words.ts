import { formatNumber } from '../../platform-formats.ts'
import type { transcriptionWords as english } from '../../transcription-words.ts'
import { count } from './counts.ts'

const about = (ms: number) => (ms < 60_000 ? '1 分未満' : `約 ${count(Math.round(ms / 60_000), '分')}`)

/** `transcriptionWords` in Japanese. */
export const transcriptionWords: typeof english = {
  title: '話したことを文字に',
  isOn: '自分の録音を文字に起こす',
  isOnHint:
    '返答のあと、各録音をもう一度同じエンドポイントに送り、読んだり検索したりできる文字にします。これにもエンドポイントの料金がかかります。',
  waiting: '文字に起こしています…',
  failed: why => `文字に起こせませんでした。${why}`,
  retry: 'もう一度試す',
  noneEarlier: '送信した録音はすべて文字になっています。',
  earlier: (n, ms) => `以前の録音 ${count(n, '件')}にまだ文字がありません（合計${about(ms)}）。`,
  start: '以前の録音を文字に起こす',
  progress: (done, total, leftMs) =>
    `${formatNumber(total, {})} 件中 ${formatNumber(done, {})} 件完了、残りの音声は${about(leftMs)}`,
  stop: '停止',
}
