import type { CheckName } from '../../../profiles/check-names.ts'
import type { Check } from '../../../profiles/doctor.ts'
import type { doctorWords as english } from '../../doctor-words.ts'
import { formatSeconds, formatUsd } from '../../format.ts'
import { formatNumber } from '../../platform-formats.ts'
import { count } from './counts.ts'

const labels: Record<CheckName, string> = {
  reachable: '可连接',
  encrypted: '加密',
  answers: 'Chat Completions',
  key: '密钥',
  model: '模型',
  hears: '能听',
  uploads: '边说边发送',
  speaks: '能说',
  streams: '流式传输',
  transcript: '回复的文字',
  usage: 'Token 计数',
  audioIds: '多轮对话',
  transcription: '录音的文字',
}

const states: Record<Check['state'], string> = {
  waiting: '等待',
  running: '正在检查',
  good: '正常',
  warning: '可用，但有提示',
  failed: '失败',
  skipped: '未尝试',
}

/** `doctorWords` in Chinese. */
export const doctorWords: typeof english = {
  title: '检查此配置',
  hint: '发送一段 Parley 自带的短录音和另一个问题，逐层说明是否可用。',
  start: price => {
    if (!price) return '检查'
    if (price.isFree) return '检查（免费）'
    return price.usd === null ? '检查（价格未知）' : `检查（约 ${formatUsd(price.usd)}）`
  },
  stop: '停止',
  copy: '拷贝报告',
  copied: '已拷贝',
  list: '检查结果',
  labels,
  states,
  running: name => (name ? `正在检查：${labels[name]}` : '正在检查'),
  latency: ms =>
    ms < 1000
      ? formatNumber(Math.max(1, Math.round(ms)), { style: 'unit', unit: 'millisecond' })
      : `${formatSeconds(ms)}`,
  cost: ({ usd, isEstimate }) => `花费${isEstimate ? '约 ' : ' '}${formatUsd(usd)}。`,

  allGood: '一切正常。',
  remarks: n => `可用，有 ${count(n, '条提示')}。`,
  failed: (label, says) => `${label}：${says}`,
  stopped: '已停止。',

  report: {
    title: 'Parley 对端点的检查',
    server: '服务器',
    kind: '类型',
    model: '模型',
    voice: '声音',
    asked: '请求',
    version: 'Parley',
    at: '时间',
    cost: '费用',
    free: '无',
    unknown: '未知',
  },
}
