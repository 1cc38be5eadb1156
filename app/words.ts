import type { Conversation, DraftReason } from './conversation.ts'
import { formatBytes, formatDay, formatDuration, formatSeconds, formatTime, sayDuration } from './format.ts'
import { privateWords, retentionWords } from './keeping-words.ts'
import type { Hint, Phase } from './talk.ts'
import { transferWords } from './transfer-words.ts'

const plural = new Intl.PluralRules('en')
const count = (n: number, one: string, many: string) => `${n} ${plural.select(n) === 'one' ? one : many}`

/** A length that nobody needs to know exactly. */
const about = (ms: number) =>
  ms < 60_000 ? 'less than a minute' : `about ${count(Math.round(ms / 60_000), 'minute', 'minutes')}`
const HOUR_MS = 3600 * 1000
const DAY_MS = 24 * HOUR_MS

const turns = (n: number) => count(n, 'turn', 'turns')
const conversations = (n: number) => count(n, 'conversation', 'conversations')
/** How much sound is kept, of how many turns. */
const size = (bytes: number, turnCount: number) => `${formatBytes(bytes)} · ${turns(turnCount)}`

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

const draftReasons: Record<DraftReason, (microphone: string) => string> = {
  'focus-lost': () => 'Kept, because the window lost the key. Not sent yet.',
  'too-long': () => 'Kept, because the longest recording was reached. Not sent yet.',
  silent: microphone => (microphone === '' ? 'No sound from the microphone' : `No sound from ${microphone}`),
  recovered: () => 'Recovered after Parley ended unexpectedly. Not sent yet.',
  'microphone-lost': () => 'Kept up to the moment the microphone was lost. Not sent yet.',
  'key-lost': () => 'Kept, because the release of the key was missed. Not sent yet.',
  'window-closed': () => 'Kept, because the window closed. Not sent yet.',
  disk: () => 'Kept up to the moment it could not be written. Not sent yet.',
}

/** Every word the window shows or says, in English. A language is another object of this shape. */
export const words = {
  appName: 'Parley',

  talk: {
    area: 'Talk and type',
    button: 'Hold to talk',
    phases,
    hints,
    recording: 'Being recorded',
    joined: 'Goes along with your next question',
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

  sidebar: {
    search: 'Search conversations',
    searchPlaceholder: 'Search',
    list: 'Conversations',
    newConversation: 'New conversation',
    newPrivate: 'New private conversation',
    drafts: 'Drafts',
    draftCount: (n: number) => `Drafts (${n})`,
    archived: 'Archived',
    trash: 'Trash',
    settings: 'Settings',
    open: 'Show conversations',
    close: 'Hide conversations',
    none: 'Conversations appear here once you have asked something.',
    detail: (conversation: Conversation) => conversation.snippet || turns(conversation.turnCount),
  },

  search: {
    help: 'Enter finds the best matches, ↑ and ↓ go through them. Narrow it with',
    filters: ['“a phrase”', 'from:me', 'from:reply', 'after:2026-01-31', 'before:2026', 'voice:', 'model:'],
    results: 'Search results',
    summary: (n: number, isAll: boolean) => (isAll ? count(n, 'place', 'places') : `The first ${n} places`),
    newest: 'Newest first',
    best: 'Best matches',
    nothing: (text: string) => `Nothing found for “${text.trim()}”`,
    nothingHint: 'Fewer words find more. While you type, the beginning of a word is enough.',
    saidBy: (isMine: boolean, at: number, now: number) =>
      `${isMine ? 'You' : 'Reply'} · ${formatDay(at, now)} ${formatTime(at)}`,
    playFrom: (ms: number) => `Play from ${formatDuration(ms)}`,
    dateUnclear: (typed: string) => `${typed} is not understood. A date is written like 2026-01-31, 2026-01 or 2026.`,
  },

  conversation: {
    log: 'Conversation',
    untitled: 'New conversation',
    /** What a conversation is called that goes on from a turn of another. */
    continued: (title: string) => (title.endsWith('(continued)') ? title : `${title} (continued)`),
    menu: 'Conversation menu',
    menuOf: (title: string) => `Menu of “${title}”`,
    size,
    rename: 'Rename',
    titleField: 'Title',
    titleHint: 'Empty: its first words',
    pin: 'Pin',
    unpin: 'Unpin',
    pinned: 'Pinned',
    archive: 'Archive',
    unarchive: 'Take out of the archive',
    isArchived: 'Archived',
    delete: 'Delete',
    answering: (model: string, voice: string) => (voice === '' ? model : `${model} · ${voice}`),
    answeringTitle: (name: string) => `${name} answers. Opens the endpoint page`,
    emptyTitle: 'Hold Space and ask something',
    emptyTitleToggle: 'Press Space and ask something',
    emptyText: 'Let go to send. The answer is spoken, and both voices are kept.',
    emptyPractice:
      'The practice partner is connected: it repeats what it hears, so you can try everything without an account.',
    emptyEndpoint: (name: string) => `${name} answers.`,
  },

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
    incomplete: 'incomplete',
    missing: (ms: number) => `Microphone dropped out, ${formatSeconds(ms)} missing`,
    expired: { sound: 'Sound no longer kept', words: 'Words no longer kept' },
    waiting: 'Waiting for the reply',
    stopped: 'Stopped before a reply came.',
    play: 'Play',
    pause: 'Pause',
    playOf: (side: string) => `Play ${side}`,
    pauseOf: (side: string) => `Pause ${side}`,
    recording: 'recording',
    seek: (side: string) => `Position in ${side}`,
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
    words: (side: string) => `Words of the ${side}`,
    keepWords: 'Keep',
    leaveWords: 'Cancel',
    saveRecording: 'Save recording',
    continueFrom: 'Continue from here',
    continued: (title: string) => `“${title}” goes on in a copy`,
    fileName: (moment: string, side: string, format: string) => `Parley ${moment} ${side}.${format}`,
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
    placeTitle: 'Drafts',
    placeText: 'Recordings that were kept but not sent. They stay until you send or discard them.',
    none: 'No drafts. A recording that could not be sent is kept here.',
    open: (title: string) => `Open “${title}”`,
    openUntitled: 'Open conversation',
  },

  markdown: {
    draft: (reason: string) => (reason === '' ? 'Draft, not sent yet.' : `Draft. ${reason}`),
    joined: 'Sent along with the next question.',
  },

  transfer: transferWords,

  failure: {
    retry: 'Retry',
    openSettings: 'Open settings',
    changeMicrophone: 'Change microphone',
    delete: 'Delete',
    dismiss: 'Dismiss',
    reconnect: 'Reconnect',
    noAnswer: 'It does not answer here.',
  },

  undo: {
    discarded: 'Recording discarded',
    deleted: 'Deleted',
    trashed: (n: number) => `${n === 1 ? 'Conversation' : conversations(n)} moved to the trash`,
    archived: (n: number) => `${n === 1 ? 'Conversation' : conversations(n)} archived`,
    undo: 'Undo',
  },

  selection: {
    begin: 'Select conversations',
    select: 'Select',
    bar: 'Selected conversations',
    count: (n: number) => `${n} selected`,
    all: 'Select all',
    end: 'Stop selecting',
  },

  archive: {
    placeTitle: 'Archived',
    placeText: 'Conversations that were put aside. They are kept and found like all others.',
    list: 'Archived conversations',
    none: 'Nothing is archived.',
  },

  trash: {
    placeTitle: 'Trash',
    placeText: 'What was deleted stays here for 30 days, a discarded recording for one.',
    list: 'Deleted conversations and turns',
    none: 'The trash is empty.',
    empty: 'Empty Trash',
    restore: 'Restore',
    restored: (n: number) => `${conversations(n)} restored`,
    restoredTurn: 'Restored',
    delete: 'Delete for ever',
    deleted: 'Deleted for ever',
    isHere: (goes: string) => `This conversation is in the trash and ${goes}.`,
    goes: (purgeAt: number, now: number) => {
      const ms = purgeAt - now
      if (ms > DAY_MS) return `goes in ${count(Math.ceil(ms / DAY_MS), 'day', 'days')}`
      return `goes in ${count(Math.max(1, Math.ceil(ms / HOUR_MS)), 'hour', 'hours')}`
    },
    discarded: 'Discarded recording',
    askConversation: (title: string) => `Delete “${title}” for ever?`,
    askConversations: (n: number) => `Delete ${conversations(n)} for ever?`,
    askTurn: 'Delete this turn for ever?',
    askEverything: 'Empty the trash?',
    warnConversation: (bytes: number, turnCount: number) =>
      `${turns(turnCount)} with all recordings and replies, ${formatBytes(bytes)}, will be gone for good.`,
    warnConversations: (titles: readonly string[], more: number, bytes: number) => {
      const rest = more > 0 ? ` and ${more} more` : ''
      return `${titles.map(title => `“${title}”`).join(', ')}${rest}, ${formatBytes(bytes)}, will be gone for good.`
    },
    warnTurn: (said: string) => `${said} will be gone for good, words and sound.`,
    warnEverything: (conversationCount: number, turnCount: number, bytes: number) => {
      const single = turnCount > 0 ? [count(turnCount, 'single turn', 'single turns')] : []
      const counted = [
        ...(conversationCount > 0 || turnCount === 0 ? [conversations(conversationCount)] : []),
        ...single,
      ]
      return `${counted.join(' and ')}, ${formatBytes(bytes)}, will be gone for good.`
    },
    keep: 'Keep',
  },

  composer: {
    box: 'Message',
    placeholder: 'Type instead, or drop an audio file …',
    attach: 'Attach audio file',
    send: 'Send message',
    drop: 'Drop a WAV or MP3 file, or an export of Parley',
    reading: (name: string, isWaitedFor: boolean) => `Reading ${name}${isWaitedFor ? ', then sending' : ''}`,
    progress: 'Upload of the attachment',
    remove: (name: string) => `Remove ${name}`,
  },

  microphone: {
    label: 'Microphone',
    systemDefault: 'System default',
    defaultNamed: (name: string) => `System default (${name})`,
    missing: (name: string) => `${name} (not connected)`,
    replaced: (name: string) => `${name} is not connected. The system’s default microphone is used instead.`,
    unnamed: (n: number) => `Microphone ${n}`,
  },

  speaker: { label: 'Speaker', unnamed: (n: number) => `Speaker ${n}`, volume: 'Volume' },

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
      sound: 'Microphone & speaker',
      talking: 'Talking',
      history: 'History',
      appearance: 'Appearance',
      about: 'About',
    },
  },

  endpoint: {
    now: 'Answers now',
    key: (source: string) => `Key: ${source}`,
    use: 'Use',
    uses: {
      automatic: 'Automatic',
      practice: 'Practice partner',
      environment: 'Environment',
      custom: 'Custom',
    },
    useHints: {
      automatic:
        'Your own endpoint if a base URL is entered, else the one of the environment variables, else the practice partner.',
      practice: 'Built in, works without network or account. It repeats what it hears.',
      environment: 'OPENAI_BASE_URL and OPENAI_API_KEY, or LITELLM_PROXY_BASE and LITELLM_PROXY_KEY.',
      custom: 'Any server that speaks OpenAI’s chat completions with audio.',
    },
    baseUrl: 'Base URL',
    baseUrlHint: 'Such as https://api.openai.com/v1',
    keyField: 'Key',
    keyNone: 'No key entered',
    keyPresent: (lastFour: string) => `A key ending in ${lastFour} is kept`,
    keyKept: {
      sealed: 'sealed by the system',
      session: 'for this session only',
      none: '',
    },
    keySave: 'Save key',
    keyClear: 'Clear key',
    keyHint: 'It goes to the base URL above and nowhere else, and is never shown again.',
    model: 'Model',
    modelHint: 'Empty: the endpoint’s usual audio model',
    voice: 'Voice',
    instructions: 'Instructions',
    instructionsHint: 'What the model is told before every conversation',
  },

  sound: {
    noiseSuppression: 'Noise suppression',
    noiseSuppressionHint: 'Off records exactly what the microphone hears.',
    autoplay: 'Play replies as they arrive',
    speakTyped: 'Speak replies to typed messages',
  },

  talking: {
    mode: 'Talk button and key',
    modes: { hold: 'Hold', toggle: 'Toggle', hybrid: 'Hybrid' },
    modeHints: {
      hold: 'Recorded while held. A double tap locks it.',
      toggle: 'One press starts, the next sends.',
      hybrid: 'A short tap latches, a longer hold sends on release.',
    },
    tail: 'Record on after release',
    tailHint: 'Keeps the last syllable',
    longest: 'Longest recording',
    milliseconds: (n: number) => `${n} ms`,
    warm: 'Keep the microphone open after a turn',
    warmOff: 'Off',
    asSound: 'Earlier questions sent again as sound',
    asSoundHint: 'Older ones go along as text where there is text.',
  },

  private: privateWords,
  retention: retentionWords,

  history: {
    use: 'Room on the disk',
    recordings: 'Recordings and replies',
    recordingsCount: (conversationCount: number, turnCount: number) =>
      `${conversations(conversationCount)}, ${turns(turnCount)}`,
    trash: 'Trash',
    index: 'Index',
    free: 'Free on this disk',
    measuring: 'Being counted …',
    hint: (dataFolder: string) =>
      `Conversations are WAV files in folders by date, with an index beside them. Settings are kept in ${dataFolder}; start Parley with --data for others.`,
  },

  move: {
    isIn: 'The library is in',
    wasIn: 'The library was in',
    to: 'Move the library to',
    hint: 'The whole path of an empty folder, on another disk if you like. You can go on talking meanwhile.',
    move: 'Move',
    choose: 'Choose …',
    elsewhere: 'Where the library is',
    use: 'Use this folder',
    cancel: 'Cancel',
    progress: 'Progress of the move',
    bytes: (done: number, total: number) => `${formatBytes(done)} of ${formatBytes(total)}`,
    goesOn: 'This may take a moment.',
    phases: {
      copying: (folder: string) => `Copying the library to ${folder}. Until all is there, it stays where it is.`,
      verifying: (folder: string) => `Comparing every file in ${folder} with its original.`,
      waiting: () => 'Almost done: waiting for what is being said and answered to come to its end.',
      removing: (folder: string) => `The library is in ${folder} now. Removing it from where it was.`,
    },
    unfinished: {
      said: (folder: string) => `A move to ${folder} was interrupted. The library is where it was.`,
      goOn: 'Continue',
      giveUp: 'Give up',
    },
    unremoved: {
      said: (folder: string) => `The library was moved. What was in ${folder} could not all be removed.`,
      goOn: 'Try again',
      giveUp: 'Leave it there',
    },
    moved: (from: string, left: readonly string[]) =>
      left.length === 0
        ? `The library was moved from ${from}.`
        : `The library was moved. In ${from} was left what is not Parley's: ${left.join(', ')}.`,
  },

  ownWords: {
    title: 'Your own words as text',
    isOn: 'Put my recordings into words',
    isOnHint:
      'After its reply, each recording goes once more to the same endpoint, for a transcript to read, search and find again. Endpoints bill this too.',
    model: 'Transcription model',
    modelHint: 'Empty: gpt-4o-mini-transcribe. whisper-1 also tells when each word is said.',
    waiting: 'Being put into words …',
    failed: (why: string) => `Not put into words. ${why}`,
    retry: 'Try again',
    noneEarlier: 'Every recording that was sent has been put into words.',
    earlier: (n: number, ms: number) =>
      `${count(n, 'earlier recording has', 'earlier recordings have')} no words yet, ${about(ms)} together.`,
    start: 'Put earlier recordings into words',
    progress: (done: number, total: number, leftMs: number) =>
      `${done} of ${total} done, ${about(leftMs)} of sound left`,
    stop: 'Stop',
  },

  appearance: { theme: 'Theme', themes: { system: 'As the system', light: 'Light', dark: 'Dark' } },

  about: {
    version: (version: string) => `Version ${version}`,
    text: 'Hold a key, speak, let go, and hear the answer in the model’s own voice.',
    diagnostics: 'Diagnostics',
    diagnosticsHint: 'Holds no key and nothing you said.',
    copy: 'Copy diagnostics',
    copied: 'Copied',
  },

  setup: {
    label: 'Setup',
    skip: 'Skip setup',
    next: 'Next',
    back: 'Back',
    done: 'Start talking',
    step: (n: number, of: number) => `Step ${n} of ${of}`,
    endpointTitle: 'Who shall answer?',
    endpointText:
      'The practice partner works at once and needs no account. An endpoint of your own can be entered now or at any time in Settings.',
    endpointOther: 'Enter an endpoint',
    microphoneTitle: 'Hear yourself',
    microphoneText: 'Three seconds are recorded and played back. Nothing is kept or sent.',
    keyTitle: 'Hold Space for a moment',
    keyText: 'Both marks should appear. This is how you talk.',
    keyDown: 'down',
    keyUp: 'up',
    keyWaiting: 'Waiting for the key',
    keyWorks: 'The key works',
    doneTitle: 'Ready',
    doneText: 'Hold Space, ask something, let go.',
  },

  shortcuts: {
    title: 'Keyboard shortcuts',
    close: 'Close keyboard shortcuts',
    show: 'Keyboard shortcuts',
    talk: 'Hold to talk, double-tap to lock',
    stop: 'Cancel the recording, or stop what is heard',
    search: 'Search all words',
    newConversation: 'New conversation',
    newPrivate: 'New private conversation',
    settings: 'Settings',
    replay: 'Replay the last reply',
    sound: 'Play or pause the current sound',
    leap: 'Back or forward 10 seconds in it',
    step: 'Back or forward 5 seconds in it',
    beside: 'Previous or next sound',
    sendDraft: 'Send the focused draft',
    discardDraft: 'Discard the focused draft',
    rename: 'Rename the conversation',
    trash: 'Delete the focused conversation',
    choose: 'Select conversations in a list',
    newLine: 'New line in a message',
    help: 'These shortcuts',
  },

  notices: { label: 'Notices', dismiss: 'Dismiss notice' },
  connecting: 'Connecting …',
}

/** The shape of a language. */
export type Words = typeof words
