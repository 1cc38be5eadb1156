import type { privateWords as english } from '../../keeping-words.ts'

/** Private conversations in the German catalogue `words`. */
export const privateWords: typeof english = {
  title: 'Private Unterhaltung',
  note: 'Privat: nur im Arbeitsspeicher, nach dem Schließen weg',
  close: 'Private Unterhaltung schließen',
  closeShort: 'Schließen',
  emptyText:
    'Die Antwort wird wie immer gesprochen und kann noch einmal gehört werden, bis diese Unterhaltung oder das Fenster geschlossen wird. Nichts wird auf den Datenträger geschrieben, in Text umgewandelt oder von der Suche gefunden.',
  emptyEndpoint: name => `${name} antwortet und behält vielleicht, was gesendet wird.`,
}
