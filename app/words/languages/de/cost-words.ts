import type { Cost } from '../../../cost/cost.ts'
import { defaultPrices, PRICES_MONTH } from '../../../cost/prices.ts'
import { HEARD_TOKENS_PER_SECOND, type Tokens } from '../../../cost/tokens.ts'
import type { costWords as english } from '../../cost-words.ts'
import { count } from '../../counts.ts'
import { formatMonth, formatUsd } from '../../format.ts'
import { formatNumber } from '../../platform-formats.ts'

const sources: Record<Cost['source'], string> = {
  server: 'Der Endpunkt sagt, was es gekostet hat.',
  'model-info': 'Nach den Preisen, die der Endpunkt nennt.',
  table: 'Geschätzt, nach den Preisen in den Einstellungen.',
}

function tokensOf(tokens: Tokens): string {
  const say = (pairs: readonly (readonly [number, string])[]) =>
    pairs
      .filter(([n]) => n > 0)
      .map(([n, of]) => `${formatNumber(n, {})} ${of}`)
      .join(', ')
  const sent = say([
    [tokens.audioIn, 'Ton'],
    [tokens.textIn, 'Text'],
    [tokens.cachedAudioIn, 'schon gesendeter Ton'],
    [tokens.cachedTextIn, 'schon gesendeter Text'],
  ])
  const answered = say([
    [tokens.audioOut, 'Ton'],
    [tokens.textOut, 'Text'],
  ])
  return [sent && `gesendet ${sent}`, answered && `geantwortet ${answered}`].filter(part => part !== '').join('; ')
}

const [usual] = defaultPrices
const MINUTE_USD = ((usual?.audioIn ?? 0) * 60 * HEARD_TOKENS_PER_SECOND) / 1_000_000

const usdOr = (usd: number | null) => (usd === null ? '?' : formatUsd(usd))

/** Money in the German catalogue `words`. */
export const costWords: typeof english = {
  ofReply: usd => `Was es gekostet hat: ${formatUsd(usd)}`,
  detail: ({ isEstimate, source }, tokens) => {
    const said =
      isEstimate && source === 'model-info' ? 'Geschätzt, nach den Preisen, die der Endpunkt nennt.' : sources[source]
    const counted = tokens ? tokensOf(tokens) : ''
    return counted === '' ? said : `${said} Tokens: ${counted}.`
  },
  ofConversation: usd => `Diese Unterhaltung: ${formatUsd(usd)}`,
  about: usd => `etwa ${formatUsd(usd)}`,
  free: 'kostenlos',

  near: (usd, limitUsd) =>
    `In diesem Monat wurden ${formatUsd(usd)} ausgegeben; die Grenze ist ${formatUsd(limitUsd)}.`,
  reached: limitUsd =>
    `Die Monatsgrenze von ${formatUsd(limitUsd)} ist erreicht. Fragen bleiben Entwürfe, bis sie trotzdem gesendet werden.`,
  changeLimit: 'Grenze ändern',
  dismiss: 'Hinweis schließen',

  thisMonth: 'Dieser Monat',
  nothing: 'In diesem Monat wurde nichts ausgegeben.',
  estimated: (usd, ofUsd) => (usd < ofUsd ? `davon ${formatUsd(usd)} geschätzt` : 'geschätzt'),
  unpriced: n => `${count(n, 'Anfrage', 'Anfragen')} ohne bekannten Preis`,
  tokens: sum => `Tokens: ${tokensOf(sum.tokens)}.`,
  replies: n => count(n, 'Antwort', 'Antworten'),
  requests: n => count(n, 'Anfrage', 'Anfragen'),
  otherModels: 'Andere',
  at: (model, endpoint) => (endpoint === '' ? model : `${model} · ${endpoint}`),
  earlier: 'Frühere Monate',
  month: month => formatMonth(month),
  limit: 'Monatsgrenze in US-Dollar',
  limitHint:
    'Leer: keine Grenze. Darüber wird nichts mehr von selbst gesendet; Fragen bleiben Entwürfe. Bei 80 % kommt eine Warnung.',
  limitBad: most => `Gebraucht wird ein Betrag bis ${formatNumber(most, {})}, etwa 10 oder 2,50.`,
  counted:
    'Auch Gelöschtes und Privates zählt, nur als Betrag. Ebenso Aufnahmen, die in Text umgewandelt, und Antworten, die von einem anderen Modell vorgelesen werden.',

  prices: 'Preise',
  get pricesHint() {
    return `US-Dollar für 1.000.000 Tokens. Parleys eigene sind die von OpenAI und LiteLLM vom ${formatMonth(PRICES_MONTH)}. Was ein Endpunkt selbst sagt, geht vor.`
  },
  price: ({ textIn, textOut, audioIn, audioOut }) => {
    const ofSound =
      audioIn === null && audioOut === null ? '' : ` · Ton ${usdOr(audioIn)} gesendet / ${usdOr(audioOut)} geantwortet`
    return `Text ${formatUsd(textIn)} gesendet / ${formatUsd(textOut)} geantwortet${ofSound} je 1 Mio.`
  },
  own: 'geändert',
  fields: {
    textIn: 'Text gesendet',
    textOut: 'Text geantwortet',
    audioIn: 'Ton gesendet',
    audioOut: 'Ton geantwortet',
    cachedTextIn: 'Text schon gesendet',
    cachedAudioIn: 'Ton schon gesendet',
  },
  fieldsHint: '„Schon gesendet“ ist, was der Endpunkt behalten hatte. Leer: wie Neues.',
  fieldBad: 'Gebraucht wird eine Zahl, etwa 2,5.',
  reset: 'Zurück zu Parleys Preis',
  remove: 'Entfernen',
  newModel: 'Ein weiteres Modell',
  newModelHint: 'Sein Name, wie er angefragt wird. Es beginnt mit dem ersten Preis dieser Liste, zum Berichtigen.',
  add: 'Hinzufügen',

  get asSoundHint() {
    return `Ältere gehen als Text mit, wo es Text gibt. Ton, der mitgeht, wird mit jeder Frage neu bezahlt: Eine Minute sind etwa ${formatNumber(
      60 * HEARD_TOKENS_PER_SECOND,
      {},
    )} Tokens, ${formatUsd(MINUTE_USD)} mit ${usual?.model}.`
  },
}
