import { formatNumber } from '../../platform-formats.ts'
import type { Words } from '../../words.ts'
import { conversationWords } from './conversation-words.ts'
import { costWords } from './cost-words.ts'
import { privateWords } from './keeping-words.ts'
import { outboxWords } from './outbox-words.ts'
import { transferWords } from './transfer-words.ts'
import { turnWords } from './turn-words.ts'

/** `words` in German. */
export const words: Words = {
  appName: 'Parley',
  ...conversationWords,
  ...turnWords,
  ...outboxWords,

  talk: {
    area: 'Sprechen und tippen',
    button: 'Halten zum Sprechen',
    phases: {
      idle: 'Bereit',
      arming: 'Macht sich bereit',
      recording: 'Aufnahme',
      locked: 'Aufnahme, freihändig',
      tail: 'Aufnahme',
      sending: 'Sendet',
      speaking: 'Spricht',
    },
    unheard: 'Das Mikrofon ist nicht nutzbar',
    undone: 'Das hat nicht geklappt',
    hints: {
      'hold-to-talk': 'Halten zum Sprechen. Doppelt tippen rastet ein.',
      'escape-again': 'Nochmals Esc verwirft',
      'too-short': 'Das war zu kurz. Beim Sprechen halten.',
      silent: 'Es war nichts zu hören. Als Entwurf behalten.',
      'too-long': 'Die längste Aufnahme ist erreicht. Als Entwurf behalten.',
      'draft-kept': 'Als Entwurf behalten. Eingabe sendet, Esc verwirft.',
    },
    recording: 'Wird aufgenommen',
    recordedFor: title => `Aufgenommen für „${title}“`,
    recordedNew: 'Aufgenommen für eine andere, neue Unterhaltung',
    recordedPrivate: 'Aufgenommen für die private Unterhaltung',
    showRecorded: 'Zeigen',
    joined: 'Geht mit der nächsten Frage mit',
    sendJoined: 'Jetzt senden',
    hold: 'Leertaste oder Knopf halten',
    toggle: 'Leertaste oder Knopf drücken',
    releaseToSend: 'Loslassen sendet. Nach oben rastet ein, nach links bricht ab.',
    keyToSend: 'Leertaste loslassen sendet, Esc bricht ab',
    pressToSend: 'Nochmals drücken sendet, Esc bricht ab',
    stopKey: 'Esc hält an',
    countdown: ms => `noch ${formatNumber(Math.ceil(ms / 1000), { style: 'unit', unit: 'second' })}`,
    stop: 'Stopp',
    stopReply: 'Antwort anhalten',
    open: 'Das Mikrofon ist offen',
    warm: 'Das Mikrofon bleibt einen Moment offen, damit die nächste Aufnahme sofort beginnt',
  },

  transfer: transferWords,

  cost: costWords,

  failure: {
    retry: 'Erneut versuchen',
    openSettings: 'Einstellungen öffnen',
    retryElsewhere: 'Anderes Modell fragen',
    changeModel: 'Modell ändern …',
    changeMicrophone: 'Mikrofon wechseln',
    delete: 'Löschen',
    dismiss: 'Schließen',
    reconnect: 'Neu verbinden',
    noAnswer: 'Hier antwortet es nicht.',
  },

  composer: {
    box: 'Nachricht',
    placeholder: 'Tippen oder Audiodatei ablegen …',
    attach: 'Audiodatei anhängen',
    send: 'Nachricht senden',
    drop: 'WAV- oder MP3-Datei, einen Export von Parley oder eine Persona hier ablegen',
    reading: (name, isWaitedFor) => `${name} wird gelesen${isWaitedFor ? ', dann gesendet' : ''}`,
    progress: 'Hochladen des Anhangs',
    remove: name => `${name} entfernen`,
  },

  microphone: {
    label: 'Mikrofon',
    systemDefault: 'Systemstandard',
    defaultNamed: name => `Systemstandard (${name})`,
    missing: name => `${name} (nicht verbunden)`,
    unnamed: n => `Mikrofon ${n}`,
  },

  speaker: {
    label: 'Lautsprecher',
    unnamed: n => `Lautsprecher ${n}`,
    volume: 'Lautstärke',
  },

  test: {
    start: 'Mikrofon testen',
    states: {
      idle: 'Nimmt drei Sekunden auf und spielt sie ab.',
      recording: 'Jetzt sprechen …',
      playing: 'Das wurde gehört.',
      silent: 'Es kam kein Ton an. Ein anderes Mikrofon wählen oder prüfen, ob es stummgeschaltet ist.',
      done: 'Wer die eigene Stimme erkannt hat, kann loslegen.',
    },
  },

  settings: {
    title: 'Einstellungen',
    close: 'Einstellungen schließen',
    pages: {
      endpoint: 'Endpunkt',
      personas: 'Personas',
      sound: 'Mikrofon & Ton',
      talking: 'Sprechen',
      history: 'Verlauf',
      cost: 'Kosten',
      appearance: 'Darstellung',
      about: 'Über',
    },
  },

  endpoint: {
    now: 'Antwortet jetzt',
    key: source =>
      ({ 'no key': 'Ohne Schlüssel', Settings: 'Schlüssel: in den Einstellungen' })[source] ?? `Schlüssel: ${source}`,
    detail: (host, model, voice) => [host, model, voice].filter(part => part !== '').join(' · '),
    gone: name => `Das Profil dieser Unterhaltung gibt es nicht mehr. Jetzt antwortet ${name}.`,
    goneAccept: 'Damit weitermachen',
    goneChoose: 'Anderes wählen',
    kinds: { practice: 'Übungspartner', environment: 'Umgebung', custom: 'Eigenes' },
  },

  private: privateWords,

  appearance: {
    theme: 'Erscheinungsbild',
    themes: { system: 'Wie das System', light: 'Hell', dark: 'Dunkel' },
    language: 'Sprache',
    systemLanguage: 'Wie das System',
  },

  about: {
    version: version => `Version ${version}`,
    text: 'Taste halten, sprechen, loslassen und die Antwort mit der eigenen Stimme des Modells hören.',
    diagnostics: 'Diagnose',
    diagnosticsHint: 'Enthält keinen Schlüssel und nichts Gesagtes.',
    licenses: 'Lizenzen der Software, aus der Parley besteht',
    copy: 'Diagnose kopieren',
    copied: 'Kopiert',
  },

  showShortcuts: 'Tastenkürzel',

  notices: { dismiss: 'Hinweis schließen' },

  connecting: 'Verbindet …',
}
