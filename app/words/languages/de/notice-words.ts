import type { noticeWords as english } from '../../notice-words.ts'
import { formatNumber } from '../../platform-formats.ts'

/** `noticeWords` in German. */
export const noticeWords: typeof english = {
  drafts_recovered: ({ count }) =>
    count === 1
      ? 'Eine abgebrochene Aufnahme wurde als Entwurf wiederhergestellt.'
      : `${formatNumber(count, {})} abgebrochene Aufnahmen wurden als Entwürfe wiederhergestellt.`,
  replies_kept: ({ count }) =>
    count === 1
      ? 'Eine abgebrochene Antwort ist so weit gespeichert, wie sie kam.'
      : `${formatNumber(count, {})} abgebrochene Antworten sind so weit gespeichert, wie sie kamen.`,
  conversations_added: ({ count }) =>
    count === 1
      ? 'Eine Unterhaltung, die in der Bibliothek nicht verzeichnet war, wurde aufgenommen.'
      : `${formatNumber(count, {})} Unterhaltungen, die in der Bibliothek nicht verzeichnet waren, wurden aufgenommen.`,
  conversations_followed: ({ count }) =>
    count === 1
      ? 'Eine Unterhaltung ist jetzt so, wie ihr Ordner sie enthält; er war neuer als das Verzeichnis.'
      : `${formatNumber(count, {})} Unterhaltungen sind jetzt so, wie ihre Ordner sie enthalten; diese waren neuer als das Verzeichnis.`,
  sounds_added: ({ count }) =>
    count === 1
      ? 'Eine Tondatei, die in der Bibliothek nicht verzeichnet war, wurde aufgenommen.'
      : `${formatNumber(count, {})} Tondateien, die in der Bibliothek nicht verzeichnet waren, wurden aufgenommen.`,
  sounds_gone: ({ count }) =>
    count === 1
      ? 'Eine Tondatei fehlt: Etwas anderes als Parley hat sie gelöscht oder verschoben.'
      : `${formatNumber(count, {})} Tondateien fehlen: Etwas anderes als Parley hat sie gelöscht oder verschoben.`,

  settings_unreadable: v =>
    `Die Einstellungen waren nicht zu lesen. Sie wurden als ${v.kept} aufbewahrt; jetzt gelten die Voreinstellungen.`,
  spending_unreadable: v =>
    `Die bisherigen Ausgaben waren nicht zu lesen. Sie wurden als ${v.kept} aufbewahrt; die Summen sind die der Antworten in der Bibliothek.`,

  clock_doubted: () =>
    'Nach der Uhr dieses Computers wurde seit mehr als einem Jahr nichts gesagt; darum wurde nichts Altes entfernt. Einstellungen, Verlauf zeigt, was gehen würde.',
  trash_held: () =>
    'Nach der Uhr dieses Computers wurde seit mehr als einem Jahr nichts gesagt oder weggeworfen; darum behält der Papierkorb, was er löschen sollte. Gelöscht wird es, sobald wieder etwas gesagt oder der Papierkorb geleert wird.',
  proxy_address_missing: () =>
    'LITELLM_PROXY_KEY ist gesetzt, doch nirgends steht, wo der Proxy dazu ist; darum antwortet der Übungspartner. Auch LITELLM_PROXY_BASE setzen oder den Proxy in den Einstellungen, Endpunkt hinzufügen.',
  start_not_understood: () =>
    'Parley wurde noch einmal gestartet, mit etwas, das es nicht versteht. Es wurde nichts getan.',
  login_item_refused: v =>
    `Das Starten mit dem System ließ sich nicht ändern: In ${v.path} lässt sich nicht schreiben.`,
  login_item_unallowed: () =>
    'macOS startet Parley bei der Anmeldung noch nicht. Erlauben lässt es sich in den Systemeinstellungen, Allgemein, Anmeldeobjekte.',

  microphone_replaced: v =>
    `${v.label} ist nicht verbunden. Stattdessen wird das Standardmikrofon des Systems verwendet.`,
  voice_missing: () => 'Dieses System hat keine Stimme, die Antworten vorlesen kann.',
}
