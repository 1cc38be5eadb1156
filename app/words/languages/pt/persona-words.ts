import type { personaWords as english } from '../../persona-words.ts'
import { formatNumber } from '../../platform-formats.ts'

const atSpeed = (speed: number) => `${formatNumber(speed, {})}×`

/** `personaWords` in Portuguese. */
export const personaWords: typeof english = {
  builtInName: 'Interlocutor atento',
  list: 'Quem é o modelo',
  hint: 'Uma persona é o que se diz ao modelo antes de cada conversa, e o modelo, a voz e a velocidade que ele deve ter. Cada uma é um arquivo Markdown que pode ser editado em qualquer lugar e enviado a outras pessoas.',
  folder: folder => `As personas ficam em ${folder}.`,
  faults: 'Não lidos, e deixados como estão',
  inUse: 'Em uso',
  builtIn: 'integrada',
  asks: ({ model, voice, speed }) =>
    [model, voice, speed === 1 ? '' : atSpeed(speed)].filter(part => part !== '').join(' · ') ||
    'Modelo e voz do perfil',
  atSpeed,

  add: 'Nova persona',
  newName: 'Nova persona',
  import: 'Importar um arquivo…',
  edit: name => `Editar ${name}`,
  menuOf: name => `Menu de ${name}`,
  duplicate: 'Duplicar',
  copyName: name => `${name} (cópia)`,
  export: 'Exportar como arquivo',
  remove: 'Remover',
  reset: 'Voltar à versão integrada',
  removed: name => `${name} foi removida.`,
  undo: 'Desfazer',
  back: 'Todas as personas',

  name: 'Nome',
  nameMissing: 'Uma persona precisa de um nome.',
  instructions: 'Instruções',
  instructionsHint: 'O que se diz ao modelo antes de cada conversa',
  ofProfile: 'Vazio: o do perfil',
  speed: 'Velocidade',
  speedHint:
    'A velocidade em que respostas guardadas são reproduzidas; o tom não muda. Uma resposta que está chegando toca como o modelo a fala.',

  menu: 'Quem é o modelo',
  manage: 'Personas…',
  buttonTitle: (name, isHereOnly) => (isHereOnly ? `${name} só nesta conversa` : `O modelo é ${name}`),
  gone: name => `A persona escolhida não existe mais: ${name} toma o lugar dela`,

  asked: (name, what) => `A persona “${name}” pede “${what}”.`,
  useProfilesModel: 'Usar o modelo do perfil',
  useProfilesVoice: 'Usar a voz do perfil',
}
