import type { PresenceState } from '../../../desktop/presence.ts'
import type { desktopWords as english } from '../../desktop-words.ts'

const states: Record<PresenceState, string> = {
  idle: 'Bereit',
  listening: 'Aufnahme',
  sending: 'Sendet',
  speaking: 'Spricht',
  queued: 'Eine Frage wartet auf das Senden',
  failed: 'Die letzte Frage ist fehlgeschlagen',
}

/** `desktopWords` in German. */
export const desktopWords: typeof english = {
  tray: {
    states,
    tip: state => `Parley: ${state}`,
    talk: 'Sprechen',
    stop: 'Anhalten und senden',
    microphone: 'Mikrofon',
    systemDefault: 'Systemstandard',
    endpoint: 'Endpunkt',
    persona: 'Persona',
    unnamed: 'Ohne Namen',
    mini: 'Minifenster',
    open: 'Parley öffnen',
    quit: 'Parley beenden',
  },

  menu: {
    about: 'Über Parley',
    settings: 'Einstellungen …',
    file: 'Datei',
    newConversation: 'Neue Unterhaltung',
    newPrivate: 'Neue private Unterhaltung',
    shortcuts: 'Tastenkürzel',
    edit: 'Bearbeiten',
    view: 'Ansicht',
    window: 'Fenster',
    help: 'Hilfe',
    roles: {
      undo: 'Widerrufen',
      redo: 'Wiederholen',
      cut: 'Ausschneiden',
      copy: 'Kopieren',
      paste: 'Einfügen',
      pasteAndMatchStyle: 'Einfügen und Stil anpassen',
      delete: 'Löschen',
      selectAll: 'Alles auswählen',
      resetZoom: 'Originalgröße',
      zoomIn: 'Vergrößern',
      zoomOut: 'Verkleinern',
      togglefullscreen: 'Vollbild',
      minimize: 'Minimieren',
      zoom: 'Zoomen',
      front: 'Alle nach vorne bringen',
      close: 'Fenster schließen',
      services: 'Dienste',
      hide: 'Parley ausblenden',
      hideOthers: 'Andere ausblenden',
      unhide: 'Alle einblenden',
    },
  },

  starts: {
    refused: flag => `Mit ${flag} startet Parley nicht.`,
    link: 'Parley öffnet keine Links. Nichts wurde getan.',
    valued: flag => `${flag} bekommt keinen Wert.`,
    several: flags => `Nur eines auf einmal: ${flags.join(' oder ')}.`,
    notRunning: {
      stop: 'Parley läuft nicht; es gibt nichts anzuhalten.',
      cancel: 'Parley läuft nicht; es gibt nichts zurückzunehmen.',
    },
  },

  ending: {
    title: 'Parley muss sich schließen',
    windowFailed: 'Das Fenster ist innerhalb einer Minute zweimal abgestürzt. Was gesagt wurde, ist gespeichert.',
  },

  chooseFolder: 'Einen Ordner für die Bibliothek wählen',

  leaving: {
    question: 'Parley schließen und die private Unterhaltung verlieren?',
    detail: 'Was darin gesagt wurde, ist sonst nirgends gespeichert und kommt nicht zurück.',
    stay: 'Bleiben',
    leave: 'Schließen und verlieren',
  },

  reveal: { macos: 'Im Finder zeigen', windows: 'Im Explorer anzeigen', linux: 'In Dateien anzeigen' },

  advice: {
    open: 'Systemeinstellungen öffnen',
    macos: 'Auf diesem Mac: Systemeinstellungen › Datenschutz & Sicherheit › Mikrofon.',
    windows:
      'In Windows: Einstellungen › Datenschutz und Sicherheit › Mikrofon › „Desktop-Apps den Zugriff auf Ihr Mikrofon erlauben“.',
    startAgain: 'Das System erlaubt es jetzt. Parley beenden und neu starten.',
    flatpak: 'Ein Flatpak hört nur, wenn es darf: flatpak override --user --socket=pulseaudio org.parley.Parley',
    snap: 'Ein Snap hört nur, wenn es verbunden ist: snap connect parley:audio-record',
    noSoundServer:
      'Weder PipeWire noch PulseAudio ist erreichbar, durch die Programme hören. Eines von beiden muss laufen.',
  },

  miniStates: { ...states, queued: 'Wartet', failed: 'Nicht beantwortet' },
  miniTitle: 'Parley, Minifenster',
  miniTalk: 'Halten zum Sprechen',
  miniOpen: 'Parley öffnen',
  miniHide: 'Minifenster ausblenden',
  miniLegend: 'Minifenster',
  miniChoices: { auto: 'Beim Sprechen in einem anderen Programm', always: 'Immer', never: 'Nie' },
  staysInTray: 'Nach dem Schließen des Fensters bleibt Parley im Infobereich',
  staysInTrayHint: 'Die Taste, die in jedem Programm funktioniert, bleibt wirksam.',
  noTray: 'Dieser Desktop zeigt keine Symbole im Infobereich; mit dem Fenster endet darum Parley.',
  opensAtLogin: 'Mit dem System starten, verborgen',

  updates: {
    question:
      'Nach neuen Versionen von Parley suchen? Einmal am Tag wird dessen eigene Seite gefragt; über den Benutzer erfährt sie nichts.',
    yes: 'Suchen',
    no: 'Nicht suchen',
    look: 'Nach neuen Versionen suchen',
    lookHint:
      'Einmal am Tag wird die Seite von Parley gefragt; über den Benutzer erfährt sie nichts. Geladen wird erst auf Wunsch.',
    lookNow: 'Jetzt suchen',
    linkHint: 'Dieses Parley wird nicht von selbst ersetzt.',
    openPage: 'Seite von Parley öffnen',
    phases: {
      off: '',
      resting: '',
      looking: 'Wird gesucht …',
      newest: 'Es gibt keine neuere Version.',
      waiting: 'Sie wird geladen, sobald niemand spricht.',
      fetching: 'Sie wird geladen …',
    },
    available: version => `Version ${version} ist da.`,
    show: 'Was sie bringt',
    fetch: version => `Version ${version} laden`,
    ready: version => `Version ${version} ist da und ersetzt diese, sobald Parley beendet wird.`,
    news: version => `Was Version ${version} bringt`,
    faults: {
      unreachable: 'Die Seite von Parley war nicht zu erreichen. Später noch einmal versuchen.',
      'not-there': 'Die Seite von Parley hat keine Version für dieses System.',
      damaged: 'Was kam, ist nicht vollständig und wurde verworfen. Später noch einmal versuchen.',
      foreign: 'Was kam, ist nicht von den Autoren von Parley signiert und wurde verworfen.',
      'no-room': 'Auf dem Datenträger ist kein Platz für die neue Version.',
      failed: 'Die neue Version ließ sich nicht laden. Später noch einmal versuchen.',
    },
  },
}
