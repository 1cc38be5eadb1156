import type { privateWords as english } from '../../keeping-words.ts'

/** Private conversations in the Portuguese catalogue `words`. */
export const privateWords: typeof english = {
  title: 'Conversa privada',
  note: 'Privada: só na memória, some ao ser fechada',
  close: 'Fechar a conversa privada',
  closeShort: 'Fechar',
  emptyText:
    'A resposta é falada como sempre e pode ser ouvida de novo até que esta conversa ou a janela seja fechada. Nada é gravado em disco, transformado em texto ou encontrado pela busca.',
  emptyEndpoint: name => `${name} responde, e pode guardar o que recebe.`,
}
