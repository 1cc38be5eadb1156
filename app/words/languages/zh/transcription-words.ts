import { formatNumber } from '../../platform-formats.ts'
import type { transcriptionWords as english } from '../../transcription-words.ts'
import { count } from './counts.ts'

const about = (ms: number) => (ms < 60_000 ? '不到一分钟' : `约 ${count(Math.round(ms / 60_000), '分钟')}`)

/** `transcriptionWords` in Chinese. */
export const transcriptionWords: typeof english = {
  title: '你说的话转成文字',
  isOn: '把我的录音转成文字',
  isOnHint: '收到回复后，每段录音会再次发送到同一端点，转成可以阅读、搜索和找回的文字。端点也会为此收费。',
  waiting: '正在转成文字…',
  failed: why => `未能转成文字。${why}`,
  retry: '重试',
  noneEarlier: '所有已发送的录音都已转成文字。',
  earlier: (n, ms) => `${count(n, '段以前的录音')}还没有文字，合计${about(ms)}。`,
  start: '把以前的录音转成文字',
  progress: (done, total, leftMs) =>
    `已完成 ${formatNumber(done, {})} / ${formatNumber(total, {})}，还剩${about(leftMs)}的声音`,
  stop: '停止',
}
