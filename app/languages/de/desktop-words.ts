import type { desktopWords as english } from '../../desktop-words.ts'
import type { PresenceState } from '../../presence.ts'

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
  },

  reveal: { macos: 'Im Finder zeigen', windows: 'Im Explorer anzeigen', linux: 'In Dateien anzeigen' },

  advice: {
    open: 'Systemeinstellungen öffnen',
    macos: 'Erlaubt wird es in den Systemeinstellungen unter Datenschutz & Sicherheit, Mikrofon.',
    windows:
      'Erlaubt wird es in den Einstellungen von Windows unter Datenschutz, Mikrofon: „Desktop-Apps den Zugriff auf Ihr Mikrofon erlauben“.',
    startAgain: 'Das System erlaubt es jetzt. Parley beenden und neu starten.',
    flatpak: 'Ein Flatpak hört nur, wenn es darf: flatpak override --user --socket=pulseaudio org.parley.Parley',
    snap: 'Ein Snap hört nur, wenn es verbunden ist: snap connect parley:audio-record',
    noSoundServer:
      'Weder PipeWire noch PulseAudio ist erreichbar, durch die Programme hören. Eines von beiden muss laufen.',
  },

  miniStates: { ...states, queued: 'Wartet', failed: 'Nicht beantwortet' },
  miniTalk: 'Halten zum Sprechen',
  miniOpen: 'Parley öffnen',
  miniHide: 'Minifenster ausblenden',
  miniLegend: 'Minifenster',
  miniChoices: { auto: 'Beim Sprechen in einem anderen Programm', always: 'Immer', never: 'Nie' },
  staysInTray: 'Nach dem Schließen des Fensters bleibt Parley in der Ablage',
  staysInTrayHint: 'Die Taste, die in jedem Programm geht, geht weiter.',
  noTray: 'Dieser Desktop zeigt keine Symbole in der Ablage; mit dem Fenster endet darum Parley.',
  opensAtLogin: 'Mit dem System starten, verborgen',
  loginItemFailed: path => `Das Starten mit dem System ließ sich nicht ändern: In ${path} lässt sich nicht schreiben.`,
}
