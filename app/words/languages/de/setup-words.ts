import type { setupWords as english } from '../../setup-words.ts'

/** `setupWords` in German. */
export const setupWords: typeof english = {
  label: 'Einrichtung',
  skip: 'Einrichtung überspringen',
  next: 'Weiter',
  back: 'Zurück',
  done: 'Lossprechen',
  step: (n, of) => `Schritt ${n} von ${of}`,
  endpointTitle: 'Wer soll antworten?',
  endpointText:
    'Der Übungspartner geht sofort und braucht kein Konto. Ein eigener Endpunkt kann jetzt oder jederzeit in den Einstellungen eingegeben werden.',
  endpointOther: 'Endpunkt eingeben',
  microphoneTitle: 'Die eigene Stimme hören',
  microphoneText: 'Drei Sekunden werden aufgenommen und abgespielt. Nichts wird aufbewahrt oder gesendet.',
  keyTitle: 'Leertaste einen Moment halten',
  keyText: 'Beide Häkchen sollten erscheinen. So wird gesprochen.',
  keyDown: 'gedrückt',
  keyUp: 'losgelassen',
  keyWaiting: 'Wartet auf die Taste',
  keyWorks: 'Die Taste funktioniert',
  doneTitle: 'Bereit',
  doneText: 'Leertaste halten, etwas fragen, loslassen.',
}
