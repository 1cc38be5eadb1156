import { count } from '../../counts.ts'
import { formatBytes, formatDate } from '../../format.ts'
import { formatNumber } from '../../platform-formats.ts'
import type { transferWords as english } from '../../transfer-words.ts'
import { countConversations, formatProgress } from './counts.ts'

/** Exports and imports in the Portuguese catalogue `words`. */
export const transferWords: typeof english = {
  title: 'Conversas como arquivos',
  hint: 'Uma exportação é um arquivo ZIP com o som, o texto para ler e tudo o que é preciso para importá-la de novo. Arquivos de som também podem ser importados.',
  exportAll: 'Exportar tudo…',
  importFiles: 'Importar arquivos…',
  importFolder: 'Importar uma pasta…',
  export: 'Exportar…',
  exportTitle: 'Exportar',
  exportClose: 'Fechar a exportação',
  exportStart: 'Exportar',
  exportCancel: 'Cancelar',
  scope: 'O quê',
  one: title => `“${title}”`,
  some: countConversations,
  all: 'Tudo, menos a lixeira',
  sound: 'Som',
  sounds: { wav: 'WAV', flac: 'FLAC', mp3: 'MP3', none: 'Sem som' },
  soundHints: {
    wav: 'Como está. Cerca de 3 MB por minuto de fala e resposta.',
    flac: 'Metade do tamanho, sem perder nada.',
    mp3: 'Um sexto do tamanho. O que é deixado de fora não volta.',
    none: 'Só o texto.',
  },
  captions: 'Legendas',
  captionsOf: { none: 'Nenhuma', srt: 'SRT', vtt: 'WebVTT' },
  mixed: 'Como um único arquivo de som',
  mixedHint: 'As duas vozes uma depois da outra, em WAV.',
  list: 'Exportações e importações',
  exporting: name => `Exportando ${name}`,
  importing: name => `Importando ${name}`,
  progress: formatProgress,
  stop: 'Parar',
  dismiss: 'Dispensar',
  exported: (name, bytes) => `“${name}” está pronto, ${formatBytes(bytes)}. O download começou.`,
  imported: ({ conversations, copies, known }) => {
    const sentences = [
      conversations > 0
        ? `${count(conversations, 'conversa importada', 'conversas importadas')}.`
        : 'Nada foi importado.',
      copies > 0
        ? `${count(copies, 'delas ficou ao lado da que já havia, que é diferente', 'delas ficaram ao lado das que já havia, que são diferentes')}.`
        : '',
      known > 0 ? `${count(known, 'conversa já estava aqui', 'conversas já estavam aqui')}.` : '',
    ]
    return sentences.filter(sentence => sentence !== '').join(' ')
  },
  problems: n => count(n, 'não pôde ser importado', 'não puderam ser importados'),
  moreProblems: n => `E mais ${formatNumber(n, {})}.`,
  imports: at => `Importado em ${formatDate(at)}`,
}
