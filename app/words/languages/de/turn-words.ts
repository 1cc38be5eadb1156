import type { Step } from '../../../turns/turn-times.ts'
import { formatDuration, formatMilliseconds, formatSeconds, formatTime, formatTook, sayDuration } from '../../format.ts'
import { formatNumber } from '../../platform-formats.ts'
import type { turnWords as english } from '../../turn-words.ts'

const stepNames: Partial<Record<Step, string>> = {
  sent: 'Frage gesendet',
  headers: 'Antwort begonnen',
  firstWords: 'erste Worte',
  firstSound: 'erster Ton hier',
  sounded: 'erster Ton gehört',
  end: 'alles da',
}

const failed = 'gescheitert'

const timesWords: (typeof english)['turn']['times'] = {
  soon: ({ sounded, firstSound, firstWords }) => {
    const [sound, text] = [sounded ?? firstSound, firstWords]
    if (sound !== null) return `${formatTook(sound)} bis zum ersten Ton`
    return text === null ? null : `${formatTook(text)} bis zu den ersten Worten`
  },
  label: soon => `Wie lange es dauerte: ${soon}`,
  failedAfter: ms => `Gescheitert nach ${formatTook(ms)}`,
  detail: (times, { isSpoken, hasFailed }) => {
    const { pressed, firstSample } = times
    const opened = pressed !== null && firstSample !== null ? firstSample - pressed : null
    const heard = opened === null ? '' : `Erster Messwert ${formatMilliseconds(opened)} nach dem Tastendruck. `
    const said = Object.entries(stepNames).flatMap(([step, name]) => {
      const ms = times[step as Step]
      return ms === null ? [] : [`${step === 'end' && hasFailed ? failed : name} ${formatMilliseconds(ms)}`]
    })
    return `${heard}${isSpoken ? 'Ab dem Loslassen' : 'Ab dem Fragen'}: ${said.join(', ')}.`
  },
}

const sides = { recording: 'Aufnahme', reply: 'Antwort' }

/** Turns, replay and drafts in the German catalogue `words`. */
export const turnWords: typeof english = {
  turn: {
    you: 'Frage',
    reply: 'Antwort',
    yours: at => `Frage um ${formatTime(at)}`,
    voiceMessage: ms => `Sprachnachricht ${formatDuration(ms)}`,
    voiceReply: ms => `Gesprochene Antwort ${formatDuration(ms)}`,
    attachment: name => `Angehängt: ${name}`,
    textReply: 'Antwort als Text',
    sayIt: 'Vorlesen',
    heardUntil: ms => `gehört bis ${formatDuration(ms)}`,
    stoppedAtOnce: 'sofort angehalten',
    incomplete: 'unvollständig',
    missing: ms => `Mikrofon setzte aus, ${formatSeconds(ms)} fehlen`,
    expired: { sound: 'Ton nicht mehr aufbewahrt', words: 'Text nicht mehr aufbewahrt' },
    times: timesWords,
    unanswered: n =>
      `Sie war zuvor ${n === 1 ? 'einmal' : `${formatNumber(n, {})}-mal`} gesendet und nicht beantwortet worden. Auch das kann berechnet worden sein.`,
    waiting: 'Wartet auf die Antwort',
    stopped: 'Angehalten, bevor eine Antwort kam.',
    ask: 'Fragen',
    playOf: side => `${sides[side]} abspielen`,
    pauseOf: side => `${sides[side]} anhalten`,
    seek: side => `Position: ${sides[side]}`,
    position: (ms, ofMs) => `${sayDuration(ms)} von ${sayDuration(ofMs)}`,
    progress: (ms, ofMs) => `${formatDuration(ms)} / ${formatDuration(ofMs)}`,
    speed: 'Tempo',
    speedOf: rate => `${formatNumber(rate, {})}×`,
    again: 'Noch einmal fragen',
    copy: 'Text kopieren',
    copyQuestion: 'Frage kopieren',
    copied: 'Kopiert',
    save: 'Ton sichern',
    menu: 'Menü des Wortwechsels',
    delete: 'Frage und Antwort löschen',
    editQuestion: 'Text der Aufnahme bearbeiten',
    editReply: 'Text der Antwort bearbeiten',
    edited: 'Bearbeitet',
    words: side => `Text: ${sides[side]}`,
    keepWords: 'Übernehmen',
    leaveWords: 'Abbrechen',
    saveRecording: 'Aufnahme sichern',
    continueFrom: 'Von hier aus fortsetzen',
    continued: title => `„${title}“ geht in einer Kopie weiter`,
    fileName: (moment, side, format) => `Parley ${moment} ${sides[side]}.${format}`,
  },

  replay: {
    bar: 'Wiedergabe',
    previous: 'Voriger Ton',
    next: 'Nächster Ton',
    back: '10 Sekunden zurück',
    forward: '10 Sekunden vor',
    pause: 'Pause',
    resume: 'Abspielen',
    close: 'Wiedergabe schließen',
    playOn: 'Weiterspielen',
    playOnHint: 'Gespeicherter Ton folgt durch die Unterhaltung aufeinander.',
    skipSilence: 'Stille überspringen',
    skipSilenceHint: 'Pausen von mehr als 0,6 Sekunden werden in gespeichertem Ton übersprungen.',
    all: 'Unterhaltung abspielen',
  },

  draft: {
    reasons: {
      'focus-lost': () => 'Behalten, weil das Fenster die Taste verlor. Noch nicht gesendet.',
      'too-long': () => 'Behalten, weil die längste Aufnahme erreicht war. Noch nicht gesendet.',
      silent: microphone => (microphone === '' ? 'Kein Ton vom Mikrofon' : `Kein Ton von ${microphone}`),
      recovered: () => 'Gerettet, nachdem Parley unerwartet endete. Noch nicht gesendet.',
      'microphone-lost': () => 'Behalten bis zu dem Moment, in dem das Mikrofon verloren ging. Noch nicht gesendet.',
      'key-lost': () => 'Behalten, weil das Loslassen der Taste nicht ankam. Noch nicht gesendet.',
      'window-closed': () => 'Behalten, weil sich das Fenster schloss. Noch nicht gesendet.',
      asleep: () => 'Behalten, weil der Rechner in den Ruhezustand ging. Noch nicht gesendet.',
      locked: () => 'Behalten, weil der Bildschirm gesperrt wurde. Noch nicht gesendet.',
      'user-left': () => 'Behalten, weil jemand anders am Rechner war. Noch nicht gesendet.',
      disk: () => 'Behalten, soweit sie sich schreiben ließ. Noch nicht gesendet.',
      imported: () => 'Importiert, noch nicht gefragt.',
      discarded: () => 'Zurückgeholt, nachdem sie verworfen war. Noch nicht gesendet.',
    },
    send: 'Senden',
    sendAnyway: 'Trotzdem senden',
    discard: 'Verwerfen',
    neverSent: 'Entwurf, nie gesendet.',
    placeTitle: 'Entwürfe',
    placeText:
      'Aufnahmen, die behalten, aber nicht gesendet wurden. Sie bleiben, bis sie gesendet oder verworfen werden.',
    none: 'Keine Entwürfe. Eine Aufnahme, die nicht gesendet werden konnte, bleibt hier erhalten.',
    open: title => `„${title}“ öffnen`,
    openUntitled: 'Unterhaltung öffnen',
  },

  markdown: {
    draft: reason => (reason === '' ? 'Entwurf, noch nicht gesendet.' : `Entwurf. ${reason}`),
    joined: 'Mit der nächsten Frage gesendet.',
    queued: 'Wartet auf das Senden.',
  },
}
