import { formatNumber } from '../../platform-formats.ts'
import type { talkingWords as english } from '../../talking-words.ts'

/** `talkingWords` in German. */
export const talkingWords: typeof english = {
  mode: 'Sprechknopf und -taste',
  modes: { hold: 'Halten', toggle: 'Umschalten', hybrid: 'Beides' },
  modeHints: {
    hold: 'Es wird aufgenommen, solange gehalten wird. Doppelt tippen rastet ein.',
    toggle: 'Ein Druck beginnt, der nächste sendet.',
    hybrid: 'Kurz tippen rastet ein, länger halten sendet beim Loslassen.',
  },
  globalKey: 'Taste in jedem Programm',
  globalKeyHint: 'Etwa Control+Alt+Space. Leer: keine.',
  globalKeyPress: 'Stattdessen drücken …',
  globalKeyAwaited: 'Jetzt die Taste drücken',
  hooksGlobalKey: 'Diese Taste halten statt zweimal drücken',
  hooksGlobalKeyHint:
    'Ein eigenständiger Teil von Parley (libuiohook, LGPL 3) sieht dann jede Taste und gibt weiter, wann diese hinunter- und heraufgeht, sonst nichts. Andere Programme bekommen die Taste auch. Buchstaben zählen nach ihrem Platz auf einer US-Tastatur.',
  takesEscape: 'Auch Esc gilt in jedem Programm',
  takesEscapeHint:
    'Solange in einem anderen Programm aufgenommen oder eine Antwort gehört wird, bekommt Parley allein das Esc: Es nimmt die Aufnahme zurück oder lässt die Antwort verstummen.',
  globalKeyFaults: {
    unknown: 'Diese Taste kennt Parley nicht. Geschrieben wird wie Control+Alt+Space.',
    typing: 'Diese Taste wird zum Tippen gebraucht. Control, Alt oder Super hinzunehmen, oder F13 bis F24.',
    everyday: 'Zu viele Programme verwenden diese Taste selbst. Eine weitere Zusatztaste hinzunehmen.',
  },
  globalKeyHold: trigger =>
    trigger === '' ? 'Halten zum Sprechen.' : `Halten zum Sprechen. Das System nennt sie: ${trigger}`,
  globalKeyObstacles: {
    'needs-desktop-app': 'Eine Taste, die in jedem Programm funktioniert, braucht die Desktop-App.',
    'not-chosen': 'Keine Taste gewählt.',
    'not-a-key': 'Die Taste aus der Einstellungsdatei ist nicht zu verwenden. Eine andere eingeben.',
    taken: 'Ein anderes Programm hat diese Taste. Eine andere wählen.',
    'releases-unseen':
      'Drücken beginnt, nochmals drücken sendet: Dieses System meldet nicht, wann sie losgelassen wird.',
    'no-session-bus':
      'Der Desktop ist über D-Bus nicht erreichbar. In seinen Tastatureinstellungen eine Taste für `parley --toggle` festlegen.',
    'portal-missing':
      'Dieser Desktop gibt Programmen keine systemweiten Tasten. In seinen Tastatureinstellungen eine Taste für `parley --toggle` festlegen.',
    'portal-refused':
      'Der Desktop soll Parley diese Taste nicht geben. Eine andere wählen oder Parley neu starten, um wieder gefragt zu werden.',
    'portal-failed':
      'Der Desktop konnte die Taste nicht vergeben. Eine andere wählen oder in seinen Tastatureinstellungen eine für `parley --toggle` festlegen.',
    'hook-missing':
      'Drücken beginnt, nochmals drücken sendet: Was gehaltene Tasten sieht, gibt es für diese Art Computer nicht.',
    'hook-not-allowed':
      'Drücken beginnt, nochmals drücken sendet, bis macOS Parley sehen lässt, dass sie gehalten wird: Systemeinstellungen, Datenschutz & Sicherheit, Bedienungshilfen.',
    'hook-failed':
      'Drücken beginnt, nochmals drücken sendet: Was gehaltene Tasten sieht, ist stehen geblieben. Aus- und wieder einschalten versucht es erneut.',
  },
  tail: 'Nach dem Loslassen weiter aufnehmen',
  tailHint: 'Bewahrt die letzte Silbe',
  longest: 'Längste Aufnahme',
  sentEarly: 'Während des Sprechens senden',
  sentEarlyHint: 'Eine längere Aufnahme wird gesendet, wenn sie fertig ist.',
  sentEarlyOff: 'Aus',
  sentEarlyUpTo: duration => `Bis ${duration}`,
  milliseconds: n => formatNumber(n, { style: 'unit', unit: 'millisecond' }),
  warm: 'Mikrofon nach einer Frage offen halten',
  warmOff: 'Aus',
  asSound: 'Frühere Fragen, die wieder als Ton gesendet werden',

  noiseSuppression: 'Rauschunterdrückung',
  noiseSuppressionHint: 'Ausgeschaltet wird genau das aufgenommen, was das Mikrofon hört.',
  autoplay: 'Antworten abspielen, sobald sie kommen',
  speakTyped: 'Antworten auf getippte Nachrichten sprechen',
  speakText: 'Antworten, die nur Text sind, mit der Stimme des Systems sprechen',
}
