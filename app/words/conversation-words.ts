import type { Conversation } from '../conversation.ts'
import { count, countConversations, countTurns, formatProgress } from './counts.ts'
import { formatBytes, formatDay, formatDuration, formatTime } from './format.ts'

const HOUR_MS = 3600 * 1000
const DAY_MS = 24 * HOUR_MS

/** How much sound is kept, of how many turns. */
const size = (bytes: number, turnCount: number) => `${formatBytes(bytes)} · ${countTurns(turnCount)}`

/** What the window says about conversations: their lists, the search, the archive and the trash. A part of `words`. */
export const conversationWords = {
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
    detail: (conversation: Conversation) => conversation.snippet || countTurns(conversation.turnCount),
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
    tooLittle: 'That is too little to search for: it takes two letters. Signs and emoji are not searched.',
    dateUnclear: (typed: string) => `${typed} is not understood. A date is written like 2026-01-31, 2026-01 or 2026.`,
  },

  conversation: {
    log: 'Conversation',
    untitled: 'New conversation',
    wordless: 'Voice message',
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
    answering: (model: string, voice: string, isByWords = false) =>
      [isByWords ? 'by way of words' : '', model, voice].filter(part => part !== '').join(' · '),
    answeringTitle: (name: string, isHereOnly: boolean) =>
      `${name} answers${isHereOnly ? ' in this conversation only' : ''}. Opens the profiles`,
    emptyTitle: 'Hold Space and ask something',
    emptyTitleToggle: 'Press Space and ask something',
    emptyText: 'Let go to send. The answer is spoken, and both voices are kept.',
    emptyTextToggle: 'Press again to send. The answer is spoken, and both voices are kept.',
    emptyPractice:
      'The practice partner is connected: it repeats what it hears, so you can try everything without an account.',
    emptyEndpoint: (name: string) => `${name} answers.`,
  },

  undo: {
    discarded: 'Recording discarded',
    deleted: 'Deleted',
    trashed: (n: number) => `${n === 1 ? 'Conversation' : countConversations(n)} moved to the trash`,
    archived: (n: number) => `${n === 1 ? 'Conversation' : countConversations(n)} archived`,
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
    restored: (n: number) => `${countConversations(n)} restored`,
    restoredTurn: 'Restored',
    delete: 'Delete for ever',
    deleted: 'Deleted for ever',
    isHere: (goes: string) => `This conversation is in the trash and ${goes}.`,
    goes: (purgeAt: number, now: number) => {
      const ms = purgeAt - now
      if (ms > DAY_MS) return `will be deleted in ${count(Math.ceil(ms / DAY_MS), 'day', 'days')}`
      return `will be deleted in ${count(Math.max(1, Math.ceil(ms / HOUR_MS)), 'hour', 'hours')}`
    },
    askConversation: (title: string) => `Delete “${title}” for ever?`,
    askConversations: (n: number) => `Delete ${countConversations(n)} for ever?`,
    askTurn: 'Delete this turn for ever?',
    askEverything: 'Empty the trash?',
    warnConversation: (bytes: number, turnCount: number) =>
      `${countTurns(turnCount)} with all recordings and replies, ${formatBytes(bytes)}, will be gone for good.`,
    warnConversations: (titles: readonly string[], more: number, bytes: number) => {
      const rest = more > 0 ? ` and ${more} more` : ''
      return `${titles.map(title => `“${title}”`).join(', ')}${rest}, ${formatBytes(bytes)}, will be gone for good.`
    },
    warnTurn: (said: string) => `${said} will be gone for good, words and sound.`,
    warnEverything: (conversationCount: number, turnCount: number, bytes: number) => {
      const single = turnCount > 0 ? [count(turnCount, 'single turn', 'single turns')] : []
      const counted = [
        ...(conversationCount > 0 || turnCount === 0 ? [countConversations(conversationCount)] : []),
        ...single,
      ]
      return `${counted.join(' and ')}, ${formatBytes(bytes)}, will be gone for good.`
    },
    keep: 'Keep',
  },

  history: {
    use: 'Room on the disk',
    recordings: 'Recordings and replies',
    recordingsCount: (conversationCount: number, turnCount: number) =>
      `${countConversations(conversationCount)}, ${countTurns(turnCount)}`,
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
    bytes: formatProgress,
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
    moved: (from: string) => `The library was moved from ${from}.`,
    left: (from: string, paths: readonly string[]) => `What is not Parley’s was left in ${from}: ${paths.join(', ')}.`,
    damaged: (paths: readonly string[]) =>
      `These sounds are not what they were when they were kept, and were not before they were moved: ${paths.join(', ')}.`,
  },
}
