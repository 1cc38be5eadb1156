import type { shortcutWords as english } from '../../shortcut-words.ts'

/** `shortcutWords` in Portuguese. */
export const shortcutWords: typeof english = {
  title: 'Atalhos de teclado',
  close: 'Fechar os atalhos de teclado',
  keys: { space: 'Espaço', escape: 'Esc', enter: 'Enter', delete: 'Delete', shift: 'Shift', control: 'Ctrl' },
  talk: 'Segurar para falar, dois toques para travar',
  stop: 'Cancelar a gravação ou parar o que se ouve',
  search: 'Buscar em todo o texto',
  newConversation: 'Nova conversa',
  newPrivate: 'Nova conversa privada',
  profiles: 'Escolher quem responde, depois um dígito ou uma seta',
  personas: 'Escolher quem é o modelo, do mesmo jeito',
  settings: 'Ajustes',
  replay: 'Reproduzir de novo a última resposta',
  sound: 'Reproduzir ou pausar o som atual',
  leap: 'Voltar ou avançar 10 segundos nele',
  step: 'Voltar ou avançar 5 segundos nele',
  beside: 'Som anterior ou seguinte',
  sendDraft: 'Enviar o rascunho em foco',
  discardDraft: 'Descartar o rascunho em foco',
  rename: 'Renomear a conversa',
  trash: 'Apagar a conversa em foco ou as selecionadas',
  choose: 'Selecionar conversas em uma lista',
  newLine: 'Nova linha em uma mensagem',
  leaveMessage: 'Sair da mensagem, para falar com Espaço',
  help: 'Estes atalhos',
}
