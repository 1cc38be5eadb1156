import type { PresenceState } from '../../../desktop/presence.ts'
import type { desktopWords as english } from '../../desktop-words.ts'

const states: Record<PresenceState, string> = {
  idle: 'Pronto',
  listening: 'Gravando',
  sending: 'Enviando',
  speaking: 'Falando',
  queued: 'Uma pergunta espera para ser enviada',
  failed: 'A última pergunta falhou',
}

/** `desktopWords` in Portuguese. */
export const desktopWords: typeof english = {
  tray: {
    states,
    tip: state => `Parley: ${state}`,
    talk: 'Falar',
    stop: 'Parar e enviar',
    microphone: 'Microfone',
    systemDefault: 'Padrão do sistema',
    endpoint: 'Endpoint',
    persona: 'Persona',
    unnamed: 'Sem nome',
    mini: 'Minijanela',
    open: 'Abrir o Parley',
    quit: 'Encerrar o Parley',
  },

  menu: {
    about: 'Sobre o Parley',
    settings: 'Ajustes…',
    file: 'Arquivo',
    newConversation: 'Nova conversa',
    newPrivate: 'Nova conversa privada',
    shortcuts: 'Atalhos de teclado',
    edit: 'Editar',
    view: 'Visualizar',
    window: 'Janela',
    help: 'Ajuda',
    roles: {
      undo: 'Desfazer',
      redo: 'Refazer',
      cut: 'Recortar',
      copy: 'Copiar',
      paste: 'Colar',
      pasteAndMatchStyle: 'Colar e Manter Estilo',
      delete: 'Apagar',
      selectAll: 'Selecionar Tudo',
      resetZoom: 'Tamanho Real',
      zoomIn: 'Ampliar',
      zoomOut: 'Reduzir',
      togglefullscreen: 'Tela Cheia',
      minimize: 'Minimizar',
      zoom: 'Zoom',
      front: 'Trazer Todas para a Frente',
      close: 'Fechar Janela',
      services: 'Serviços',
      hide: 'Ocultar o Parley',
      hideOthers: 'Ocultar Outros',
      unhide: 'Mostrar Tudo',
    },
  },

  starts: {
    refused: flag => `O Parley não inicia com ${flag}.`,
    link: 'O Parley não abre links. Nada foi feito.',
    valued: flag => `${flag} não recebe valor.`,
    several: flags => `Um de cada vez: ${flags.join(' ou ')}.`,
    notRunning: {
      stop: 'O Parley não está aberto; não há nada para parar.',
      cancel: 'O Parley não está aberto; não há nada para cancelar.',
    },
  },

  ending: {
    title: 'O Parley precisa fechar',
    windowFailed: 'A janela falhou duas vezes em um minuto. O que você disse está guardado.',
  },

  chooseFolder: 'Escolher uma pasta para a biblioteca',

  leaving: {
    question: 'Fechar o Parley e perder a conversa privada?',
    detail: 'O que foi dito nela não está guardado em nenhum outro lugar e não pode ser recuperado.',
    stay: 'Não fechar',
    leave: 'Fechar e perder',
  },

  reveal: { macos: 'Mostrar no Finder', windows: 'Mostrar no Explorador', linux: 'Mostrar em Arquivos' },

  advice: {
    open: 'Abrir os ajustes do sistema',
    macos: 'Neste Mac: Ajustes do Sistema › Privacidade e Segurança › Microfone.',
    windows:
      'No Windows: Configurações › Privacidade e segurança › Microfone › “Permitir que aplicativos da área de trabalho acessem o microfone”.',
    startAgain: 'O sistema agora permite. Encerre o Parley e inicie-o de novo.',
    flatpak: 'Um Flatpak só ouve se puder: flatpak override --user --socket=pulseaudio org.parley.Parley',
    snap: 'Um Snap só ouve se estiver conectado: snap connect parley:audio-record',
    noSoundServer:
      'Não há acesso ao PipeWire nem ao PulseAudio, por meio dos quais os programas ouvem. Inicie um deles.',
  },

  miniStates: { ...states, queued: 'Na fila', failed: 'Sem resposta' },
  miniTitle: 'Parley, minijanela',
  miniTalk: 'Segure para falar',
  miniOpen: 'Abrir o Parley',
  miniHide: 'Ocultar a minijanela',
  miniLegend: 'Minijanela',
  miniChoices: { auto: 'Ao falar em outro programa', always: 'Sempre', never: 'Nunca' },
  staysInTray: 'Ao fechar a janela, o Parley fica na bandeja',
  staysInTrayHint: 'A tecla que funciona em qualquer programa continua funcionando.',
  noTray: 'Esta área de trabalho não mostra ícones na bandeja; fechar a janela encerra o Parley.',
  opensAtLogin: 'Iniciar com o sistema, oculto',

  updates: {
    question:
      'Procurar novas versões do Parley? A página dele é consultada uma vez por dia e não fica sabendo nada sobre você.',
    yes: 'Procurar',
    no: 'Não procurar',
    look: 'Procurar novas versões',
    lookHint:
      'A página do Parley é consultada uma vez por dia e não fica sabendo nada sobre você. Nada é baixado antes de você querer.',
    lookNow: 'Procurar agora',
    linkHint: 'Este Parley não se substitui sozinho.',
    openPage: 'Abrir a página do Parley',
    phases: {
      off: '',
      resting: '',
      looking: 'Procurando…',
      newest: 'Não há versão mais nova.',
      waiting: 'Ela será baixada assim que ninguém estiver falando.',
      fetching: 'Ela está sendo baixada…',
    },
    available: version => `A versão ${version} está disponível.`,
    show: 'O que ela traz',
    fetch: version => `Baixar a versão ${version}`,
    ready: version => `A versão ${version} está pronta e toma o lugar desta quando o Parley for encerrado.`,
    news: version => `O que a versão ${version} traz`,
    faults: {
      unreachable: 'Não foi possível acessar a página do Parley. Tente de novo mais tarde.',
      'not-there': 'A página do Parley não tem versão para este sistema.',
      damaged: 'O que veio não está completo e foi descartado. Tente de novo mais tarde.',
      foreign: 'O que veio não está assinado pelos autores do Parley e foi descartado.',
      'no-room': 'Não há espaço no disco para a nova versão.',
      failed: 'Não foi possível baixar a nova versão. Tente de novo mais tarde.',
    },
  },
}
