import type { cascadeWords as english } from '../../cascade-words.ts'

/** `cascadeWords` in Portuguese. */
export const cascadeWords: typeof english = {
  offer: 'Perguntar por texto',
  explain: (name, model) =>
    `${name} transforma a gravação em texto, “${model}” responde ao texto e ${name} lê a resposta em voz alta. O modelo não ouve a voz, cada etapa pode ter um custo, e este perfil fica assim até que isso seja mudado nos Ajustes.`,
  accept: 'Sim, perguntar assim',
  refuse: 'Não',
}
