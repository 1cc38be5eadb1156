import { formatDate, formatDateOf, formatTime, formatUsd } from '../../format.ts'
import type { modelWords as english } from '../../model-words.ts'
import { formatNumber } from '../../platform-formats.ts'
import { costWords } from './cost-words.ts'
import { count } from './counts.ts'

const countModels = (n: number) => count(n, '个模型')

const shutdown = (day: string, isPast: boolean) =>
  isPast ? `已于${formatDateOf(day)}停用` : `将于${formatDateOf(day)}停用`

/** `modelWords` in Chinese. */
export const modelWords: typeof english = {
  field: '模型',
  hint: '也可以输入列表中没有的名称。',
  usual: model => `留空：${model}。`,
  list: '此服务器的模型',
  found: (n, total) => (n === total ? countModels(total) : `${countModels(total)}中的 ${formatNumber(n, {})} 个`),
  hears: '能听',
  speaks: '能说',
  wordsOnly: '仅文字',
  notKnown: ({ hears, speaks }) => {
    if (hears === null && speaks === null) return '不清楚能否听或说'
    if (hears === null) return '不清楚能否听'
    return speaks === null ? '不清楚能否说' : ''
  },
  price: ({ price }) => (price ? costWords.price(price) : ''),
  pricesHint: '价格为每 1,000,000 个 token 的美元价格，发送 / 回答。',
  shutdown,
  warning: (model, day, isPast) =>
    `${model} ${shutdown(day, isPast)}。${isPast ? '请选择另一个。' : '请及时选择另一个。'}`,
  unlisted: model => `此服务器没有列出“${model}”，但仍会请求它。`,
  asking: '正在获取列表…',
  listed: (n, at) => `${countModels(n)}，列表获取于${formatDate(at)} ${formatTime(at)}。`,
  noneListed: '此服务器没有列出模型。',
  refresh: '刷新',

  voice: '声音',
  voiceHint: '内置声音、其他名称，或自己的声音标识，例如 voice_1234。',
  preview: price => {
    if (!price) return '试听'
    if (price.isFree) return '试听（免费）'
    return price.usd === null ? '试听（价格未知）' : `试听（约 ${formatUsd(price.usd)}）`
  },
  previewStop: '停止',
  previewing: { asking: '正在请求一句话…', playing: '正在播放。', idle: '' },
}
