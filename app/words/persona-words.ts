import { defaultPersona, type PersonaSummary } from '../personas/personas.ts'
import { catalogue } from './catalogue.ts'

const atSpeed = (speed: number) => `${speed}×`

/** What the window says about personas where they are chosen and entered, which it does not begin with. */
export const personaWords = catalogue('personaWords', {
  builtInName: defaultPersona.name,
  list: 'Who the model is',
  hint: 'A persona is what the model is told before every conversation, and the model, voice and speed it is to have. Each is a Markdown file that can be edited anywhere and sent to others.',
  folder: (folder: string) => `Personas are in ${folder}.`,
  faults: 'Not read, and left as they are',
  inUse: 'In use',
  builtIn: 'built in',
  asks: ({ model, voice, speed }: Pick<PersonaSummary, 'model' | 'voice' | 'speed'>) =>
    [model, voice, speed === 1 ? '' : atSpeed(speed)].filter(part => part !== '').join(' · ') ||
    'Model and voice of the profile',
  atSpeed,

  add: 'New persona',
  newName: 'New persona',
  import: 'Import a file …',
  edit: (name: string) => `Edit ${name}`,
  menuOf: (name: string) => `Menu of ${name}`,
  duplicate: 'Duplicate',
  copyName: (name: string) => `${name} (copy)`,
  export: 'Export as a file',
  remove: 'Remove',
  reset: 'Back to how it was built in',
  removed: (name: string) => `${name} was removed.`,
  undo: 'Undo',
  back: 'All personas',

  name: 'Name',
  nameMissing: 'A persona needs a name.',
  instructions: 'Instructions',
  instructionsHint: 'What the model is told before every conversation',
  ofProfile: 'Empty: the profile’s',
  speed: 'Speed',
  speedHint:
    'How fast stored replies are played; the pitch stays. A reply that is just arriving is played as the model speaks it.',

  menu: 'Who the model is',
  manage: 'Personas …',
  buttonTitle: (name: string, isHereOnly: boolean) =>
    isHereOnly ? `${name} in this conversation only` : `The model is ${name}`,
  gone: (name: string) => `The persona that was chosen is not there any more: ${name} takes its place`,

  asked: (name: string, what: string) => `The persona “${name}” asks for “${what}”.`,
  useProfilesModel: 'Use the profile’s model',
  useProfilesVoice: 'Use the profile’s voice',
})
