import type { Cost } from '../cost/cost.ts'
import { defaultPrices, PRICES_MONTH, type Price } from '../cost/prices.ts'
import type { Sum } from '../cost/spending.ts'
import { HEARD_TOKENS_PER_SECOND, type Tokens } from '../cost/tokens.ts'
import { count } from './counts.ts'
import { formatMonth, formatUsd } from './format.ts'
import { formatNumber } from './platform-formats.ts'

const sources: Record<Cost['source'], string> = {
  server: 'The endpoint says what it cost.',
  'model-info': 'By the prices that the endpoint lists.',
  table: 'An estimate, by the prices in Settings.',
}

/** Tokens by what they were, such as `sent 10 of sound, 7 of words; answered 40 of sound`; empty for none. */
function tokensOf(tokens: Tokens): string {
  const say = (pairs: readonly (readonly [number, string])[]) =>
    pairs
      .filter(([n]) => n > 0)
      .map(([n, of]) => `${formatNumber(n, {})} of ${of}`)
      .join(', ')
  const sent = say([
    [tokens.audioIn, 'sound'],
    [tokens.textIn, 'words'],
    [tokens.cachedAudioIn, 'sound sent before'],
    [tokens.cachedTextIn, 'words sent before'],
  ])
  const answered = say([
    [tokens.audioOut, 'sound'],
    [tokens.textOut, 'words'],
  ])
  return [sent && `sent ${sent}`, answered && `answered ${answered}`].filter(part => part !== '').join('; ')
}

const [usual] = defaultPrices
const MINUTE_USD = ((usual?.audioIn ?? 0) * 60 * HEARD_TOKENS_PER_SECOND) / 1_000_000

const usdOr = (usd: number | null) => (usd === null ? '?' : formatUsd(usd))

/** What the window says about money. A part of `words`. */
export const costWords = {
  ofReply: (usd: number) => `What it cost: ${formatUsd(usd)}`,
  detail: ({ isEstimate, source }: Cost, tokens: Tokens | null) => {
    const said =
      isEstimate && source === 'model-info' ? 'An estimate, by the prices that the endpoint lists.' : sources[source]
    const counted = tokens ? tokensOf(tokens) : ''
    return counted === '' ? said : `${said} Tokens: ${counted}.`
  },
  ofConversation: (usd: number) => `This conversation: ${formatUsd(usd)}`,
  about: (usd: number) => `about ${formatUsd(usd)}`,
  free: 'free',

  near: (usd: number, limitUsd: number) =>
    `This month has cost ${formatUsd(usd)} of your limit of ${formatUsd(limitUsd)}.`,
  reached: (limitUsd: number) =>
    `This month’s limit of ${formatUsd(limitUsd)} is reached. Questions are kept as drafts until you send them anyway.`,
  changeLimit: 'Change limit',
  dismiss: 'Dismiss this',

  thisMonth: 'This month',
  nothing: 'Nothing was spent this month.',
  estimated: (usd: number, ofUsd: number) => (usd < ofUsd ? `${formatUsd(usd)} of it estimated` : 'an estimate'),
  unpriced: (n: number) => `${count(n, 'request has', 'requests have')} no known price`,
  tokens: (sum: Sum) => `Tokens: ${tokensOf(sum.tokens)}.`,
  replies: (n: number) => count(n, 'reply', 'replies'),
  requests: (n: number) => count(n, 'request', 'requests'),
  otherModels: 'Others',
  at: (model: string, endpoint: string) => (endpoint === '' ? model : `${model} · ${endpoint}`),
  earlier: 'Earlier months',
  month: (month: string) => formatMonth(month),
  limit: 'Monthly limit, in US dollars',
  limitHint:
    'Empty: no limit. Past it nothing is sent by itself; questions are kept as drafts. A warning comes at 80%.',
  limitBad: (most: number) => `An amount of at most ${formatNumber(most, {})} is needed, such as 10 or 2.50.`,
  counted:
    'What is deleted or private still counts, in money alone. So do recordings that are put into words, and answers that another model reads aloud.',

  prices: 'Prices',
  // Written when it is read: what formats the month takes longer to make than all else that a start computes.
  get pricesHint() {
    return `US dollars for 1,000,000 tokens. Parley’s own are OpenAI’s and LiteLLM’s of ${formatMonth(PRICES_MONTH)}. What an endpoint says itself goes first.`
  },
  price: ({ textIn, textOut, audioIn, audioOut }: Price) => {
    const ofSound =
      audioIn === null && audioOut === null ? '' : ` · sound ${usdOr(audioIn)} in / ${usdOr(audioOut)} out`
    return `words ${formatUsd(textIn)} in / ${formatUsd(textOut)} out${ofSound} per 1M`
  },
  own: 'changed',
  fields: {
    textIn: 'Words sent',
    textOut: 'Words answered',
    audioIn: 'Sound sent',
    audioOut: 'Sound answered',
    cachedTextIn: 'Words sent before',
    cachedAudioIn: 'Sound sent before',
  } satisfies Record<keyof Price, string>,
  fieldsHint: '“Sent before” is what the endpoint had kept. Empty: the same as what is new.',
  fieldBad: 'A number is needed, such as 2.5.',
  reset: 'Back to Parley’s price',
  remove: 'Remove',
  newModel: 'Another model',
  newModelHint: 'Its name as you ask for it. It begins with the first price of this list, to be corrected.',
  add: 'Add',

  get asSoundHint() {
    return `Older ones go along as text where there is text. Sound that goes along is paid for again with every question: a minute is about ${
      60 * HEARD_TOKENS_PER_SECOND
    } tokens, ${formatUsd(MINUTE_USD)} with ${usual?.model}.`
  },
}
