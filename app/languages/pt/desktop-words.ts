import type { desktopWords as english } from '../../desktop-words.ts'
import type { PresenceState } from '../../presence.ts'

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
    settings: 'Ajustes …',
    file: 'Arquivo',
    newConversation: 'Nova conversa',
    newPrivate: 'Nova conversa privada',
    shortcuts: 'Atalhos de teclado',
  },

  reveal: { macos: 'Mostrar no Finder', windows: 'Mostrar no Explorador', linux: 'Mostrar em Arquivos' },

  advice: {
    open: 'Abrir os ajustes do sistema',
    macos: 'Isso se permite nos Ajustes do Sistema, em Privacidade e Segurança, Microfone.',
    windows:
      'Isso se permite nas configurações do Windows, em Privacidade, Microfone: “Permitir que aplicativos da área de trabalho acessem o microfone”.',
    startAgain: 'O sistema agora permite. Encerre o Parley e inicie-o de novo.',
    flatpak: 'Um Flatpak só ouve se puder: flatpak override --user --socket=pulseaudio org.parley.Parley',
    snap: 'Um Snap só ouve se estiver conectado: snap connect parley:audio-record',
    noSoundServer:
      'Não há acesso ao PipeWire nem ao PulseAudio, por meio dos quais os programas ouvem. Inicie um deles.',
  },

  miniStates: { ...states, queued: 'Na fila', failed: 'Sem resposta' },
  miniTalk: 'Segure para falar',
  miniOpen: 'Abrir o Parley',
  miniHide: 'Ocultar a minijanela',
  miniLegend: 'Minijanela',
  miniChoices: { auto: 'Ao falar em outro programa', always: 'Sempre', never: 'Nunca' },
  staysInTray: 'Ao fechar a janela, o Parley fica na bandeja',
  staysInTrayHint: 'A tecla que funciona em qualquer programa continua funcionando.',
  noTray: 'Esta área de trabalho não mostra ícones na bandeja; fechar a janela encerra o Parley.',
  opensAtLogin: 'Iniciar com o sistema, oculto',
  loginItemFailed: path => `Não foi possível mudar o início com o sistema: não dá para gravar em ${path}.`,
}
