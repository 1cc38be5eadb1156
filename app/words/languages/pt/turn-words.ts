import type { Step } from '../../../turns/turn-times.ts'
import { formatDuration, formatMilliseconds, formatSeconds, formatTime, formatTook, sayDuration } from '../../format.ts'
import { formatNumber } from '../../platform-formats.ts'
import type { turnWords as english } from '../../turn-words.ts'

const stepNames: Partial<Record<Step, string>> = {
  sent: 'pergunta enviada',
  headers: 'resposta iniciada',
  firstWords: 'primeiras palavras',
  firstSound: 'primeiro som aqui',
  sounded: 'primeiro som ouvido',
  end: 'tudo aqui',
}

const failed = 'falhou'

const timesWords: (typeof english)['turn']['times'] = {
  soon: ({ sounded, firstSound, firstWords }) => {
    const [sound, text] = [sounded ?? firstSound, firstWords]
    if (sound !== null) return `${formatTook(sound)} até o primeiro som`
    return text === null ? null : `${formatTook(text)} até as primeiras palavras`
  },
  label: soon => `Quanto demorou: ${soon}`,
  failedAfter: ms => `Falhou após ${formatTook(ms)}`,
  detail: (times, { isSpoken, hasFailed }) => {
    const { pressed, firstSample } = times
    const opened = pressed !== null && firstSample !== null ? firstSample - pressed : null
    const heard = opened === null ? '' : `Primeira amostra ${formatMilliseconds(opened)} depois de pressionar a tecla. `
    const said = Object.entries(stepNames).flatMap(([step, name]) => {
      const ms = times[step as Step]
      return ms === null ? [] : [`${step === 'end' && hasFailed ? failed : name} ${formatMilliseconds(ms)}`]
    })
    return `${heard}${isSpoken ? 'Desde soltar' : 'Desde perguntar'}: ${said.join(', ')}.`
  },
}

const sides = { recording: 'gravação', reply: 'resposta' }

/** Turns, replay and drafts in the Portuguese catalogue `words`. */
export const turnWords: typeof english = {
  turn: {
    you: 'Você',
    reply: 'Resposta',
    yours: at => `Pergunta às ${formatTime(at)}`,
    voiceMessage: ms => `Mensagem de voz ${formatDuration(ms)}`,
    voiceReply: ms => `Resposta de voz ${formatDuration(ms)}`,
    attachment: name => `Anexo: ${name}`,
    textReply: 'Resposta em texto',
    sayIt: 'Ler em voz alta',
    heardUntil: ms => `ouvida até ${formatDuration(ms)}`,
    stoppedAtOnce: 'parada logo no início',
    incomplete: 'incompleta',
    missing: ms => `O microfone falhou, faltam ${formatSeconds(ms)}`,
    expired: { sound: 'O som não está mais guardado', words: 'O texto não está mais guardado' },
    times: timesWords,
    unanswered: n =>
      `Já tinha sido enviada ${n === 1 ? 'uma vez' : `${formatNumber(n, {})} vezes`} sem receber resposta. Isso também pode ter sido cobrado.`,
    waiting: 'Esperando a resposta',
    stopped: 'Interrompida antes de vir uma resposta.',
    ask: 'Perguntar',
    playOf: side => `Reproduzir ${sides[side]}`,
    pauseOf: side => `Pausar ${sides[side]}`,
    seek: side => `Posição na ${sides[side]}`,
    position: (ms, ofMs) => `${sayDuration(ms)} de ${sayDuration(ofMs)}`,
    progress: (ms, ofMs) => `${formatDuration(ms)} / ${formatDuration(ofMs)}`,
    speed: 'Velocidade',
    speedOf: rate => `${formatNumber(rate, {})}×`,
    again: 'Perguntar de novo',
    copy: 'Copiar texto',
    copyQuestion: 'Copiar pergunta',
    copied: 'Copiado',
    save: 'Salvar áudio',
    menu: 'Menu da pergunta',
    delete: 'Apagar pergunta e resposta',
    editQuestion: 'Editar o texto da gravação',
    editReply: 'Editar o texto da resposta',
    edited: 'Editado',
    words: side => `Texto da ${sides[side]}`,
    keepWords: 'Manter',
    leaveWords: 'Cancelar',
    saveRecording: 'Salvar gravação',
    continueFrom: 'Continuar a partir daqui',
    continued: title => `“${title}” continua em uma cópia`,
    fileName: (moment, side, format) => `Parley ${moment} ${sides[side]}.${format}`,
  },

  replay: {
    bar: 'Reprodução',
    previous: 'Som anterior',
    next: 'Próximo som',
    back: 'Voltar 10 segundos',
    forward: 'Avançar 10 segundos',
    pause: 'Pausar',
    resume: 'Reproduzir',
    close: 'Fechar a reprodução',
    playOn: 'Reprodução contínua',
    playOnHint: 'Os sons guardados seguem um após o outro pela conversa.',
    skipSilence: 'Pular silêncios',
    skipSilenceHint: 'Pausas de mais de 0,6 segundo são puladas nos sons guardados.',
    all: 'Reproduzir a conversa',
  },

  draft: {
    reasons: {
      'focus-lost': () => 'Guardada, porque a janela perdeu a tecla. Ainda não enviada.',
      'too-long': () => 'Guardada, porque a gravação chegou ao máximo. Ainda não enviada.',
      silent: microphone => (microphone === '' ? 'Nenhum som do microfone' : `Nenhum som de ${microphone}`),
      recovered: () => 'Recuperada depois de o Parley encerrar de repente. Ainda não enviada.',
      'microphone-lost': () => 'Guardada até o momento em que o microfone se perdeu. Ainda não enviada.',
      'key-lost': () => 'Guardada, porque não se notou a tecla ser solta. Ainda não enviada.',
      'window-closed': () => 'Guardada, porque a janela foi fechada. Ainda não enviada.',
      disk: () => 'Guardada até onde pôde ser gravada em disco. Ainda não enviada.',
      asleep: () => 'Guardada, porque o computador entrou em repouso. Ainda não enviada.',
      locked: () => 'Guardada, porque a tela foi bloqueada. Ainda não enviada.',
      'user-left': () => 'Guardada, porque outra pessoa usou o computador. Ainda não enviada.',
      imported: () => 'Importada, ainda não perguntada.',
      discarded: () => 'Recuperada depois de descartada. Ainda não enviada.',
    },
    send: 'Enviar',
    sendAnyway: 'Enviar mesmo assim',
    discard: 'Descartar',
    neverSent: 'Rascunho, nunca enviado.',
    placeTitle: 'Rascunhos',
    placeText: 'Gravações guardadas, mas não enviadas. Ficam até você enviá-las ou descartá-las.',
    none: 'Nenhum rascunho. Uma gravação que não pôde ser enviada é guardada aqui.',
    open: title => `Abrir “${title}”`,
    openUntitled: 'Abrir a conversa',
  },

  markdown: {
    draft: reason => (reason === '' ? 'Rascunho, ainda não enviado.' : `Rascunho. ${reason}`),
    joined: 'Enviada junto com a pergunta seguinte.',
    queued: 'Esperando para ser enviada.',
  },
}
