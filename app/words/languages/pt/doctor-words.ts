import type { Check, CheckName } from '../../../profiles/doctor.ts'
import { count } from '../../counts.ts'
import type { doctorWords as english } from '../../doctor-words.ts'
import { formatSeconds, formatUsd } from '../../format.ts'
import { formatNumber } from '../../platform-formats.ts'
import { knowledgeWords } from './knowledge-words.ts'

const ALLOWED = '`allowed_openai_params: ["audio", "modalities"]`'

const labels: Record<CheckName, string> = {
  reachable: 'Acessível',
  encrypted: 'Criptografia',
  answers: 'Chat completions',
  key: 'Chave',
  model: 'Modelo',
  hears: 'Ouve',
  uploads: 'Enviado enquanto você fala',
  speaks: 'Fala',
  streams: 'Transmite aos poucos',
  transcript: 'Texto da resposta',
  usage: 'Tokens contados',
  audioIds: 'Várias perguntas',
  transcription: 'Texto das gravações',
}

const states: Record<Check['state'], string> = {
  waiting: 'espera',
  running: 'em verificação',
  good: 'bom',
  warning: 'funciona, com uma observação',
  failed: 'falhou',
  skipped: 'não tentado',
}

const tokens = (n: number) => count(n, 'token', 'tokens')

/** `doctorWords` in Portuguese. */
export const doctorWords: typeof english = {
  title: 'Verificar este perfil',
  hint: 'Envia uma gravação curta que vem com o Parley e mais uma pergunta, e diz de cada camada se ela funciona.',
  start: price => {
    if (!price) return 'Verificar'
    if (price.isFree) return 'Verificar (grátis)'
    return price.usd === null ? 'Verificar (preço desconhecido)' : `Verificar (cerca de ${formatUsd(price.usd)})`
  },
  stop: 'Parar',
  copy: 'Copiar relatório',
  copied: 'Copiado',
  list: 'O que foi encontrado',
  labels,
  states,
  running: name => (name ? `Verificando: ${labels[name]}` : 'Verificando'),
  latency: ms =>
    ms < 1000
      ? formatNumber(Math.max(1, Math.round(ms)), { style: 'unit', unit: 'millisecond' })
      : `${formatSeconds(ms)}`,
  cost: ({ usd, isEstimate }) => `Custou ${isEstimate ? 'cerca de ' : ''}${formatUsd(usd)}.`,

  allGood: 'Tudo funciona.',
  remarks: n => `Funciona, com ${count(n, 'observação', 'observações')}.`,
  failed: (label, says) => `${label}: ${says}`,
  stopped: 'Interrompido.',

  reachable: 'A conexão foi feita.',
  reachableThrough: proxy => `A conexão foi feita, pelo proxy ${proxy}.`,
  encrypted: protocol => `O certificado é confiável (${protocol}).`,
  staysHere: 'Sem criptografia, e não é preciso: o que é enviado não sai deste computador.',
  unencrypted: host => `O que é enviado a ${host}, inclusive a chave, pode ser lido no caminho.`,
  unencryptedFix: 'Use um endereço que comece com https://, se o servidor tiver um.',
  answers: 'Ele fala chat completions.',
  answersLiteLlm: 'Um proxy LiteLLM fala chat completions.',
  keyTaken: source => `A chave ${source === 'Settings' ? 'dos Ajustes' : `de ${source}`} foi aceita.`,
  keyless: 'Nenhuma chave é enviada, e nenhuma é exigida.',
  modelKnown: asked => `“${asked}” é conhecido.`,
  modelAnswers: (asked, answered) =>
    answered === null || answered === asked
      ? `“${asked}” responde.`
      : `“${asked}” responde e se apresenta como “${answered}”.`,
  unlisted: 'O servidor não o lista.',
  willBeShutDown: day => `Será desativado em ${day}.`,
  shouldBeShutDown: day => `Deveria ter sido desativado em ${day} e pode acabar a qualquer momento.`,
  shutDownFix: 'Escolha outro modelo antes disso.',
  modelGoneBehind:
    'O servidor lista este nome, então o que está por trás dele provavelmente não existe mais: peça a quem o administra que indique outro modelo.',
  modelsThatSpeak: names => `Ele lista estes que falam: ${names.map(name => `“${name}”`).join(', ')}.`,
  heardWords: 'Ele repetiu o que a gravação diz.',
  heardTokens: n => `Ele contou ${tokens(n)} de som na gravação.`,
  heardByPractice: 'O parceiro de treino reproduziu a gravação.',
  unheard: answer =>
    `A gravação foi aceita, mas nada mostra que foi ouvida. Quando se pediu que a repetisse, disse “${answer}”.`,
  unheardWordless: 'A gravação foi aceita, e a resposta não tem texto que mostre se foi ouvida.',
  unheardFix: 'Se ele não responder ao que você diz, escolha um modelo que ouça.',
  uploads: format => `Uma gravação foi aceita enquanto era enviada, como ${format}.`,
  uploadsHindered: obstacle =>
    `Uma gravação não é aceita enquanto você fala: ${knowledgeWords.uploadObstacles[obstacle]}.`,
  uploadsWhole: 'Não é preciso fazer nada: as gravações são enviadas quando estão inteiras.',
  uploadsAsMp3: 'Não é preciso fazer nada: as gravações são enviadas enquanto você fala como MP3, se isso for aceito.',
  uploadsUntried: 'Não tentado: a pergunta teve de ser feita de outro modo. Isso se vê na próxima gravação.',
  uploadsWished: 'Não tentado: com este perfil, as gravações são enviadas quando estão inteiras.',
  speaks: (ms, format) => `Chegaram ${formatSeconds(ms)} de som, como ${format}.`,
  silent: 'Chegou som, mas está mudo.',
  silentFix: 'Escolha outra voz, ou outro formato em “Respostas como”.',
  undecodable: format => `Chegou som, mas o Parley não consegue reproduzi-lo (${format}).`,
  undecodableFix: 'Escolha outro formato em “Respostas como”.',
  soundDropped:
    'O proxy respondeu, mas nenhum áudio chegou: `drop_params` deve estar ligado, e não se pediu ao modelo que falasse.',
  soundDroppedFix: `Peça a quem administra o proxy que defina ${ALLOWED} para este modelo, ou escolha outro modelo.`,
  soundLost: 'O proxy respondeu, o modelo produziu áudio, mas nenhum chegou: ele se perdeu no caminho.',
  soundLostFix: 'Deixe as respostas chegarem inteiras, ou fale com quem administra o proxy.',
  wordsOnly: 'Pediu-se que falasse, e ele respondeu só com texto.',
  wordsOnlyFix: 'Escolha um modelo que fale. Um proxy no caminho também pode omitir o pedido de som.',
  speechRefused: 'Ele se recusa a falar e responde com texto.',
  speechRefusedFix: 'Escolha um modelo que fale.',
  speechRefusedLiteLlmFix: `Peça a quem administra o proxy que defina ${ALLOWED} para este modelo, ou escolha outro modelo.`,
  streams: 'A resposta chega enquanto é feita.',
  comesWhole: 'A resposta só chega quando está inteira.',
  comesWholeFix: 'Não é preciso fazer nada; a espera é um pouco maior.',
  wholeInFormat: 'Não tentado: no formato deste perfil, as respostas chegam quando estão inteiras.',
  wholeWished: 'Não tentado: este perfil deixa as respostas chegarem inteiras.',
  transcript: 'O texto da resposta vem junto.',
  wordless: 'A resposta veio sem texto, por isso não pode ser lida nem buscada.',
  usage: (sent, answered, ofSound) =>
    `${tokens(sent)} enviados e ${formatNumber(answered, {})} respondidos, ${formatNumber(ofSound, {})} deles de som.`,
  usageRough: 'Os tokens são contados, mas som e texto não são separados; o custo das respostas é uma estimativa.',
  uncounted: 'Nenhum token é contado; o custo das respostas é uma estimativa.',
  idKept: 'Ele reconhece a resposta anterior pelo identificador.',
  idLost:
    'Ele deu um identificador à resposta e depois não o reconheceu (audio_not_found). Respostas anteriores são enviadas como texto.',
  idLostFix: 'Atrás de um proxy, faça todas as perguntas de um modelo irem ao mesmo servidor.',
  idRefused: 'Ele não aceitou o identificador da resposta anterior. Respostas anteriores são enviadas como texto.',
  idless: 'Ele não dá identificador às respostas; as anteriores são enviadas como texto.',
  transcribed: words => `Uma gravação foi transformada em texto: “${words}”.`,
  transcriptionUnwanted: 'Não tentado: as gravações não são transformadas em texto.',
  notTriedAfter: name => `Não tentado, por causa de “${labels[name]}”.`,
  notTriedStopped: 'Não tentado: a verificação foi interrompida.',
  notTriedLimit: limit => `Não tentado: o limite de ${limit} deste mês foi atingido.`,

  report: {
    title: 'Verificação de um endpoint pelo Parley',
    server: 'Servidor',
    kind: 'Tipo',
    model: 'Modelo',
    voice: 'Voz',
    asked: 'Pedido',
    version: 'Parley',
    at: 'Quando',
    cost: 'Custo',
    free: 'nada',
    unknown: 'desconhecido',
  },
}
