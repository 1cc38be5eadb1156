import type { Cost } from '../../../cost/cost.ts'
import { defaultPrices, PRICES_MONTH } from '../../../cost/prices.ts'
import { HEARD_TOKENS_PER_SECOND, type Tokens } from '../../../cost/tokens.ts'
import type { costWords as english } from '../../cost-words.ts'
import { formatMonth, formatUsd } from '../../format.ts'
import { formatNumber } from '../../platform-formats.ts'
import { count } from './counts.ts'

const sources: Record<Cost['source'], string> = {
  server: '料金はエンドポイントが示したものです。',
  'model-info': 'エンドポイントが示す価格によります。',
  table: '設定にある価格による見積もりです。',
}

function tokensOf(tokens: Tokens): string {
  const say = (pairs: readonly (readonly [number, string])[]) =>
    pairs
      .filter(([n]) => n > 0)
      .map(([n, of]) => `${of} ${formatNumber(n, {})}`)
      .join('、')
  const sent = say([
    [tokens.audioIn, '音声'],
    [tokens.textIn, '文字'],
    [tokens.cachedAudioIn, '送信済みの音声'],
    [tokens.cachedTextIn, '送信済みの文字'],
  ])
  const answered = say([
    [tokens.audioOut, '音声'],
    [tokens.textOut, '文字'],
  ])
  return [sent && `送信は${sent}`, answered && `返答は${answered}`].filter(part => part !== '').join('、')
}

const usdOr = (usd: number | null) => (usd === null ? '?' : formatUsd(usd))

const [usual] = defaultPrices
const MINUTE_USD = ((usual?.audioIn ?? 0) * 60 * HEARD_TOKENS_PER_SECOND) / 1_000_000

/** Money in the Japanese catalogue `words`. */
export const costWords: typeof english = {
  ofReply: usd => `料金: ${formatUsd(usd)}`,
  detail: ({ isEstimate, source }, tokens) => {
    const said =
      isEstimate && source === 'model-info' ? 'エンドポイントが示す価格による見積もりです。' : sources[source]
    const counted = tokens ? tokensOf(tokens) : ''
    return counted === '' ? said : `${said}トークン: ${counted}。`
  },
  ofConversation: usd => `この会話: ${formatUsd(usd)}`,
  about: usd => `約 ${formatUsd(usd)}`,
  free: '無料',

  near: (usd, limitUsd) => `今月は上限 ${formatUsd(limitUsd)} のうち ${formatUsd(usd)} を使いました。`,
  reached: limitUsd =>
    `今月の上限 ${formatUsd(limitUsd)} に達しました。質問は、それでも送信するまで下書きとして残ります。`,
  changeLimit: '上限を変更',
  dismiss: 'この通知を閉じる',

  thisMonth: '今月',
  nothing: '今月の利用はありません。',
  estimated: (usd, ofUsd) => (usd < ofUsd ? `うち ${formatUsd(usd)} は見積もり` : '見積もり'),
  unpriced: n => `${count(n, '件のリクエスト')}は価格が不明`,
  tokens: sum => `トークン: ${tokensOf(sum.tokens)}。`,
  replies: n => count(n, '件の返答'),
  requests: n => count(n, '件のリクエスト'),
  otherModels: 'その他',
  at: (model, endpoint) => (endpoint === '' ? model : `${model} · ${endpoint}`),
  earlier: '以前の月',
  month: month => formatMonth(month),
  limit: '1 か月の上限（米ドル）',
  limitHint: '空欄: 上限なし。超えると自動では何も送信されず、質問は下書きとして残ります。80% で警告が出ます。',
  limitBad: most => `10 や 2.50 のように、${formatNumber(most, {})} 以下の金額を入力してください。`,
  counted:
    '削除したものやプライベートなものも金額だけは数えます。録音の文字起こしや、別のモデルによる読み上げも含みます。',

  prices: '価格',
  get pricesHint() {
    return `1,000,000 トークンあたりの米ドル。Parley の価格は${formatMonth(PRICES_MONTH)}の OpenAI と LiteLLM のものです。エンドポイント自身が示すものを優先します。`
  },
  price: ({ textIn, textOut, audioIn, audioOut }) => {
    const ofSound =
      audioIn === null && audioOut === null ? '' : ` · 音声 ${usdOr(audioIn)} 送信 / ${usdOr(audioOut)} 返答`
    return `文字 ${formatUsd(textIn)} 送信 / ${formatUsd(textOut)} 返答${ofSound}（100 万あたり）`
  },
  own: '変更済み',
  fields: {
    textIn: '送信した文字',
    textOut: '返答の文字',
    audioIn: '送信した音声',
    audioOut: '返答の音声',
    cachedTextIn: '送信済みの文字',
    cachedAudioIn: '送信済みの音声',
  },
  fieldsHint: '「送信済み」はエンドポイントが保持していたものです。空欄: 新しいものと同じ。',
  fieldBad: '2.5 のような数を入力してください。',
  reset: 'Parley の価格に戻す',
  remove: '取り除く',
  newModel: '別のモデル',
  newModelHint: 'リクエストで使う名前。この一覧の最初の価格で始まるので、あとで直します。',
  add: '追加',

  get asSoundHint() {
    return `それより前の質問は、文字があれば文字で送ります。一緒に送る音声は質問のたびに料金がかかります。1 分は約 ${formatNumber(
      60 * HEARD_TOKENS_PER_SECOND,
      {},
    )} トークン、${usual?.model} で ${formatUsd(MINUTE_USD)} です。`
  },
}
