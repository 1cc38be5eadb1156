import type { shortcutWords as english } from '../../shortcut-words.ts'

/** `shortcutWords` in German. */
export const shortcutWords: typeof english = {
  title: 'Tastenkürzel',
  close: 'Tastenkürzel schließen',
  keys: { space: 'Leertaste', escape: 'Esc', enter: 'Eingabe', delete: 'Entf', shift: 'Umschalt', control: 'Strg' },
  talk: 'Halten zum Sprechen, doppelt tippen zum Einrasten',
  stop: 'Aufnahme abbrechen oder Wiedergabe anhalten',
  search: 'Allen Text durchsuchen',
  newConversation: 'Neue Unterhaltung',
  newPrivate: 'Neue private Unterhaltung',
  profiles: 'Wählen, wer antwortet, dann Ziffer oder Pfeil',
  personas: 'Wählen, wer das Modell ist, ebenso',
  settings: 'Einstellungen',
  replay: 'Letzte Antwort noch einmal abspielen',
  sound: 'Aktuellen Ton abspielen oder anhalten',
  leap: '10 Sekunden darin zurück oder vor',
  step: '5 Sekunden darin zurück oder vor',
  beside: 'Voriger oder nächster Ton',
  sendDraft: 'Markierten Entwurf senden',
  discardDraft: 'Markierten Entwurf verwerfen',
  rename: 'Unterhaltung umbenennen',
  trash: 'Markierte oder ausgewählte Unterhaltungen löschen',
  choose: 'Unterhaltungen in einer Liste auswählen',
  newLine: 'Neue Zeile in einer Nachricht',
  leaveMessage: 'Die Nachricht verlassen, um mit der Leertaste zu sprechen',
  help: 'Diese Tastenkürzel',
}
