import type { personaWords as english } from '../../persona-words.ts'
import { formatNumber } from '../../platform-formats.ts'

const atSpeed = (speed: number) => `${formatNumber(speed, {})}×`

/** `personaWords` in German. */
export const personaWords: typeof english = {
  builtInName: 'Aufmerksames Gegenüber',
  list: 'Wer das Modell ist',
  hint: 'Eine Persona ist, was dem Modell vor jeder Unterhaltung gesagt wird, und welches Modell, welche Stimme und welches Tempo es haben soll. Jede ist eine Markdown-Datei, die sich überall bearbeiten und weitergeben lässt.',
  folder: folder => `Die Personas liegen in ${folder}.`,
  faults: 'Nicht gelesen und unverändert gelassen',
  inUse: 'In Gebrauch',
  builtIn: 'eingebaut',
  asks: ({ model, voice, speed }) =>
    [model, voice, speed === 1 ? '' : atSpeed(speed)].filter(part => part !== '').join(' · ') ||
    'Modell und Stimme des Profils',
  atSpeed,

  add: 'Neue Persona',
  newName: 'Neue Persona',
  import: 'Datei importieren …',
  edit: name => `${name} bearbeiten`,
  menuOf: name => `Menü von ${name}`,
  duplicate: 'Duplizieren',
  copyName: name => `${name} (Kopie)`,
  export: 'Als Datei exportieren',
  remove: 'Entfernen',
  reset: 'Zurück zur eingebauten Fassung',
  removed: name => `${name} wurde entfernt.`,
  undo: 'Rückgängig',
  back: 'Alle Personas',

  name: 'Name',
  nameMissing: 'Eine Persona braucht einen Namen.',
  instructions: 'Anweisungen',
  instructionsHint: 'Was dem Modell vor jeder Unterhaltung gesagt wird',
  ofProfile: 'Leer: wie im Profil',
  speed: 'Tempo',
  speedHint:
    'Wie schnell gespeicherte Antworten abgespielt werden; die Tonhöhe bleibt. Eine Antwort, die gerade kommt, klingt so, wie das Modell sie spricht.',

  menu: 'Wer das Modell ist',
  manage: 'Personas …',
  buttonTitle: (name, isHereOnly) => (isHereOnly ? `${name}, nur in dieser Unterhaltung` : `Das Modell ist ${name}`),
  gone: name => `Die gewählte Persona gibt es nicht mehr: ${name} nimmt ihren Platz ein`,

  asked: (name, what) => `Die Persona „${name}“ verlangt „${what}“.`,
  useProfilesModel: 'Modell des Profils verwenden',
  useProfilesVoice: 'Stimme des Profils verwenden',
}
