import type { Missing } from '../../../failure-values.ts'
import { sayReason } from '../../failure-reasons.ts'
import type { failures as english, cascadeSteps as englishSteps } from '../../failures.ts'
import { formatBytes, formatUsd } from '../../format.ts'
import { formatNumber } from '../../platform-formats.ts'

const SETTINGS = 'Settings'
const inSeconds = (n: number) => formatNumber(n, { style: 'unit', unit: 'second', unitDisplay: 'long' })

const holders = { other: 'outro programa', parley: 'outro Parley' }
const tenths = { maximumFractionDigits: 1 }

const missing: Record<Exclude<Missing, 'any-conversation'>, string> = {
  conversation: 'esta conversa',
  turn: 'esta pergunta',
  sound: 'este som',
  recording: 'esta gravação',
  reply: 'esta resposta',
  attachment: 'o arquivo anexado',
  import: 'esta importação',
  'sound-of-conversation': 'o som desta conversa',
}

/** `failures` in Portuguese. */
export const failures: typeof english = {
  bad_input: v => `O Parley não entendeu esse pedido: ${sayReason(v.what)}.`,
  internal: v => `Algo deu errado dentro do Parley: ${sayReason(v.what)}. O que você disse está guardado.`,
  cancelled: () => 'Interrompido.',
  busy: v =>
    `Esta pasta de dados já está em uso por ${holders[v.holder]}${v.pid === null ? '' : ` (processo ${v.pid})`}. Feche-a lá, ou escolha outra pasta.`,
  port_taken: v => `A porta ${v.port} não pode ser usada: está ocupada ou não é permitida. Escolha outra com --port.`,
  being_recorded: () => 'Algo ainda está sendo gravado nesta conversa. Pare isso primeiro.',
  not_found: v =>
    v.what === 'any-conversation'
      ? 'Ainda não há nenhuma conversa.'
      : `Não está mais na biblioteca: ${missing[v.what]}.`,

  endpoint_not_url: v => {
    const ways = {
      ipv6: 'Um endereço IPv6 fica entre colchetes, como em http://[::1]:4000',
      other: 'Deve ser parecido com https://api.openai.com/v1',
    }
    if (v.url === '') return `Nenhuma URL base foi informada ainda. ${ways.other}.`
    return `“${v.url}” não é um endereço da web. ${ways[v.why]}.`
  },
  endpoint_no_scheme: v =>
    `“${v.url}” não começa com https:// nem http://. Informe ${v.suggestion} se for isso que você quer dizer.`,
  endpoint_socket: v =>
    `“${v.url}” é um caminho ou um socket neste computador. Faça o servidor escutar em uma porta e informe-a, como http://127.0.0.1:4000.`,
  endpoint_not_http: v => `“${v.url}” precisa começar com https:// ou http://.`,
  endpoint_has_password: () => 'Coloque a chave no campo da chave, não no endereço.',
  endpoint_wrong_path: v =>
    `${v.host} respondeu, mas não oferece chat completions neste endereço. A maioria dos servidores quer uma URL base que termine em /v1.`,
  endpoint_html: v =>
    `${v.host} respondeu com uma página da web em vez de uma resposta. Confira a URL base; pode haver uma página de login ou um proxy no caminho.`,
  endpoint_unreadable: v => `${v.host} respondeu com algo que o Parley não consegue ler. Confira a URL base.`,
  endpoint_redirected: v =>
    `${v.host} redireciona para ${v.to ?? 'outro lugar'}, para onde nada foi enviado. Se esse for o lugar certo, informe-o como URL base nos Ajustes.`,
  endpoint_changed: v =>
    `Isto foi perguntado a ${v.asked}, e agora quem responde é ${v.now}. Só vai para lá quando você mandar.`,
  unreachable: v =>
    `Não há acesso a ${v.host}: ${v.proxy === null ? '' : `o proxy ${v.proxy}: `}${sayReason(v.why)}. Confira o endereço e a conexão e tente de novo.`,
  proxy_refused: v =>
    v.needsPassword
      ? `O proxy ${v.proxy} pede nome e senha. Escreva os dois na variável HTTPS_PROXY, como em http://nome:senha@${v.proxy}, e inicie o Parley de novo.`
      : `O proxy ${v.proxy} não deixa nada passar para ${v.host}. Fale com quem o administra, ou escolha outro nos Ajustes.`,
  endpoint_not_https: v =>
    `${v.host} não fala https nesse endereço. Confira a porta, ou comece a URL base com http:// na sua própria máquina.`,
  tls_untrusted: v =>
    `O certificado de ${v.host} não é confiável, por isso nada foi enviado. Use um certificado confiável, ou http:// na sua própria máquina.`,
  timed_out: v => `${v.host} não respondeu em ${inSeconds(v.seconds)}. Tentar de novo faz a mesma pergunta.`,
  stalled: v => `A resposta parou de chegar por ${inSeconds(v.seconds)}. O que veio está guardado.`,
  cut_off: () => 'A conexão caiu antes de a resposta estar completa. O que veio está guardado.',
  key_malformed: v =>
    `${v.source === SETTINGS ? 'Esta chave' : `A chave em ${v.source}`} contém espaços, quebras de linha ou caracteres incomuns. Copie-a de novo, sozinha.`,
  key_missing: v =>
    v.source === SETTINGS
      ? `${v.host} precisa de uma chave. Informe-a nos Ajustes.`
      : `${v.host} precisa de uma chave, e o ambiente não tem nenhuma para ele. Informe endereço e chave nos Ajustes.`,
  key_refused: v =>
    v.source === SETTINGS
      ? `${v.host} recusou a chave. Confira-a nos Ajustes.`
      : `${v.host} recusou a chave em ${v.source}. Corrija-a lá e reinicie o Parley, ou informe outra nos Ajustes.`,
  proxy_key_refused: v =>
    `${v.host} tem uma chave própria para o modelo, e foi essa que recusaram, não a sua. Quem o administra precisa corrigi-la.`,
  key_expired: v =>
    v.source === SETTINGS
      ? `A chave para ${v.host} expirou. Informe uma nova nos Ajustes.`
      : `A chave em ${v.source} expirou em ${v.host}. Coloque uma nova lá e reinicie o Parley, ou informe outra nos Ajustes.`,
  profile_missing: () =>
    'O endpoint escolhido não está aí: foi removido, ou o ambiente não o indica mais. Escolha outro.',
  persona_unusable: v => `“${v.file}” não pode ser usado como persona: ${sayReason(v.why)}.`,
  header_refused: v => {
    const reasons = {
      name: 'esse não é um nome de cabeçalho',
      value: 'o valor está vazio, ou tem quebras de linha ou caracteres incomuns',
      connection: 'ele pertence à conexão, não ao pedido',
      ours: 'o próprio Parley o envia',
      key: 'é ali que vai a chave; informe-a como chave',
    }
    return `O cabeçalho “${v.name}” não pode ser adicionado: ${reasons[v.why]}.`
  },
  access_denied: v => `${v.host} não permite isso: ${sayReason(v.said)}`,
  model_unknown: v => `${v.host} não conhece o modelo “${v.model}”. Escolha outro nos Ajustes.`,
  model_retired: v => `${v.host} não oferece mais o modelo “${v.model}”. Escolha outro nos Ajustes.`,
  model_denied: v =>
    `Esta chave não pode usar o modelo “${v.model}” em ${v.host}. Pergunte a quem lhe deu a chave, ou escolha outro modelo nos Ajustes.`,
  model_unavailable: v =>
    `${v.host} não tem nada livre para executar o modelo “${v.model}”. Tente de novo daqui a pouco, ou escolha outro nos Ajustes.`,
  proxy_without_audio: v =>
    `${v.host} não repassa som ao modelo “${v.model}”. Peça a quem o administra que permita “audio” e “modalities” (allowed_openai_params), ou escolha outro modelo nos Ajustes.`,
  projector_missing: v =>
    `${v.host} executa o modelo “${v.model}” sem a parte que ouve. Inicie o servidor com --mmproj, ou escolha outro modelo nos Ajustes.`,
  api_version_too_old: v =>
    `${v.host} não aceita gravações com esta versão da API. Defina 2025-01-01-preview ou uma mais nova nos Ajustes.`,
  model_without_audio: v => `“${v.model}” não fala nem ouve. Escolha um modelo de áudio nos Ajustes.`,
  model_cannot_hear: v =>
    `Segundo os Ajustes, “${v.model}” não ouve gravações, por isso nada foi enviado. Pergunte por texto, ou mude isso nos Ajustes.`,
  voice_refused: v => `O endpoint não tem a voz “${v.voice}”. Escolha outra nos Ajustes.`,
  format_refused: v => `O endpoint não produz som em ${v.format}: ${sayReason(v.said)}`,
  audio_refused: v => `O endpoint não conseguiu usar a gravação: ${sayReason(v.said)}`,
  rate_limited: v => `${v.host} pede mais calma. Espere um momento e tente de novo.`,
  quota_used_up: v => `A conta em ${v.host} está sem crédito ou atingiu o orçamento.`,
  spending_stopped: v =>
    `O limite de ${formatUsd(v.limitUsd)} deste mês foi atingido, por isso isto não foi enviado. Está guardado.`,
  too_large: v => `${v.host} não aceita uma pergunta deste tamanho. Encurte-a, ou comece uma nova conversa.`,
  context_too_long: () => 'Esta conversa é longa demais para o modelo. Comece uma nova.',
  content_refused: () => 'O endpoint preferiu não responder a isto.',
  reply_empty: v => `${v.host} não respondeu nem com texto nem com som. Tente de novo, ou escolha outro modelo.`,
  server_failed: v => `${v.host} está com um problema próprio (${sayReason(v.said)}). Tente de novo daqui a pouco.`,
  request_refused: v => `${v.host} recusou o pedido: ${sayReason(v.said)}`,

  transcription_missing: v =>
    `${v.host ?? 'O parceiro de treino'} não transforma gravações em texto: não tem /audio/transcriptions. Todo o resto funciona como antes.`,

  models_missing: v => `${v.host} não lista seus modelos. Digite o nome de um; todo o resto funciona como antes.`,

  speech_missing: v => `${v.host} não lê texto em voz alta: não tem /audio/speech. A resposta está aqui em texto.`,

  text_too_long: v =>
    `Esta mensagem tem ${formatNumber(v.length, {})} caracteres; no máximo ${formatNumber(v.limit, {})} podem ser enviados. Encurte-a, ou envie-a em partes.`,

  attachment_unsupported: v => `“${v.name}” não é um som que o Parley possa enviar. Arquivos WAV e MP3 são aceitos.`,
  attachment_damaged: v =>
    `“${v.name}” começa como um arquivo de som, mas não tem som que se possa ler. Pode estar cortado ou danificado.`,
  attachment_encoding: v =>
    `“${v.name}” é um arquivo WAV em uma codificação que o Parley não lê. Salve-o como PCM simples, ou como MP3.`,
  attachment_empty: v => `“${v.name}” não contém som.`,
  attachment_alone: v =>
    `Cada pergunta leva um arquivo de som: só “${v.name}” foi anexado. Os outros podem ir com as próximas.`,
  attachment_too_large: v =>
    `“${v.name}” tem ${v.bytes === null ? `mais de ${formatBytes(v.limitBytes)}` : formatBytes(v.bytes)}; no máximo ${formatBytes(v.limitBytes)} podem ser enviados. Corte-o em pedaços menores.`,
  attachment_too_long: v =>
    `“${v.name}” tem ${formatNumber(v.minutes, tenths)} minutos; no máximo ${formatNumber(v.limitMinutes, tenths)} minutos podem ser enviados. Corte-o em pedaços menores.`,
  attachment_too_short: v =>
    `“${v.name}” tem ${formatNumber(v.ms, {})} milissegundos, pouco demais para se ouvir algo.`,
  disk_full: v =>
    `O disco está cheio, e nada mais pode ser gravado em ${v.folder}. O que foi salvo até aqui está guardado.`,
  disk_read_only: v =>
    `Não é possível gravar em ${v.folder}. Escolha outra pasta de dados, ou mude as permissões dela.`,
  disk_failed: v => `Um arquivo não pôde ser lido ou gravado: ${sayReason(v.what)}.`,
  sound_differs: v =>
    `“${v.name}” não é mais o som que foi guardado: pode estar danificado, ou ser outro arquivo com esse nome.`,
  sound_undecoded: v =>
    `Esta voz veio como ${v.format}, que o Parley não decodifica. Está guardada como veio e pode ser salva.`,
  library_missing: v =>
    `A pasta da biblioteca, ${v.folder}, não está aí. Conecte o disco e tente de novo, ou escolha onde está a biblioteca.`,
  library_unusable: v => `A biblioteca em ${v.folder} não pode ser usada: ${sayReason(v.why)}.`,
  move_refused: v => `A biblioteca não pode ser movida para ${v.folder}: ${sayReason(v.why)}.`,
  move_no_room: v =>
    `${v.folder} tem ${formatBytes(v.freeBytes)} livres, mas a biblioteca precisa de ${formatBytes(v.neededBytes)}. Libere espaço ali, ou escolha outra pasta.`,
  library_newer: () =>
    'Esta biblioteca foi escrita por um Parley mais novo; aqui dá para ouvir e buscar, mas não para mudar. Atualize o Parley.',
  private_full: v =>
    `Uma conversa privada fica na memória, que comporta no máximo ${formatBytes(v.limitBytes)} de som. Feche-a e comece outra.`,
  library_damaged: v =>
    `O índice da biblioteca não pôde ser lido. Foi guardado como ${v.kept} e refeito a partir das pastas das conversas.`,

  export_too_long: v =>
    `Como um único arquivo de som, isto teria ${formatNumber(v.hours, tenths)} horas; cabem no máximo ${formatNumber(v.limitHours, tenths)} horas. Exporte como arquivo ZIP, ou em partes.`,
  import_skipped: v => {
    const reasons = {
      outside: 'o nome leva para fora da pasta em que está',
      duplicate: 'outro arquivo tem o mesmo nome',
      link: 'é um link',
      encrypted: 'está criptografado',
      compression: 'está compactado de um jeito que o Parley não lê',
    }
    return `“${v.name}” em “${v.zip}” foi deixado de fora: ${reasons[v.why]}.`
  },
  import_unreadable: v => `“${v.name}” não é uma exportação do Parley que se possa ler: ${sayReason(v.why)}.`,

  microphone_denied: () =>
    'O Parley não pode usar o microfone. Permita-o nos ajustes do sistema ou do navegador e tente de novo.',
  microphone_missing: () => 'Nenhum microfone foi encontrado. Conecte um ou escolha outro.',
  microphone_busy: () => 'Não foi possível abrir o microfone. Outro programa pode estar usando-o.',
  microphone_unplugged: () => 'O microfone foi desconectado. O que você disse até então está guardado como rascunho.',
  copy_refused: () =>
    'Nada foi copiado: o Parley não pode escrever na área de transferência. Clique na janela e copie de novo, ou permita isso nos ajustes do sistema ou do navegador.',
  page_not_opened: v => `Nada neste sistema abre ${v.address}. Abra o endereço manualmente.`,
  connection_lost: () =>
    'A janela perdeu a conexão com o Parley. Inicie o Parley de novo e abra o endereço que ele mostra.',
}

/** `cascadeSteps` in Portuguese. */
export const cascadeSteps: typeof englishSteps = {
  unheard: why => `A gravação não foi transformada em texto, por isso nada foi perguntado. ${why}`,
}
