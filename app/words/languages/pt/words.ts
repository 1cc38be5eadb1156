import { formatNumber } from '../../platform-formats.ts'
import type { Words } from '../../words.ts'
import { conversationWords } from './conversation-words.ts'
import { costWords } from './cost-words.ts'
import { privateWords } from './keeping-words.ts'
import { outboxWords } from './outbox-words.ts'
import { transferWords } from './transfer-words.ts'
import { turnWords } from './turn-words.ts'

/** `words` in Portuguese. */
export const words: Words = {
  appName: 'Parley',
  ...conversationWords,
  ...turnWords,
  ...outboxWords,

  talk: {
    area: 'Falar e digitar',
    button: 'Segure para falar',
    phases: {
      idle: 'Pronto',
      arming: 'Preparando',
      recording: 'Gravando',
      locked: 'Gravando, mãos livres',
      tail: 'Gravando',
      sending: 'Enviando',
      speaking: 'Falando',
    },
    unheard: 'O microfone não pode ser usado',
    undone: 'Não deu certo',
    hints: {
      'hold-to-talk': 'Segure para falar. Dois toques travam.',
      'escape-again': 'Esc de novo para descartar',
      'too-short': 'Foi curto demais. Segure enquanto fala.',
      silent: 'Nenhum som foi ouvido. Fica como rascunho.',
      'too-long': 'A gravação chegou ao máximo. Fica como rascunho.',
      'draft-kept': 'Guardada como rascunho. Enter envia, Esc descarta.',
    },
    recording: 'Sendo gravada',
    recordedFor: title => `Gravada para “${title}”`,
    recordedNew: 'Gravada para outra conversa, nova',
    recordedPrivate: 'Gravada para a conversa privada',
    showRecorded: 'Mostrar',
    joined: 'Vai junto com a próxima pergunta',
    sendJoined: 'Enviar agora',
    hold: 'Segure Espaço ou o botão',
    toggle: 'Pressione Espaço ou o botão',
    releaseToSend: 'Solte para enviar. Deslize para cima para travar, para a esquerda para cancelar.',
    keyToSend: 'Solte Espaço para enviar, Esc cancela',
    pressToSend: 'Pressione de novo para enviar, Esc cancela',
    stopKey: 'Esc interrompe',
    countdown: ms => `ainda ${formatNumber(Math.ceil(ms / 1000), { style: 'unit', unit: 'second' })}`,
    stop: 'Parar',
    stopReply: 'Parar a resposta',
    open: 'O microfone está aberto',
    warm: 'O microfone fica aberto por um momento, para que a próxima gravação comece na hora',
  },

  transfer: transferWords,

  cost: costWords,

  failure: {
    retry: 'Tentar de novo',
    openSettings: 'Abrir os Ajustes',
    retryElsewhere: 'Perguntar a outro modelo',
    changeModel: 'Trocar o modelo…',
    changeMicrophone: 'Trocar o microfone',
    delete: 'Apagar',
    dismiss: 'Dispensar',
    reconnect: 'Reconectar',
    noAnswer: 'Ele não responde aqui.',
  },

  composer: {
    box: 'Mensagem',
    placeholder: 'Digite ou solte um áudio…',
    attach: 'Anexar arquivo de áudio',
    send: 'Enviar mensagem',
    drop: 'Solte um arquivo WAV ou MP3, uma exportação do Parley ou uma persona',
    reading: (name, isWaitedFor) => `Lendo ${name}${isWaitedFor ? ' para enviar em seguida' : ''}`,
    progress: 'Envio do anexo',
    remove: name => `Remover ${name}`,
  },

  microphone: {
    label: 'Microfone',
    systemDefault: 'Padrão do sistema',
    defaultNamed: name => `Padrão do sistema (${name})`,
    missing: name => `${name} (não conectado)`,
    unnamed: n => `Microfone ${n}`,
  },

  speaker: {
    label: 'Alto-falante',
    unnamed: n => `Alto-falante ${n}`,
    volume: 'Volume',
  },

  test: {
    start: 'Testar o microfone',
    states: {
      idle: 'Grava três segundos e os reproduz.',
      recording: 'Fale agora…',
      playing: 'Isto foi o que se ouviu.',
      silent: 'Nenhum som chegou. Escolha outro microfone, ou veja se este não está mudo.',
      done: 'Se você reconheceu a própria voz, funciona.',
    },
  },

  settings: {
    title: 'Ajustes',
    close: 'Fechar os Ajustes',
    pages: {
      endpoint: 'Endpoint',
      personas: 'Personas',
      sound: 'Microfone e som',
      talking: 'Falar',
      history: 'Histórico',
      cost: 'Custo',
      appearance: 'Aparência',
      about: 'Sobre',
    },
  },

  endpoint: {
    now: 'Responde agora',
    key: source => ({ 'no key': 'Sem chave', Settings: 'Chave: nos Ajustes' })[source] ?? `Chave: ${source}`,
    detail: (host, model, voice) => [host, model, voice].filter(part => part !== '').join(' · '),
    gone: name => `O perfil que esta conversa tinha não existe mais. Agora quem responde é ${name}.`,
    goneAccept: 'Continuar assim',
    goneChoose: 'Escolher outro',
    kinds: { practice: 'Parceiro de treino', environment: 'Ambiente', custom: 'Próprio' },
  },

  private: privateWords,

  appearance: {
    theme: 'Tema',
    themes: { system: 'Igual ao sistema', light: 'Claro', dark: 'Escuro' },
    language: 'Idioma',
    systemLanguage: 'Igual ao sistema',
  },

  about: {
    version: version => `Versão ${version}`,
    text: 'Segure uma tecla, fale, solte e ouça a resposta na voz do próprio modelo.',
    diagnostics: 'Diagnóstico',
    diagnosticsHint: 'Não contém nenhuma chave nem nada do que você disse.',
    licenses: 'Licenças do que compõe o Parley',
    copy: 'Copiar diagnóstico',
    copied: 'Copiado',
  },

  showShortcuts: 'Atalhos de teclado',

  notices: { dismiss: 'Dispensar aviso' },

  connecting: 'Conectando…',
}
