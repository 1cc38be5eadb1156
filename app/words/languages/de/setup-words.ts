import type { setupWords as english } from '../../setup-words.ts'

/** `setupWords` in German. */
export const setupWords: typeof english = {
  label: 'Einrichtung',
  skip: 'Einrichtung überspringen',
  next: 'Weiter',
  back: 'Zurück',
  done: 'Loslegen',
  step: (n, of) => `Schritt ${n} von ${of}`,
  endpointTitle: 'Wer soll antworten?',
  endpointText:
    'Der Übungspartner funktioniert sofort und braucht kein Konto. Ein eigener Endpunkt kann jetzt oder jederzeit in den Einstellungen eingegeben werden.',
  endpointOther: 'Endpunkt eingeben',
  microphoneTitle: 'Die eigene Stimme hören',
  microphoneText: 'So ist sicher, dass die Stimme ankommt. Nichts davon wird aufbewahrt oder gesendet.',
  keyTitle: 'Leertaste einen Moment halten',
  keyText: 'Beide Häkchen sollten erscheinen. So wird gesprochen.',
  keyDown: 'gedrückt',
  keyUp: 'losgelassen',
  keyWaiting: 'Wartet auf die Taste',
  keyWorks: 'Die Taste funktioniert',
  doneTitle: 'Bereit',
  doneText: 'Leertaste halten, etwas fragen, loslassen.',
}
