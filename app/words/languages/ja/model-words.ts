import { formatDate, formatDateOf, formatTime, formatUsd } from '../../format.ts'
import type { modelWords as english } from '../../model-words.ts'
import { formatNumber } from '../../platform-formats.ts'
import { costWords } from './cost-words.ts'
import { count } from './counts.ts'

const countModels = (n: number) => count(n, '個のモデル')

const shutdown = (day: string, isPast: boolean) =>
  isPast ? `${formatDateOf(day)}に提供終了` : `${formatDateOf(day)}に提供終了予定`

/** `modelWords` in Japanese. */
export const modelWords: typeof english = {
  field: 'モデル',
  hint: '一覧にない名前も入力できます。',
  usual: model => `空欄: ${model}。`,
  list: 'このサーバーのモデル',
  found: (n, total) => (n === total ? countModels(total) : `${countModels(total)}のうち ${formatNumber(n, {})} 個`),
  hears: '聞ける',
  speaks: '話せる',
  wordsOnly: '文字のみ',
  notKnown: ({ hears, speaks }) => {
    if (hears === null && speaks === null) return '聞けるか話せるか不明'
    if (hears === null) return '聞けるか不明'
    return speaks === null ? '話せるか不明' : ''
  },
  price: ({ price }) => (price ? costWords.price(price) : ''),
  pricesHint: '価格は 1,000,000 トークンあたりの米ドル、送信 / 返答です。',
  shutdown,
  warning: (model, day, isPast) =>
    `${model}: ${shutdown(day, isPast)}。${isPast ? '別のモデルを選んでください。' : '早めに別のモデルを選んでください。'}`,
  unlisted: model => `このサーバーの一覧に「${model}」はありません。それでもリクエストします。`,
  asking: '一覧を取得中…',
  listed: (n, at) => `${countModels(n)}（${formatDate(at)} ${formatTime(at)} 現在）。`,
  noneListed: 'このサーバーにはモデルの一覧がありません。',
  refresh: '更新',

  voice: '声',
  voiceHint: '内蔵の声、ほかの名前、または voice_1234 のような自分の声の ID。',
  preview: price => {
    if (!price) return '試聴'
    if (price.isFree) return '試聴（無料）'
    return price.usd === null ? '試聴（価格不明）' : `試聴（約 ${formatUsd(price.usd)}）`
  },
  previewStop: '停止',
  previewing: { asking: '一文を依頼中…', playing: '話しています。', idle: '' },
}
