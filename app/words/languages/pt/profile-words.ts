import type { StartName } from '../../../profiles/profiles.ts'
import type { KeyStatus } from '../../../status.ts'
import { formatNumber } from '../../platform-formats.ts'
import type { profileWords as english } from '../../profile-words.ts'

const kept: Record<NonNullable<KeyStatus['kept']>, string> = {
  keychain: 'protegida pelas chaves do sistema',
  dpapi: 'protegida pelo Windows',
  keyring: 'protegida pelo chaveiro',
  'session-only': 'só nesta sessão',
  'plaintext-consented': 'em um arquivo neste computador, sem criptografia',
  environment: 'do ambiente',
}

const starts: Record<StartName, { name: string; help: string }> = {
  openai: { name: 'OpenAI', help: 'Precisa de uma chave de platform.openai.com, em “API keys”.' },
  litellm: {
    name: 'Proxy LiteLLM',
    help: 'Precisa do endereço do proxy e de uma chave que possa usar o modelo de áudio dele.',
  },
  azure: {
    name: 'Azure OpenAI',
    help: 'O endereço indica o seu recurso e a sua implantação, que faz as vezes do modelo; a chave é a do recurso.',
  },
  openrouter: {
    name: 'OpenRouter',
    help: 'Precisa de uma chave de openrouter.ai. As respostas vêm sempre aos poucos.',
  },
  llama: {
    name: 'llama.cpp',
    help: 'Um servidor neste computador, iniciado com `--mmproj`. Ele ouve e responde com texto.',
  },
  vllmOmni: { name: 'vLLM-Omni', help: 'Um servidor neste computador, na porta 8091 ou 8000. Ele ouve e fala.' },
  speaches: { name: 'Speaches', help: 'Um servidor neste computador que dá voz a um modelo de texto.' },
  other: { name: 'Outro servidor', help: 'Qualquer servidor que fale as chat completions da OpenAI com áudio.' },
}

const keyPresent = (lastFour: string) =>
  lastFour === '' ? 'Há uma chave guardada' : `Há uma chave guardada que termina em ${lastFour}`

/** `profileWords` in Portuguese. */
export const profileWords: typeof english = {
  list: 'Quem responde',
  automatic: 'Automático',
  automaticHint: name => `O primeiro destes: ${name}`,
  fromEnvironment: 'do ambiente',
  practiceHint: 'Integrado, funciona sem rede nem conta. Repete o que ouve.',
  answers: 'Responde agora',
  keyState: (lastFour, how) =>
    `Chave${lastFour === '' ? '' : ` que termina em ${lastFour}`}${how === null ? '' : `, ${kept[how]}`}`,
  noKey: 'Sem chave',

  add: 'Adicionar um perfil',
  edit: name => `Editar ${name}`,
  menuOf: name => `Menu de ${name}`,
  duplicate: 'Duplicar',
  copyName: name => `${name} (cópia)`,
  keep: 'Guardar como perfil',
  keepHint: 'Copia-o com a chave, para que exista também sem as variáveis de ambiente.',
  remove: 'Remover',
  removed: name => `${name} foi removido, com a chave.`,
  undo: 'Desfazer',
  back: 'Todos os perfis',
  starts,

  server: 'Servidor',
  name: 'Nome',
  nameHint: 'Vazio: o host',
  kind: 'Tipo de servidor',
  kinds: {
    openai: 'OpenAI',
    litellm: 'Proxy LiteLLM',
    azure: 'Azure OpenAI',
    openrouter: 'OpenRouter',
    local: 'Local',
    other: 'Outro',
  },
  baseUrl: 'URL base',
  baseUrlHint: 'Como https://api.openai.com/v1',
  azureUrlHint: 'https://<recurso>.openai.azure.com/openai/deployments/<implantação>',
  takeSuggestion: url => `Usar ${url}`,
  apiVersion: 'Versão da API',
  keyField: 'Chave',
  keyNone: 'Nenhuma chave informada',
  keyPresent,
  keyKept: (lastFour, how) => `${keyPresent(lastFour)}, ${kept[how]}.`,
  keySave: 'Salvar chave',
  keyClear: 'Apagar chave',
  keyHint: 'Ela vai para a URL base acima e a nenhum outro lugar, e nunca mais é mostrada.',
  keyFile: 'Guardar a chave neste computador, em um arquivo que só você pode ler',
  keyFileHint: 'O arquivo não é criptografado. Sem ele, a chave é esquecida quando o Parley encerra.',
  unencrypted: host =>
    `O que é enviado a ${host}, inclusive a chave, pode ser lido no caminho: este endereço começa com http://.`,

  voiceAndModel: 'Modelo e voz',
  hears: 'Ouve gravações',
  speaks: 'Fala',
  said: { known: 'Como se sabe', yes: 'Sim', no: 'Não' },
  saidHint:
    'O que este modelo sabe fazer. Como se sabe: o que o servidor informa, o nome revela e as perguntas mostraram. Sim e Não têm precedência.',
  transcriptionModel: 'Modelo de transcrição',
  transcriptionModelHint:
    'Transforma gravações em texto. Vazio: gpt-4o-mini-transcribe. O whisper-1 também diz quando cada palavra é dita.',

  way: 'Como se pergunta',
  ways: { audio: 'Com a própria gravação', cascade: 'Por texto' },
  wayHints: {
    audio: 'O modelo ouve a sua voz.',
    cascade:
      'Para modelos que não ouvem: o servidor transforma a gravação em texto, o modelo responde a ele, e o servidor lê a resposta em voz alta. Cada etapa pode ter um custo.',
  },
  speechModel: 'Modelo de fala',
  speechModelHint: 'Lê as respostas em voz alta. Vazio: gpt-4o-mini-tts',

  transfer: 'Como o som trafega',
  format: 'Respostas como',
  formats: {
    automatic: 'Automático',
    pcm16: 'PCM',
    wav: 'WAV',
    mp3: 'MP3',
    flac: 'FLAC',
    opus: 'Opus',
    aac: 'AAC',
  },
  streaming: 'As respostas chegam',
  streamings: { automatic: 'Automático', on: 'Enquanto são feitas', off: 'Quando estão inteiras' },
  upload: 'Gravações como',
  uploads: {
    wav: 'WAV, enquanto você fala',
    mp3: 'MP3, enquanto você fala (um sexto dos dados)',
    'mp3-small': 'MP3 pequeno, enquanto você fala (um doze avos dos dados)',
    whole: 'WAV, quando estão inteiras',
  },
  timeout: 'Espera máxima',
  timeoutUsual: 'Como de costume',
  seconds: n => formatNumber(n, { style: 'unit', unit: 'second' }),

  account: 'Conta e cabeçalhos',
  organization: 'Organização',
  project: 'Projeto',
  accountHint: 'Enviado só quando informado aqui, nunca a partir de uma variável de ambiente.',
  headers: 'Cabeçalhos enviados também',
  headerName: 'Nome do cabeçalho',
  headerValue: 'Valor',
  headerAdd: 'Adicionar cabeçalho',
  headerKept: 'valor guardado',
  headerMissing: 'valor não guardado, por isso não é enviado: adicione de novo',
  headerRemove: name => `Remover o cabeçalho ${name}`,
  headersHint: 'Os valores são guardados como a chave e nunca mais são mostrados.',

  proxy: 'Proxy',
  proxyModes: { environment: 'Como diz o ambiente', address: 'Este', none: 'Nenhum' },
  proxyHints: {
    environment: 'Valem HTTPS_PROXY e NO_PROXY, só para https://.',
    address: 'Como proxy.example:3128. Só https:// passa por ele, criptografado daqui até o servidor.',
    none: 'Os servidores são acessados diretamente.',
  },
  proxyAddress: 'Endereço do proxy',
  proxyFaults: {
    'no-address': 'Isso não é um endereço. Escreva host e porta, como proxy.example:3128.',
    'has-password': 'Nome e senha não são guardados. Escreva um endereço assim na variável HTTPS_PROXY.',
  },

  menu: 'Quem responde',
  onlyHere: 'Só nesta conversa',
  manage: 'Perfis…',
}
