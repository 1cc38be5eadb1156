import type { conversationWords as english } from '../../conversation-words.ts'
import { count } from '../../counts.ts'
import { formatBytes, formatDay, formatDuration, formatTime } from '../../format.ts'
import { formatNumber } from '../../platform-formats.ts'
import { countConversations, countTurns, formatProgress } from './counts.ts'

const HOUR_MS = 3600 * 1000
const DAY_MS = 24 * HOUR_MS

/** Conversations in the Portuguese catalogue `words`. */
export const conversationWords: typeof english = {
  sidebar: {
    search: 'Buscar nas conversas',
    searchPlaceholder: 'Buscar',
    list: 'Conversas',
    newConversation: 'Nova conversa',
    newPrivate: 'Nova conversa privada',
    drafts: 'Rascunhos',
    draftCount: n => `Rascunhos (${formatNumber(n, {})})`,
    archived: 'Arquivadas',
    trash: 'Lixeira',
    settings: 'Ajustes',
    open: 'Mostrar conversas',
    close: 'Ocultar conversas',
    none: 'As conversas aparecem aqui depois da primeira pergunta.',
    detail: conversation => conversation.snippet || countTurns(conversation.turnCount),
  },

  search: {
    help: 'Enter encontra os melhores resultados, ↑ e ↓ passam por eles. Para restringir:',
    filters: ['“uma frase”', 'from:me', 'from:reply', 'after:2026-01-31', 'before:2026', 'voice:', 'model:'],
    results: 'Resultados da busca',
    summary: (n, isAll) => (isAll ? count(n, 'trecho', 'trechos') : `Os primeiros ${count(n, 'trecho', 'trechos')}`),
    newest: 'Mais recentes primeiro',
    best: 'Melhores resultados',
    nothing: text => `Nada encontrado para “${text.trim()}”`,
    nothingHint: 'Menos palavras encontram mais. Ao digitar, basta o começo de uma palavra.',
    saidBy: (isMine, at, now) => `${isMine ? 'Você' : 'Resposta'} · ${formatDay(at, now)} ${formatTime(at)}`,
    playFrom: ms => `Reproduzir a partir de ${formatDuration(ms)}`,
    tooLittle: 'Isso é pouco para uma busca: são necessárias duas letras. Sinais e emojis não são buscados.',
    dateUnclear: typed => `Não foi possível entender ${typed}. Uma data se escreve como 2026-01-31, 2026-01 ou 2026.`,
  },

  conversation: {
    log: 'Conversa',
    untitled: 'Nova conversa',
    wordless: 'Mensagem de voz',
    continued: title => (title.endsWith('(continuação)') ? title : `${title} (continuação)`),
    menu: 'Menu da conversa',
    menuOf: title => `Menu de “${title}”`,
    size: (bytes, turnCount) => `${formatBytes(bytes)} · ${countTurns(turnCount)}`,
    rename: 'Renomear',
    titleField: 'Título',
    titleHint: 'Vazio: as primeiras palavras',
    pin: 'Fixar',
    unpin: 'Desafixar',
    pinned: 'Fixadas',
    archive: 'Arquivar',
    unarchive: 'Desarquivar',
    isArchived: 'Arquivada',
    delete: 'Apagar',
    answering: (model, voice, isByWords = false) =>
      [isByWords ? 'por texto' : '', model, voice].filter(part => part !== '').join(' · '),
    answeringTitle: (name, isHereOnly) => `${name} responde${isHereOnly ? ' só nesta conversa' : ''}. Abre os perfis`,
    emptyTitle: 'Segure Espaço e pergunte algo',
    emptyTitleToggle: 'Pressione Espaço e pergunte algo',
    emptyText: 'Solte para enviar. A resposta é falada, e as duas vozes são guardadas.',
    emptyTextToggle: 'Pressione de novo para enviar. A resposta é falada, e as duas vozes são guardadas.',
    emptyPractice:
      'O parceiro de treino está conectado: ele repete o que ouve, para você experimentar tudo sem uma conta.',
    emptyEndpoint: name => `${name} responde.`,
  },

  undo: {
    discarded: 'Gravação descartada',
    deleted: 'Apagado',
    trashed: n => (n === 1 ? 'Conversa movida para a lixeira' : `${countConversations(n)} movidas para a lixeira`),
    archived: n => (n === 1 ? 'Conversa arquivada' : `${countConversations(n)} arquivadas`),
    undo: 'Desfazer',
  },

  selection: {
    begin: 'Selecionar conversas',
    select: 'Selecionar',
    bar: 'Conversas selecionadas',
    count: n => count(n, 'selecionada', 'selecionadas'),
    all: 'Marcar todas',
    end: 'Parar de selecionar',
  },

  archive: {
    placeTitle: 'Arquivadas',
    placeText: 'Conversas deixadas de lado. São guardadas e encontradas como todas as outras.',
    list: 'Conversas arquivadas',
    none: 'Nada está arquivado.',
  },

  trash: {
    placeTitle: 'Lixeira',
    placeText: 'O que foi apagado fica aqui por 30 dias; uma gravação descartada, por um dia.',
    list: 'Conversas e perguntas apagadas',
    none: 'A lixeira está vazia.',
    empty: 'Esvaziar a lixeira',
    restore: 'Restaurar',
    restored: n => count(n, 'conversa restaurada', 'conversas restauradas'),
    restoredTurn: 'Restaurada',
    delete: 'Apagar para sempre',
    deleted: 'Apagado para sempre',
    isHere: goes => `Esta conversa está na lixeira e ${goes}.`,
    goes: (purgeAt, now) => {
      const ms = purgeAt - now
      if (ms > DAY_MS) return `será apagada em ${count(Math.ceil(ms / DAY_MS), 'dia', 'dias')}`
      return `será apagada em ${count(Math.max(1, Math.ceil(ms / HOUR_MS)), 'hora', 'horas')}`
    },
    askConversation: title => `Apagar “${title}” para sempre?`,
    askConversations: n => `Apagar ${countConversations(n)} para sempre?`,
    askTurn: 'Apagar esta pergunta e a resposta para sempre?',
    askEverything: 'Esvaziar a lixeira?',
    warnConversation: (bytes, turnCount) =>
      `${countTurns(turnCount)} com todas as gravações e respostas, ${formatBytes(bytes)}: não há como recuperar.`,
    warnConversations: (titles, more, bytes) => {
      const rest = more > 0 ? ` e mais ${formatNumber(more, {})}` : ''
      return `${titles.map(title => `“${title}”`).join(', ')}${rest}, ${formatBytes(bytes)}: não há como recuperar.`
    },
    warnTurn: said => `${said}: não há como recuperar nem o texto nem o som.`,
    warnEverything: (conversationCount, turnCount, bytes) => {
      const single = turnCount > 0 ? [count(turnCount, 'pergunta avulsa', 'perguntas avulsas')] : []
      const counted = [
        ...(conversationCount > 0 || turnCount === 0 ? [countConversations(conversationCount)] : []),
        ...single,
      ]
      return `${counted.join(' e ')}, ${formatBytes(bytes)}: não há como recuperar.`
    },
    keep: 'Manter',
  },

  history: {
    use: 'Espaço em disco',
    recordings: 'Gravações e respostas',
    recordingsCount: (conversationCount, turnCount) =>
      `${countConversations(conversationCount)}, ${countTurns(turnCount)}`,
    trash: 'Lixeira',
    index: 'Índice',
    free: 'Livre neste disco',
    measuring: 'Calculando…',
    hint: dataFolder =>
      `As conversas são arquivos WAV em pastas por data, com um índice ao lado. Os ajustes ficam em ${dataFolder}; inicie o Parley com --data para usar outros.`,
  },

  move: {
    isIn: 'A biblioteca está em',
    wasIn: 'A biblioteca estava em',
    to: 'Mover a biblioteca para',
    hint: 'O caminho completo de uma pasta vazia, que pode estar em outro disco. Dá para continuar falando enquanto isso.',
    move: 'Mover',
    choose: 'Escolher…',
    elsewhere: 'Onde está a biblioteca',
    use: 'Usar esta pasta',
    cancel: 'Cancelar',
    progress: 'Progresso da mudança',
    bytes: formatProgress,
    goesOn: 'Isso pode levar um momento.',
    phases: {
      copying: folder => `Copiando a biblioteca para ${folder}. Até tudo estar lá, ela fica onde está.`,
      verifying: folder => `Comparando cada arquivo em ${folder} com o original.`,
      waiting: () => 'Quase pronto: esperando terminar o que está sendo dito e respondido.',
      removing: folder => `A biblioteca agora está em ${folder}. Removendo-a do lugar anterior.`,
    },
    unfinished: {
      said: folder => `A mudança para ${folder} foi interrompida. A biblioteca está onde estava.`,
      goOn: 'Continuar',
      giveUp: 'Desistir',
    },
    unremoved: {
      said: folder => `A biblioteca foi movida. Nem tudo em ${folder} pôde ser removido.`,
      goOn: 'Tentar de novo',
      giveUp: 'Deixar lá',
    },
    moved: from => `A biblioteca foi movida de ${from}.`,
    left: (from, paths) => `O que não é do Parley ficou em ${from}: ${paths.join(', ')}.`,
    damaged: paths =>
      `Estes sons não são mais o que eram quando foram guardados, e já não eram antes da mudança: ${paths.join(', ')}.`,
  },
}
