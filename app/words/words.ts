import type { Hint, Phase } from '../talk/talk-state.ts'
import { catalogue } from './catalogue.ts'
import { conversationWords } from './conversation-words.ts'
import { costWords } from './cost-words.ts'
import { privateWords } from './keeping-words.ts'
import { outboxWords } from './outbox-words.ts'
import { transferWords } from './transfer-words.ts'
import { turnWords } from './turn-words.ts'

const phases: Record<Phase, string> = {
  idle: 'Ready',
  arming: 'Getting ready',
  recording: 'Recording',
  locked: 'Recording, hands-free',
  tail: 'Recording',
  sending: 'Sending',
  speaking: 'Speaking',
}

const hints: Record<Hint, string> = {
  'hold-to-talk': 'Hold to talk. Double-tap to lock.',
  'escape-again': 'Press Esc again to discard',
  'too-short': 'That was too short. Hold while you speak.',
  silent: 'No sound was heard. It is kept as a draft.',
  'too-long': 'The longest recording is reached. It is kept as a draft.',
  'draft-kept': 'Kept as a draft. Enter sends it, Esc discards it.',
}

/** Every word the window shows or says, in English. A language is another object of this shape. */
export const words = catalogue('words', {
  appName: 'Parley',
  ...conversationWords,
  ...turnWords,
  ...outboxWords,

  talk: {
    area: 'Talk and type',
    button: 'Hold to talk',
    phases,
    /** In place of a phase, while what failed stands beside the talk button. */
    unheard: 'The microphone cannot be used',
    undone: 'That did not work',
    hints,
    recording: 'Being recorded',
    recordedFor: (title: string) => `Recorded for “${title}”`,
    recordedNew: 'Recorded for another, new conversation',
    recordedPrivate: 'Recorded for the private conversation',
    showRecorded: 'Show it',
    joined: 'Goes along with the next question',
    sendJoined: 'Send it now',
    hold: 'Hold Space or the button',
    toggle: 'Press Space or the button',
    releaseToSend: 'Release to send. Slide up to lock, left to cancel.',
    keyToSend: 'Release Space to send, Esc cancels',
    pressToSend: 'Press again to send, Esc cancels',
    stopKey: 'Esc stops',
    countdown: (ms: number) => `${Math.ceil(ms / 1000)} s left`,
    stop: 'Stop',
    stopReply: 'Stop reply',
    open: 'The microphone is open',
    warm: 'The microphone stays open for a moment, so that the next recording starts at once',
  },

  transfer: transferWords,

  cost: costWords,

  failure: {
    retry: 'Retry',
    openSettings: 'Open settings',
    retryElsewhere: 'Ask another model',
    changeModel: 'Change the model …',
    changeMicrophone: 'Change microphone',
    delete: 'Delete',
    dismiss: 'Dismiss',
    reconnect: 'Reconnect',
    noAnswer: 'It does not answer here.',
  },

  composer: {
    box: 'Message',
    placeholder: 'Type, or drop an audio file …',
    attach: 'Attach audio file',
    send: 'Send message',
    drop: 'Drop a WAV or MP3 file, an export of Parley or a persona',
    reading: (name: string, isWaitedFor: boolean) => `Reading ${name}${isWaitedFor ? ', then sending' : ''}`,
    progress: 'Upload of the attachment',
    remove: (name: string) => `Remove ${name}`,
  },

  microphone: {
    label: 'Microphone',
    systemDefault: 'System default',
    defaultNamed: (name: string) => `System default (${name})`,
    missing: (name: string) => `${name} (not connected)`,
    unnamed: (n: number) => `Microphone ${n}`,
  },

  speaker: {
    label: 'Speaker',
    unnamed: (n: number) => `Speaker ${n}`,
    volume: 'Volume',
  },

  test: {
    start: 'Test microphone',
    states: {
      idle: 'Records three seconds and plays them back.',
      recording: 'Speak now …',
      playing: 'This is what was heard.',
      silent: 'No sound arrived. Choose another microphone, or check that it is not muted.',
      done: 'If you recognised your own voice, it works.',
    },
  },

  settings: {
    title: 'Settings',
    close: 'Close settings',
    pages: {
      endpoint: 'Endpoint',
      personas: 'Personas',
      sound: 'Microphone & speaker',
      talking: 'Talking',
      history: 'History',
      cost: 'Cost',
      appearance: 'Appearance',
      about: 'About',
    },
  },

  endpoint: {
    now: 'Answers now',
    key: (source: string) => (source === 'no key' ? 'No key' : `Key: ${source}`),
    detail: (host: string, model: string, voice: string) =>
      [host, model, voice].filter(part => part !== '').join(' · '),
    gone: (name: string) => `The profile this conversation had is not there any more. ${name} answers now.`,
    goneAccept: 'Go on with it',
    goneChoose: 'Choose another',
    kinds: { practice: 'Practice partner', environment: 'Environment', custom: 'Own' },
  },

  private: privateWords,

  appearance: {
    theme: 'Theme',
    themes: { system: 'As the system', light: 'Light', dark: 'Dark' },
    language: 'Language',
    systemLanguage: 'As the system',
  },

  about: {
    version: (version: string) => `Version ${version}`,
    text: 'Hold a key, speak, let go, and hear the answer in the model’s own voice.',
    diagnostics: 'Diagnostics',
    diagnosticsHint: 'Holds no key and nothing you said.',
    licenses: 'Licences of what Parley is made with',
    copy: 'Copy diagnostics',
    copied: 'Copied',
  },

  showShortcuts: 'Keyboard shortcuts',

  notices: { dismiss: 'Dismiss notice' },

  connecting: 'Connecting …',
})

/** The shape of a language. */
export type Words = typeof words
