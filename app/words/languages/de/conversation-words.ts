import type { conversationWords as english } from '../../conversation-words.ts'
import { count } from '../../counts.ts'
import { formatBytes, formatDay, formatDuration, formatTime } from '../../format.ts'
import { formatNumber } from '../../platform-formats.ts'
import { countConversations, countTurns, formatProgress } from './counts.ts'

const HOUR_MS = 3600 * 1000
const DAY_MS = 24 * HOUR_MS

/** Conversations in the German catalogue `words`. */
export const conversationWords: typeof english = {
  sidebar: {
    search: 'Unterhaltungen durchsuchen',
    searchPlaceholder: 'Suchen',
    list: 'Unterhaltungen',
    newConversation: 'Neue Unterhaltung',
    newPrivate: 'Neue private Unterhaltung',
    drafts: 'Entwürfe',
    draftCount: n => `Entwürfe (${formatNumber(n, {})})`,
    archived: 'Archiv',
    trash: 'Papierkorb',
    settings: 'Einstellungen',
    open: 'Unterhaltungen einblenden',
    close: 'Unterhaltungen ausblenden',
    none: 'Unterhaltungen erscheinen hier, sobald etwas gefragt wurde.',
    detail: conversation => conversation.snippet || countTurns(conversation.turnCount),
  },

  search: {
    help: 'Die Eingabetaste findet die besten Treffer, ↑ und ↓ gehen hindurch. Eingrenzen mit',
    filters: ['„eine Wendung“', 'from:me', 'from:reply', 'after:2026-01-31', 'before:2026', 'voice:', 'model:'],
    results: 'Suchergebnisse',
    summary: (n, isAll) =>
      isAll ? count(n, 'Fundstelle', 'Fundstellen') : `Die ersten ${count(n, 'Fundstelle', 'Fundstellen')}`,
    newest: 'Neueste zuerst',
    best: 'Beste Treffer',
    nothing: text => `Nichts gefunden für „${text.trim()}“`,
    nothingHint: 'Weniger Wörter finden mehr. Beim Tippen genügt der Anfang eines Wortes.',
    saidBy: (isMine, at, now) => `${isMine ? 'Frage' : 'Antwort'} · ${formatDay(at, now)} ${formatTime(at)}`,
    playFrom: ms => `Ab ${formatDuration(ms)} abspielen`,
    tooLittle: 'Das ist zu wenig für eine Suche: Zwei Buchstaben braucht es. Zeichen und Emojis werden nicht gesucht.',
    dateUnclear: typed => `${typed} ist nicht zu verstehen. Ein Datum schreibt man wie 2026-01-31, 2026-01 oder 2026.`,
  },

  conversation: {
    log: 'Unterhaltung',
    untitled: 'Neue Unterhaltung',
    wordless: 'Sprachnachricht',
    continued: title => (title.endsWith('(Fortsetzung)') ? title : `${title} (Fortsetzung)`),
    menu: 'Menü der Unterhaltung',
    menuOf: title => `Menü von „${title}“`,
    size: (bytes, turnCount) => `${formatBytes(bytes)} · ${countTurns(turnCount)}`,
    rename: 'Umbenennen',
    titleField: 'Titel',
    titleHint: 'Leer: ihre ersten Worte',
    pin: 'Anheften',
    unpin: 'Lösen',
    pinned: 'Angeheftet',
    archive: 'Archivieren',
    unarchive: 'Aus dem Archiv holen',
    isArchived: 'Archiviert',
    delete: 'Löschen',
    answering: (model, voice, isByWords = false) =>
      [isByWords ? 'über Text' : '', model, voice].filter(part => part !== '').join(' · '),
    answeringTitle: (name, isHereOnly) =>
      `${name} antwortet${isHereOnly ? ', nur in dieser Unterhaltung' : ''}. Öffnet die Profile`,
    emptyTitle: 'Leertaste halten und etwas fragen',
    emptyTitleToggle: 'Leertaste drücken und etwas fragen',
    emptyText: 'Loslassen sendet. Die Antwort wird gesprochen, und beide Stimmen werden aufbewahrt.',
    emptyTextToggle: 'Nochmals drücken sendet. Die Antwort wird gesprochen, und beide Stimmen werden aufbewahrt.',
    emptyPractice:
      'Der Übungspartner ist verbunden: Er wiederholt, was er hört. So lässt sich alles ohne Konto ausprobieren.',
    emptyEndpoint: name => `${name} antwortet.`,
  },

  undo: {
    discarded: 'Aufnahme verworfen',
    deleted: 'Gelöscht',
    trashed: n => `${n === 1 ? 'Unterhaltung' : countConversations(n)} in den Papierkorb gelegt`,
    archived: n => `${n === 1 ? 'Unterhaltung' : countConversations(n)} archiviert`,
    undo: 'Rückgängig',
  },

  selection: {
    begin: 'Unterhaltungen auswählen',
    select: 'Auswählen',
    bar: 'Ausgewählte Unterhaltungen',
    count: n => `${formatNumber(n, {})} ausgewählt`,
    all: 'Alle auswählen',
    end: 'Auswahl beenden',
  },

  archive: {
    placeTitle: 'Archiv',
    placeText: 'Unterhaltungen, die beiseitegelegt wurden. Sie bleiben erhalten und werden wie alle anderen gefunden.',
    list: 'Archivierte Unterhaltungen',
    none: 'Das Archiv ist leer.',
  },

  trash: {
    placeTitle: 'Papierkorb',
    placeText: 'Gelöschtes bleibt 30 Tage hier, eine verworfene Aufnahme einen Tag.',
    list: 'Gelöschte Unterhaltungen und Wortwechsel',
    none: 'Der Papierkorb ist leer.',
    empty: 'Papierkorb leeren',
    restore: 'Wiederherstellen',
    restored: n => `${countConversations(n)} wiederhergestellt`,
    restoredTurn: 'Wiederhergestellt',
    delete: 'Endgültig löschen',
    deleted: 'Endgültig gelöscht',
    isHere: goes => `Diese Unterhaltung ist im Papierkorb und ${goes}.`,
    goes: (purgeAt, now) => {
      const ms = purgeAt - now
      if (ms > DAY_MS) return `wird in ${count(Math.ceil(ms / DAY_MS), 'Tag', 'Tagen')} gelöscht`
      return `wird in ${count(Math.max(1, Math.ceil(ms / HOUR_MS)), 'Stunde', 'Stunden')} gelöscht`
    },
    askConversation: title => `„${title}“ endgültig löschen?`,
    askConversations: n => `${countConversations(n)} endgültig löschen?`,
    askTurn: 'Diesen Wortwechsel endgültig löschen?',
    askEverything: 'Den Papierkorb leeren?',
    warnConversation: (bytes, turnCount) =>
      `${countTurns(turnCount)} mit allen Aufnahmen und Antworten, ${formatBytes(bytes)}: Das lässt sich nicht zurückholen.`,
    warnConversations: (titles, more, bytes) => {
      const rest = more > 0 ? ` und ${formatNumber(more, {})} weitere` : ''
      return `${titles.map(title => `„${title}“`).join(', ')}${rest}, ${formatBytes(bytes)}: Das lässt sich nicht zurückholen.`
    },
    warnTurn: said => `${said}: Text und Ton lassen sich nicht zurückholen.`,
    warnEverything: (conversationCount, turnCount, bytes) => {
      const single = turnCount > 0 ? [count(turnCount, 'einzelner Wortwechsel', 'einzelne Wortwechsel')] : []
      const counted = [
        ...(conversationCount > 0 || turnCount === 0 ? [countConversations(conversationCount)] : []),
        ...single,
      ]
      return `${counted.join(' und ')}, ${formatBytes(bytes)}: Das lässt sich nicht zurückholen.`
    },
    keep: 'Behalten',
  },

  history: {
    use: 'Platz auf dem Datenträger',
    recordings: 'Aufnahmen und Antworten',
    recordingsCount: (conversationCount, turnCount) =>
      `${countConversations(conversationCount)}, ${countTurns(turnCount)}`,
    trash: 'Papierkorb',
    index: 'Verzeichnis',
    free: 'Frei auf diesem Datenträger',
    measuring: 'Wird gezählt …',
    hint: dataFolder =>
      `Unterhaltungen sind WAV-Dateien in Ordnern nach Datum, mit einem Verzeichnis daneben. Die Einstellungen liegen in ${dataFolder}; mit --data gestartet, nimmt Parley andere.`,
  },

  move: {
    isIn: 'Die Bibliothek liegt in',
    wasIn: 'Die Bibliothek lag in',
    to: 'Bibliothek verschieben nach',
    hint: 'Der ganze Pfad eines leeren Ordners, gern auf einem anderen Datenträger. Sprechen geht währenddessen weiter.',
    move: 'Verschieben',
    choose: 'Wählen …',
    elsewhere: 'Wo die Bibliothek liegt',
    use: 'Diesen Ordner verwenden',
    cancel: 'Abbrechen',
    progress: 'Fortschritt des Verschiebens',
    bytes: formatProgress,
    goesOn: 'Das kann einen Moment dauern.',
    phases: {
      copying: folder => `Die Bibliothek wird nach ${folder} kopiert. Bis alles dort ist, bleibt sie, wo sie ist.`,
      verifying: folder => `Jede Datei in ${folder} wird mit ihrem Original verglichen.`,
      waiting: () => 'Fast fertig: Was gerade gesprochen und beantwortet wird, kommt noch zu Ende.',
      removing: folder => `Die Bibliothek liegt jetzt in ${folder}. Am alten Ort wird sie entfernt.`,
    },
    unfinished: {
      said: folder => `Das Verschieben nach ${folder} wurde unterbrochen. Die Bibliothek ist, wo sie war.`,
      goOn: 'Fortsetzen',
      giveUp: 'Aufgeben',
    },
    unremoved: {
      said: folder => `Die Bibliothek wurde verschoben. In ${folder} ließ sich nicht alles entfernen.`,
      goOn: 'Erneut versuchen',
      giveUp: 'Dort lassen',
    },
    moved: from => `Die Bibliothek wurde aus ${from} verschoben.`,
    left: (from, paths) => `Was nicht von Parley ist, blieb in ${from}: ${paths.join(', ')}.`,
    damaged: paths =>
      `Diese Aufnahmen sind nicht mehr, was sie beim Speichern waren, und waren es schon vor dem Verschieben nicht: ${paths.join(', ')}.`,
  },
}
