import type { Cost } from '../../../cost/cost.ts'
import { defaultPrices, PRICES_MONTH } from '../../../cost/prices.ts'
import { HEARD_TOKENS_PER_SECOND, type Tokens } from '../../../cost/tokens.ts'
import type { costWords as english } from '../../cost-words.ts'
import { formatMonth, formatUsd } from '../../format.ts'
import { formatNumber } from '../../platform-formats.ts'
import { count } from './counts.ts'

const sources: Record<Cost['source'], string> = {
  server: '费用由端点给出。',
  'model-info': '按端点列出的价格计算。',
  table: '按设置中的价格估算。',
}

function tokensOf(tokens: Tokens): string {
  const say = (pairs: readonly (readonly [number, string])[]) =>
    pairs
      .filter(([n]) => n > 0)
      .map(([n, of]) => `${of} ${formatNumber(n, {})}`)
      .join('、')
  const sent = say([
    [tokens.audioIn, '声音'],
    [tokens.textIn, '文字'],
    [tokens.cachedAudioIn, '发送过的声音'],
    [tokens.cachedTextIn, '发送过的文字'],
  ])
  const answered = say([
    [tokens.audioOut, '声音'],
    [tokens.textOut, '文字'],
  ])
  return [sent && `发送${sent}`, answered && `回答${answered}`].filter(part => part !== '').join('；')
}

const usdOr = (usd: number | null) => (usd === null ? '?' : formatUsd(usd))

const [usual] = defaultPrices
const MINUTE_USD = ((usual?.audioIn ?? 0) * 60 * HEARD_TOKENS_PER_SECOND) / 1_000_000

/** Money in the Chinese catalogue `words`. */
export const costWords: typeof english = {
  ofReply: usd => `费用：${formatUsd(usd)}`,
  detail: ({ isEstimate, source }, tokens) => {
    const said = isEstimate && source === 'model-info' ? '按端点列出的价格估算。' : sources[source]
    const counted = tokens ? tokensOf(tokens) : ''
    return counted === '' ? said : `${said}Token：${counted}。`
  },
  ofConversation: usd => `此对话：${formatUsd(usd)}`,
  about: usd => `约 ${formatUsd(usd)}`,
  free: '免费',

  near: (usd, limitUsd) => `本月已花费 ${formatUsd(usd)}，上限为 ${formatUsd(limitUsd)}。`,
  reached: limitUsd => `已达到本月 ${formatUsd(limitUsd)} 的上限。问题会保留为草稿，直到你选择仍然发送。`,
  changeLimit: '更改上限',
  dismiss: '关闭此提示',

  thisMonth: '本月',
  nothing: '本月没有花费。',
  estimated: (usd, ofUsd) => (usd < ofUsd ? `其中 ${formatUsd(usd)} 为估算` : '估算'),
  unpriced: n => `${count(n, '次请求')}没有已知价格`,
  tokens: sum => `Token：${tokensOf(sum.tokens)}。`,
  replies: n => count(n, '条回复'),
  requests: n => count(n, '次请求'),
  otherModels: '其他',
  at: (model, endpoint) => (endpoint === '' ? model : `${model} · ${endpoint}`),
  earlier: '以往月份',
  month: month => formatMonth(month),
  limit: '每月上限（美元）',
  limitHint: '留空：没有上限。超过后不再自动发送，问题保留为草稿。达到 80% 时会提醒。',
  limitBad: most => `请输入不超过 ${formatNumber(most, {})} 的金额，例如 10 或 2.50。`,
  counted: '已删除或私密的内容仍计入，但只计金额。录音转文字以及由另一个模型朗读的回答也计入。',

  prices: '价格',
  get pricesHint() {
    return `每 1,000,000 个 token 的美元价格。Parley 自带的是 OpenAI 和 LiteLLM ${formatMonth(PRICES_MONTH)}的价格。端点自己给出的优先。`
  },
  price: ({ textIn, textOut, audioIn, audioOut }) => {
    const ofSound =
      audioIn === null && audioOut === null ? '' : ` · 声音 ${usdOr(audioIn)} 发送 / ${usdOr(audioOut)} 回答`
    return `文字 ${formatUsd(textIn)} 发送 / ${formatUsd(textOut)} 回答${ofSound}（每 100 万）`
  },
  own: '已更改',
  fields: {
    textIn: '发送的文字',
    textOut: '回答的文字',
    audioIn: '发送的声音',
    audioOut: '回答的声音',
    cachedTextIn: '发送过的文字',
    cachedAudioIn: '发送过的声音',
  },
  fieldsHint: '“发送过的”是端点已缓存的内容。留空：与新内容相同。',
  fieldBad: '请输入数字，例如 2.5。',
  reset: '恢复 Parley 的价格',
  remove: '移除',
  newModel: '另一个模型',
  newModelHint: '请求时使用的名称。先采用此列表的第一个价格，再行更正。',
  add: '添加',

  get asSoundHint() {
    return `更早的提问在有文字时以文字发送。随附的声音每次提问都会重新计费：一分钟约 ${formatNumber(
      60 * HEARD_TOKENS_PER_SECOND,
      {},
    )} 个 token，使用 ${usual?.model} 时为 ${formatUsd(MINUTE_USD)}。`
  },
}
