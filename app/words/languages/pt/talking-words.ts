import { formatNumber } from '../../platform-formats.ts'
import type { talkingWords as english } from '../../talking-words.ts'

/** `talkingWords` in Portuguese. */
export const talkingWords: typeof english = {
  mode: 'Botão e tecla de falar',
  modes: { hold: 'Segurar', toggle: 'Alternar', hybrid: 'Híbrido' },
  modeHints: {
    hold: 'Grava enquanto é segurado. Dois toques travam.',
    toggle: 'Um toque começa, o seguinte envia.',
    hybrid: 'Um toque curto trava; segurar por mais tempo envia ao soltar.',
  },
  globalKey: 'Tecla em qualquer programa',
  globalKeyHint: 'Como Control+Alt+Space. Vazio: nenhuma.',
  globalKeyPress: 'Ou pressione a tecla…',
  globalKeyAwaited: 'Pressione a tecla agora',
  hooksGlobalKey: 'Segurar essa tecla em vez de pressioná-la duas vezes',
  hooksGlobalKeyHint:
    'Uma parte separada do Parley (libuiohook, LGPL 3) passa a ver todas as teclas e só repassa quando esta é pressionada e solta, nada mais. Outros programas também recebem a tecla. As letras valem pelo lugar em um teclado dos EUA.',
  takesEscape: 'Esc também vale em qualquer programa',
  takesEscapeHint:
    'Enquanto você grava ou ouve uma resposta em outro programa, Esc vai só para o Parley: descarta a gravação ou silencia a resposta.',
  globalKeyFaults: {
    unknown: 'O Parley não conhece essa tecla. Escreva modificadores e uma tecla, como Control+Alt+Space.',
    typing: 'Essa tecla é necessária para digitar. Acrescente Control, Alt ou Super, ou use F13 a F24.',
    everyday: 'Programas demais usam essa tecla. Acrescente outro modificador.',
  },
  globalKeyHold: trigger =>
    trigger === '' ? 'Segure para falar.' : `Segure para falar. O sistema a chama de: ${trigger}`,
  globalKeyObstacles: {
    'needs-desktop-app': 'Uma tecla que funcione em qualquer programa precisa do aplicativo para desktop.',
    'not-chosen': 'Nenhuma tecla escolhida.',
    'not-a-key': 'A tecla do arquivo de ajustes não pode ser usada. Informe outra.',
    taken: 'Outro programa usa essa tecla. Escolha outra.',
    'releases-unseen': 'Pressione para começar e de novo para enviar: este sistema não informa quando a tecla é solta.',
    'no-session-bus':
      'Não há acesso à área de trabalho por D-Bus. Nos ajustes de teclado dela, associe uma tecla a `parley --toggle`.',
    'portal-missing':
      'Esta área de trabalho não dá aos programas teclas de todo o sistema. Nos ajustes de teclado dela, associe uma tecla a `parley --toggle`.',
    'portal-refused':
      'A área de trabalho foi instruída a não dar esta tecla ao Parley. Escolha outra, ou reinicie o Parley para que pergunte de novo.',
    'portal-failed':
      'A área de trabalho não conseguiu associar a tecla. Escolha outra, ou associe uma a `parley --toggle` nos ajustes de teclado dela.',
    'hook-missing':
      'Pressione para começar e de novo para enviar: o que vê teclas seguradas não existe para este tipo de computador.',
    'hook-not-allowed':
      'Pressione para começar e de novo para enviar, até que o macOS deixe o Parley ver que ela é segurada: Ajustes do Sistema, Privacidade e Segurança, Acessibilidade.',
    'hook-failed':
      'Pressione para começar e de novo para enviar: o que vê teclas seguradas parou. Desligue e ligue para tentar de novo.',
  },
  tail: 'Continuar gravando depois de soltar',
  tailHint: 'Preserva a última sílaba',
  longest: 'Gravação mais longa',
  sentEarly: 'Enviar enquanto você fala',
  sentEarlyHint: 'Uma gravação mais longa é enviada quando está inteira.',
  sentEarlyOff: 'Não',
  sentEarlyUpTo: duration => `Até ${duration}`,
  milliseconds: n => formatNumber(n, { style: 'unit', unit: 'millisecond' }),
  warm: 'Manter o microfone aberto depois de uma pergunta',
  warmOff: 'Não',
  asSound: 'Perguntas anteriores reenviadas como som',

  noiseSuppression: 'Supressão de ruído',
  noiseSuppressionHint: 'Desligada, grava exatamente o que o microfone ouve.',
  autoplay: 'Reproduzir as respostas à medida que chegam',
  speakTyped: 'Falar as respostas a mensagens digitadas',
  speakText: 'Ler respostas só de texto com a voz do sistema',
}
