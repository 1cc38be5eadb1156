import type { noticeWords as english } from '../../notice-words.ts'
import { formatNumber, isSingular } from '../../platform-formats.ts'

/** `noticeWords` in Portuguese. */
export const noticeWords: typeof english = {
  drafts_recovered: ({ count }) =>
    isSingular(count)
      ? 'Uma gravação interrompida foi recuperada como rascunho.'
      : `${formatNumber(count, {})} gravações interrompidas foram recuperadas como rascunhos.`,
  replies_kept: ({ count }) =>
    isSingular(count)
      ? 'Uma resposta interrompida foi guardada até onde chegou.'
      : `${formatNumber(count, {})} respostas interrompidas foram guardadas até onde chegaram.`,
  conversations_added: ({ count }) =>
    isSingular(count)
      ? 'Uma conversa que a biblioteca não conhecia foi adicionada a ela.'
      : `${formatNumber(count, {})} conversas que a biblioteca não conhecia foram adicionadas a ela.`,
  conversations_followed: ({ count }) =>
    isSingular(count)
      ? 'Uma conversa agora está como na pasta dela, que sabia mais do que o índice.'
      : `${formatNumber(count, {})} conversas agora estão como nas pastas delas, que sabiam mais do que o índice.`,
  sounds_added: ({ count }) =>
    isSingular(count)
      ? 'Um arquivo de som que a biblioteca não conhecia foi adicionado a ela.'
      : `${formatNumber(count, {})} arquivos de som que a biblioteca não conhecia foram adicionados a ela.`,
  sounds_gone: ({ count }) =>
    isSingular(count)
      ? 'Um arquivo de som sumiu: algo que não é o Parley o excluiu ou moveu.'
      : `${formatNumber(count, {})} arquivos de som sumiram: algo que não é o Parley os excluiu ou moveu.`,

  settings_unreadable: v =>
    `Não foi possível ler os ajustes. Eles foram guardados como ${v.kept}; valem os ajustes padrão.`,
  spending_unreadable: v =>
    `Não foi possível ler o que foi gasto. Isso foi guardado como ${v.kept}; as somas são as das respostas na biblioteca.`,

  clock_doubted: () =>
    'Pelo relógio deste computador, nada é dito há mais de um ano, por isso nada antigo foi removido. Ajustes, Histórico mostra o que sairia.',
  trash_held: () =>
    'Pelo relógio deste computador, nada foi dito nem jogado fora há mais de um ano, por isso a lixeira guarda o que deveria sair dela. Sairá assim que algo for dito, ou quando você esvaziar a lixeira.',
  proxy_address_missing: () =>
    'LITELLM_PROXY_KEY está definida, mas nada diz onde fica o proxy; por isso quem responde é o parceiro de treino. Defina também LITELLM_PROXY_BASE, ou adicione o proxy em Ajustes, Endpoint.',
  start_not_understood: () => 'O Parley foi iniciado de novo com algo que ele não entende. Nada foi feito.',
  login_item_refused: v => `Não foi possível mudar o início com o sistema: não dá para gravar em ${v.path}.`,
  login_item_unallowed: () =>
    'O macOS ainda não inicia o Parley com o sistema. Permita isso em Ajustes do Sistema, Geral, Itens de Início.',

  microphone_replaced: v => `${v.label} não está conectado. O microfone padrão do sistema é usado no lugar.`,
  voice_missing: () => 'Este sistema não tem uma voz para ler respostas só de texto.',
}
