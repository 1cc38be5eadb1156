import type { Cost } from '../../../cost/cost.ts'
import { defaultPrices, PRICES_MONTH } from '../../../cost/prices.ts'
import { HEARD_TOKENS_PER_SECOND, type Tokens } from '../../../cost/tokens.ts'
import type { costWords as english } from '../../cost-words.ts'
import { count } from '../../counts.ts'
import { formatMonth, formatUsd } from '../../format.ts'
import { formatNumber } from '../../platform-formats.ts'

const sources: Record<Cost['source'], string> = {
  server: 'O endpoint diz quanto custou.',
  'model-info': 'Pelos preços que o endpoint informa.',
  table: 'Uma estimativa, pelos preços nos Ajustes.',
}

function tokensOf(tokens: Tokens): string {
  const say = (pairs: readonly (readonly [number, string])[]) =>
    pairs
      .filter(([n]) => n > 0)
      .map(([n, of]) => `${formatNumber(n, {})} de ${of}`)
      .join(', ')
  const sent = say([
    [tokens.audioIn, 'som'],
    [tokens.textIn, 'texto'],
    [tokens.cachedAudioIn, 'som já enviado'],
    [tokens.cachedTextIn, 'texto já enviado'],
  ])
  const answered = say([
    [tokens.audioOut, 'som'],
    [tokens.textOut, 'texto'],
  ])
  return [sent && `enviados ${sent}`, answered && `respondidos ${answered}`].filter(part => part !== '').join('; ')
}

const usdOr = (usd: number | null) => (usd === null ? '?' : formatUsd(usd))

const [usual] = defaultPrices
const MINUTE_USD = ((usual?.audioIn ?? 0) * 60 * HEARD_TOKENS_PER_SECOND) / 1_000_000

/** Money in the Portuguese catalogue `words`. */
export const costWords: typeof english = {
  ofReply: usd => `Quanto custou: ${formatUsd(usd)}`,
  detail: ({ isEstimate, source }, tokens) => {
    const said =
      isEstimate && source === 'model-info' ? 'Uma estimativa, pelos preços que o endpoint informa.' : sources[source]
    const counted = tokens ? tokensOf(tokens) : ''
    return counted === '' ? said : `${said} Tokens: ${counted}.`
  },
  ofConversation: usd => `Esta conversa: ${formatUsd(usd)}`,
  about: usd => `cerca de ${formatUsd(usd)}`,
  free: 'grátis',

  near: (usd, limitUsd) => `Este mês custou ${formatUsd(usd)} do seu limite de ${formatUsd(limitUsd)}.`,
  reached: limitUsd =>
    `O limite de ${formatUsd(limitUsd)} deste mês foi atingido. As perguntas ficam como rascunhos até você enviá-las mesmo assim.`,
  changeLimit: 'Mudar o limite',
  dismiss: 'Dispensar este aviso',

  thisMonth: 'Este mês',
  nothing: 'Nada foi gasto este mês.',
  estimated: (usd, ofUsd) => (usd < ofUsd ? `${formatUsd(usd)} disso é estimado` : 'uma estimativa'),
  unpriced: n => count(n, 'pedido sem preço conhecido', 'pedidos sem preço conhecido'),
  tokens: sum => `Tokens: ${tokensOf(sum.tokens)}.`,
  replies: n => count(n, 'resposta', 'respostas'),
  requests: n => count(n, 'pedido', 'pedidos'),
  otherModels: 'Outros',
  at: (model, endpoint) => (endpoint === '' ? model : `${model} · ${endpoint}`),
  earlier: 'Meses anteriores',
  month: month => formatMonth(month),
  limit: 'Limite por mês, em dólares americanos',
  limitHint:
    'Vazio: sem limite. Acima dele nada é enviado por conta própria; as perguntas ficam como rascunhos. Aos 80% vem um aviso.',
  limitBad: most => `É preciso um valor de até ${formatNumber(most, {})}, como 10 ou 2,50.`,
  counted:
    'O que foi apagado ou é privado ainda conta, só em dinheiro. Também contam gravações transformadas em texto e respostas que outro modelo lê em voz alta.',

  prices: 'Preços',
  get pricesHint() {
    return `Dólares americanos por 1.000.000 de tokens. Os do Parley são os da OpenAI e do LiteLLM de ${formatMonth(PRICES_MONTH)}. O que o próprio endpoint diz tem precedência.`
  },
  price: ({ textIn, textOut, audioIn, audioOut }) => {
    const ofSound =
      audioIn === null && audioOut === null ? '' : ` · som ${usdOr(audioIn)} enviado / ${usdOr(audioOut)} respondido`
    return `texto ${formatUsd(textIn)} enviado / ${formatUsd(textOut)} respondido${ofSound} por 1 mi`
  },
  own: 'alterado',
  fields: {
    textIn: 'Texto enviado',
    textOut: 'Texto respondido',
    audioIn: 'Som enviado',
    audioOut: 'Som respondido',
    cachedTextIn: 'Texto já enviado',
    cachedAudioIn: 'Som já enviado',
  },
  fieldsHint: '“Já enviado” é o que o endpoint tinha guardado. Vazio: o mesmo que o novo.',
  fieldBad: 'É preciso um número, como 2,5.',
  reset: 'Voltar ao preço do Parley',
  remove: 'Remover',
  newModel: 'Outro modelo',
  newModelHint: 'O nome como você o pede. Começa com o primeiro preço desta lista, para ser corrigido.',
  add: 'Adicionar',

  get asSoundHint() {
    return `As mais antigas vão como texto, onde há texto. O som que vai junto é pago de novo a cada pergunta: um minuto são cerca de ${formatNumber(
      60 * HEARD_TOKENS_PER_SECOND,
      {},
    )} tokens, ${formatUsd(MINUTE_USD)} com ${usual?.model}.`
  },
}
