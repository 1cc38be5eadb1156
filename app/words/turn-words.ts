import type { DraftReason } from '../conversation.ts'
import type { Step, TurnTimes } from '../turns/turn-times.ts'
import { count } from './counts.ts'
import { formatDuration, formatMilliseconds, formatSeconds, formatTime, formatTook, sayDuration } from './format.ts'

const draftReasons: Record<DraftReason, (microphone: string) => string> = {
  'focus-lost': () => 'Kept, because the window lost the key. Not sent yet.',
  'too-long': () => 'Kept, because the longest recording was reached. Not sent yet.',
  silent: microphone => (microphone === '' ? 'No sound from the microphone' : `No sound from ${microphone}`),
  recovered: () => 'Recovered after Parley ended unexpectedly. Not sent yet.',
  'microphone-lost': () => 'Kept up to the moment the microphone was lost. Not sent yet.',
  'key-lost': () => 'Kept, because the release of the key was missed. Not sent yet.',
  'window-closed': () => 'Kept, because the window closed. Not sent yet.',
  asleep: () => 'Kept, because the computer went to sleep. Not sent yet.',
  locked: () => 'Kept, because the screen was locked. Not sent yet.',
  'user-left': () => 'Kept, because somebody else used the computer. Not sent yet.',
  disk: () => 'Kept up to the moment it could not be written. Not sent yet.',
  imported: () => 'Imported, not asked yet.',
  discarded: () => 'Taken back after it was discarded. Not sent yet.',
}

/** What happened when, in the order in which it is told; what did not happen is left out. */
const stepNames: Partial<Record<Step, string>> = {
  sent: 'question sent',
  headers: 'answer begun',
  firstWords: 'first words',
  firstSound: 'first sound here',
  sounded: 'first sound heard',
  end: 'all here',
}

/** What stands there instead of the last step of a request that failed. */
const failed = 'failed'

const timesWords = {
  /** How soon a reply was there, in short; null where that is not known. */
  soon: ({ sounded, firstSound, firstWords }: TurnTimes): string | null => {
    const [sound, text] = [sounded ?? firstSound, firstWords]
    if (sound !== null) return `${formatTook(sound)} to first sound`
    return text === null ? null : `${formatTook(text)} to first words`
  },
  label: (soon: string) => `What it took: ${soon}`,
  failedAfter: (ms: number) => `Failed after ${formatTook(ms)}`,
  detail: (times: TurnTimes, { isSpoken, hasFailed }: { isSpoken: boolean; hasFailed: boolean }): string => {
    const { pressed, firstSample } = times
    const opened = pressed !== null && firstSample !== null ? firstSample - pressed : null
    const heard = opened === null ? '' : `First sample ${formatMilliseconds(opened)} after the key went down. `
    const said = Object.entries(stepNames).flatMap(([step, name]) => {
      const ms = times[step as Step]
      return ms === null ? [] : [`${step === 'end' && hasFailed ? failed : name} ${formatMilliseconds(ms)}`]
    })
    return `${heard}${isSpoken ? 'From letting go' : 'From asking'}: ${said.join(', ')}.`
  },
}

/** The two sounds of a turn, in the midst of a sentence. */
const sides = { recording: 'recording', reply: 'reply' }

/** What the window says about turns: what was said and answered, drafts, stored sounds. A part of `words`. */
export const turnWords = {
  turn: {
    you: 'You',
    reply: 'Reply',
    yours: (at: number) => `Question at ${formatTime(at)}`,
    voiceMessage: (ms: number) => `Voice message ${formatDuration(ms)}`,
    voiceReply: (ms: number) => `Voice reply ${formatDuration(ms)}`,
    attachment: (name: string) => `Attached: ${name}`,
    textReply: 'Text reply',
    sayIt: 'Say it',
    heardUntil: (ms: number) => `heard until ${formatDuration(ms)}`,
    stoppedAtOnce: 'stopped at once',
    incomplete: 'incomplete',
    missing: (ms: number) => `Microphone dropped out, ${formatSeconds(ms)} missing`,
    expired: { sound: 'Sound no longer kept', words: 'Words no longer kept' },
    times: timesWords,
    unanswered: (n: number) =>
      `It had been sent ${n === 1 ? 'once' : count(n, 'time', 'times')} before and got no answer. That may have been billed too.`,
    waiting: 'Waiting for the reply',
    stopped: 'Stopped before a reply came.',
    ask: 'Ask',
    playOf: (side: keyof typeof sides) => `Play ${sides[side]}`,
    pauseOf: (side: keyof typeof sides) => `Pause ${sides[side]}`,
    seek: (side: keyof typeof sides) => `Position in ${sides[side]}`,
    position: (ms: number, ofMs: number) => `${sayDuration(ms)} of ${sayDuration(ofMs)}`,
    progress: (ms: number, ofMs: number) => `${formatDuration(ms)} / ${formatDuration(ofMs)}`,
    speed: 'Speed',
    speedOf: (rate: number) => `${rate}×`,
    again: 'Say again',
    copy: 'Copy words',
    copyQuestion: 'Copy question',
    copied: 'Copied',
    save: 'Save audio',
    menu: 'Turn menu',
    delete: 'Delete question and reply',
    editQuestion: 'Edit words of the recording',
    editReply: 'Edit words of the reply',
    edited: 'Edited',
    words: (side: keyof typeof sides) => `Words of the ${sides[side]}`,
    keepWords: 'Keep',
    leaveWords: 'Cancel',
    saveRecording: 'Save recording',
    continueFrom: 'Continue from here',
    continued: (title: string) => `“${title}” goes on in a copy`,
    fileName: (moment: string, side: keyof typeof sides, format: string) => `Parley ${moment} ${sides[side]}.${format}`,
  },

  replay: {
    bar: 'Replay',
    previous: 'Previous sound',
    next: 'Next sound',
    back: 'Back 10 seconds',
    forward: 'Forward 10 seconds',
    pause: 'Pause',
    resume: 'Play',
    close: 'Close replay',
    playOn: 'Play on',
    playOnHint: 'Stored sounds follow each other through the conversation.',
    skipSilence: 'Skip silence',
    skipSilenceHint: 'Pauses of more than 0.6 seconds are jumped over in stored sounds.',
    all: 'Play conversation',
  },

  draft: {
    reasons: draftReasons,
    send: 'Send',
    sendAnyway: 'Send anyway',
    discard: 'Discard',
    neverSent: 'Draft, never sent.',
    placeTitle: 'Drafts',
    placeText: 'Recordings that were kept but not sent. They stay until you send or discard them.',
    none: 'No drafts. A recording that could not be sent is kept here.',
    open: (title: string) => `Open “${title}”`,
    openUntitled: 'Open conversation',
  },

  markdown: {
    draft: (reason: string) => (reason === '' ? 'Draft, not sent yet.' : `Draft. ${reason}`),
    joined: 'Sent along with the next question.',
    queued: 'Waiting to be sent.',
  },
}
