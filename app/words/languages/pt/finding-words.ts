import { count } from '../../counts.ts'
import type { findingWords as english } from '../../finding-words.ts'
import { formatDateOf, formatSeconds, formatUsd } from '../../format.ts'
import { formatNumber } from '../../platform-formats.ts'
import { doctorWords } from './doctor-words.ts'
import { knowledgeWords } from './knowledge-words.ts'

const ALLOWED = '`allowed_openai_params: ["audio", "modalities"]`'

const tokens = (n: number) => count(n, 'token', 'tokens')

/** `findingWords` in Portuguese. */
export const findingWords: typeof english = {
  reachable: () => 'A conexão foi feita.',
  reachable_through: ({ proxy }) => `A conexão foi feita, pelo proxy ${proxy}.`,
  encrypted: ({ protocol }) => `O certificado é confiável (${protocol}).`,
  stays_here: () => 'Sem criptografia, e não é preciso: o que é enviado não sai deste computador.',
  unencrypted: ({ host }) => `O que é enviado a ${host}, inclusive a chave, pode ser lido no caminho.`,
  unencrypted_fix: () => 'Use um endereço que comece com https://, se o servidor tiver um.',
  answers: () => 'Ele fala chat completions.',
  answers_litellm: () => 'Um proxy LiteLLM fala chat completions.',
  key_taken: ({ source }) => `A chave ${source === 'Settings' ? 'dos Ajustes' : `de ${source}`} foi aceita.`,
  keyless: () => 'Nenhuma chave é enviada, e nenhuma é exigida.',
  model_known: ({ asked }) => `“${asked}” é conhecido.`,
  model_answers: ({ asked, answered }) =>
    answered === null || answered === asked
      ? `“${asked}” responde.`
      : `“${asked}” responde e se apresenta como “${answered}”.`,
  unlisted: () => 'O servidor não o lista.',
  will_be_shut_down: ({ day }) => `Será desativado em ${formatDateOf(day)}.`,
  should_be_shut_down: ({ day }) =>
    `Deveria ter sido desativado em ${formatDateOf(day)} e pode acabar a qualquer momento.`,
  shut_down_fix: () => 'Escolha outro modelo antes disso.',
  model_gone_behind: () =>
    'O servidor lista este nome, então o que está por trás dele provavelmente não existe mais: peça a quem o administra que indique outro modelo.',
  models_that_speak: ({ names }) => `Ele lista estes que falam: ${names.map(name => `“${name}”`).join(', ')}.`,
  heard_words: () => 'Ele repetiu o que a gravação diz.',
  heard_tokens: ({ tokens: n }) => `Ele contou ${tokens(n)} de som na gravação.`,
  heard_by_practice: () => 'O parceiro de treino reproduziu a gravação.',
  unheard: ({ answer }) =>
    `A gravação foi aceita, mas nada mostra que foi ouvida. Quando se pediu que a repetisse, disse “${answer}”.`,
  unheard_wordless: () => 'A gravação foi aceita, e a resposta não tem texto que mostre se foi ouvida.',
  unheard_fix: () => 'Se ele não responder ao que você diz, escolha um modelo que ouça.',
  uploads: ({ format }) =>
    `Uma gravação foi aceita enquanto era enviada, como ${knowledgeWords.uploadFormats[format]}.`,
  uploads_hindered: ({ obstacle }) =>
    `Uma gravação não é aceita enquanto você fala: ${knowledgeWords.uploadObstacles[obstacle]}.`,
  uploads_whole: () => 'Não é preciso fazer nada: as gravações são enviadas quando estão inteiras.',
  uploads_as_mp3: () =>
    'Não é preciso fazer nada: as gravações são enviadas enquanto você fala como MP3, se isso for aceito.',
  uploads_untried: () => 'Não tentado: a pergunta teve de ser feita de outro modo. Isso se vê na próxima gravação.',
  uploads_wished: () => 'Não tentado: com este perfil, as gravações são enviadas quando estão inteiras.',
  speaks: ({ ms, format }) => `Chegaram ${formatSeconds(ms)} de som, como ${format}.`,
  silent: () => 'Chegou som, mas está mudo.',
  silent_fix: () => 'Escolha outra voz, ou outro formato em “Respostas como”.',
  undecodable: ({ format }) => `Chegou som, mas o Parley não consegue reproduzi-lo (${format}).`,
  undecodable_fix: () => 'Escolha outro formato em “Respostas como”.',
  sound_dropped: () =>
    'O proxy respondeu, mas nenhum áudio chegou: `drop_params` deve estar ligado, e não se pediu ao modelo que falasse.',
  sound_dropped_fix: () =>
    `Peça a quem administra o proxy que defina ${ALLOWED} para este modelo, ou escolha outro modelo.`,
  sound_lost: () => 'O proxy respondeu, o modelo produziu áudio, mas nenhum chegou: ele se perdeu no caminho.',
  sound_lost_fix: () => 'Deixe as respostas chegarem inteiras, ou fale com quem administra o proxy.',
  words_only: () => 'Pediu-se que falasse, e ele respondeu só com texto.',
  words_only_fix: () => 'Escolha um modelo que fale. Um proxy no caminho também pode omitir o pedido de som.',
  speech_refused: () => 'Ele se recusa a falar e responde com texto.',
  speech_refused_fix: () => 'Escolha um modelo que fale.',
  speech_refused_litellm_fix: () =>
    `Peça a quem administra o proxy que defina ${ALLOWED} para este modelo, ou escolha outro modelo.`,
  streams: () => 'A resposta chega enquanto é feita.',
  comes_whole: () => 'A resposta só chega quando está inteira.',
  comes_whole_fix: () => 'Não é preciso fazer nada; a espera é um pouco maior.',
  whole_in_format: () => 'Não tentado: no formato deste perfil, as respostas chegam quando estão inteiras.',
  whole_wished: () => 'Não tentado: este perfil deixa as respostas chegarem inteiras.',
  transcript: () => 'O texto da resposta vem junto.',
  wordless: () => 'A resposta veio sem texto, por isso não pode ser lida nem buscada.',
  usage: ({ sent, answered, ofSound }) =>
    `${tokens(sent)} enviados e ${formatNumber(answered, {})} respondidos, ${formatNumber(ofSound, {})} deles de som.`,
  usage_rough: () =>
    'Os tokens são contados, mas som e texto não são separados; o custo das respostas é uma estimativa.',
  uncounted: () => 'Nenhum token é contado; o custo das respostas é uma estimativa.',
  id_kept: () => 'Ele reconhece a resposta anterior pelo identificador.',
  id_lost: () =>
    'Ele deu um identificador à resposta e depois não o reconheceu (audio_not_found). Respostas anteriores são enviadas como texto.',
  id_lost_fix: () => 'Atrás de um proxy, faça todas as perguntas de um modelo irem ao mesmo servidor.',
  id_refused: () =>
    'Ele não aceitou o identificador da resposta anterior. Respostas anteriores são enviadas como texto.',
  idless: () => 'Ele não dá identificador às respostas; as anteriores são enviadas como texto.',
  transcribed: ({ words }) => `Uma gravação foi transformada em texto: “${words}”.`,
  transcription_unwanted: () => 'Não tentado: as gravações não são transformadas em texto.',
  not_tried_after: ({ check }) => `Não tentado, por causa de “${doctorWords.labels[check]}”.`,
  not_tried_stopped: () => 'Não tentado: a verificação foi interrompida.',
  not_tried_limit: ({ limitUsd }) => `Não tentado: o limite de ${formatUsd(limitUsd)} deste mês foi atingido.`,
}
