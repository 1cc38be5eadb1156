import * as v from 'valibot'
import {
  ConversationCursorSchema,
  ConversationPlaceSchema,
  ConversationSchema,
  IdSchema,
  RecordingEndSchema,
  SoundSchema,
  TurnSchema,
} from './conversation.ts'
import { DiskUseSchema } from './disk-use.ts'
import { FailureSchema } from './errors.ts'
import { ExportOptionsSchema, ImportSummarySchema, ProgressSchema } from './exchange.ts'
import { LibraryMoveSchema } from './library-move.ts'
import { DaySchema, ModelListSchema } from './models.ts'
import { KnownPriceSchema } from './prices.ts'
import { ProfileChangeSchema, ProfileIdSchema, ProfileSchema } from './profiles.ts'
import { RetentionPolicySchema, RetentionPreviewSchema } from './retention.ts'
import { SearchCursorSchema, SearchHitSchema, SearchOrderSchema } from './search-hit.ts'
import { PATH_LIMIT, SettingsChangeSchema, SettingsSchema } from './settings.ts'
import { MonthSchema, SumSchema } from './spending.ts'

const Count = v.pipe(v.number(), v.safeInteger(), v.minValue(0))
const limitOf = (most: number) => v.pipe(Count, v.minValue(1), v.maxValue(most))
/** A length of sound. No recording or reply is longer than a day. */
const Milliseconds = v.pipe(v.number(), v.minValue(0), v.maxValue(24 * 60 * 60 * 1000))
/** The most bytes one message may carry in either direction. */
export const MESSAGE_BYTES_LIMIT = 1024 * 1024
/** The largest file that may be attached, before it is converted. */
export const ATTACHMENT_BYTES_LIMIT = 100_000_000
/** How many turns a conversation opens with. */
export const NEWEST_TURNS = 60
/** The most turns one answer brings. */
export const TURNS_LIMIT = 250
/** The most conversations one answer brings. */
export const CONVERSATIONS_LIMIT = 100
/** The most characters a typed question may have. */
export const TEXT_LIMIT = 100_000
/** The most characters that are searched for. */
export const SEARCH_TEXT_LIMIT = 500
/** The most turns one answer to a search brings. */
export const HITS_LIMIT = 100
/** The most characters the name of a conversation may have. */
export const TITLE_LIMIT = 300
/** The most ids one request may name. */
export const IDS_LIMIT = 10_000
const Bytes = v.pipe(v.instance(Uint8Array), v.maxLength(MESSAGE_BYTES_LIMIT))
const Nothing = v.object({})
const OfFolder = v.object({ folder: v.pipe(v.string(), v.maxLength(PATH_LIMIT)) })
const OfProfile = v.object({ profileId: ProfileIdSchema })
/** A key, or the value of a header. */
const Secret = v.pipe(v.string(), v.maxLength(4096))
const HeaderName = v.pipe(v.string(), v.maxLength(100))
const OfTurn = v.object({ turnId: IdSchema })
/** The profile that a conversation is begun with, where it is new; null: the one that answers everywhere. */
const ofNewConversation = v.optional(v.nullable(ProfileIdSchema), null)
const OfConversations = v.object({ conversationIds: v.pipe(v.array(IdSchema), v.maxLength(IDS_LIMIT)) })

/**
 * How what is secret is kept: sealed by the key store of macOS, Windows or the Linux desktop, in memory until Parley ends, or in a
 * file that only the user can read and that is not encrypted, which the user has to allow.
 */
const KeyKeepingSchema = v.picklist(['keychain', 'dpapi', 'keyring', 'session-only', 'plaintext-consented'])
/** How what is secret is kept. */
export type KeyKeeping = v.InferOutput<typeof KeyKeepingSchema>

/** What can be said of a key without showing it. */
const KeyStatusSchema = v.object({
  present: v.boolean(),
  lastFour: v.string(),
  /** How it is kept, headers included; null when there is nothing. */
  kept: v.nullable(v.picklist([...KeyKeepingSchema.options, 'environment'])),
})
/** What can be said of a key without showing it. */
export type KeyStatus = v.InferOutput<typeof KeyStatusSchema>

/** A profile as it would be asked now. */
const ProfileStatusSchema = v.object({
  id: v.string(),
  kind: v.picklist(['practice', 'environment', 'custom']),
  /** What it is called, or the host. Empty when a faulty environment names none that can be shown. */
  name: v.string(),
  baseUrl: v.string(),
  model: v.string(),
  voice: v.string(),
  /** The day on which that model is shut down, where it is known. */
  shutdownDate: v.nullable(DaySchema),
  /** Such as `OPENAI_API_KEY`, "Settings" or "no key". */
  keySource: v.string(),
  key: KeyStatusSchema,
  /** Those of its headers whose values are there; without them the others are not sent. */
  headersKept: v.array(v.string()),
  /** Why it cannot be used as it is, if so. */
  failure: v.nullable(FailureSchema),
})
/** A profile as it would be asked now. */
export type ProfileStatus = v.InferOutput<typeof ProfileStatusSchema>

/** Who answers, where the key came from, where everything is kept. */
const StatusSchema = v.object({
  host: v.picklist(['desktop', 'browser']),
  version: v.string(),
  dataFolder: v.string(),
  library: v.object({
    /** Where it is: the data folder mostly. */
    folder: v.string(),
    /** Why there is none, if so: its folder is not there. Nothing is kept then. */
    failure: v.nullable(FailureSchema),
  }),
  /** The profile that answers where a conversation has none of its own. */
  endpoint: ProfileStatusSchema,
  /** Every profile there is: the user's, the environment's, the practice partner. */
  profiles: v.array(ProfileStatusSchema),
  /** How a key that is entered now is kept, unless the user allows a file. */
  keyKeeping: KeyKeepingSchema,
  /** Why no recordings are put into words at present, although that is switched on; null when nothing hinders it. */
  transcription: v.nullable(FailureSchema),
  /** Sentences about what happened at start: recovered recordings, a mended library. */
  notices: v.array(v.string()),
})
/** Who answers, where the key came from, where everything is kept. */
export type Status = v.InferOutput<typeof StatusSchema>

/** How far recordings from before are put into words; while that does not run, how many lack them. */
const BackfillProgressSchema = v.object({
  isRunning: v.boolean(),
  done: Count,
  total: Count,
  /** How long those that are left are together. */
  leftMs: v.pipe(v.number(), v.minValue(0)),
})
/** How far recordings from before are put into words. */
export type BackfillProgress = v.InferOutput<typeof BackfillProgressSchema>

/** What a question is likely to come to. */
const CostOutlookSchema = v.object({
  /** The price of who will answer; null when nobody knows it. */
  known: v.nullable(KnownPriceSchema),
  /** Whether that costs nothing. */
  isFree: v.boolean(),
  /** What is sent along of the conversation, and a reply as this endpoint mostly makes them. */
  size: v.object({
    heardMs: v.number(),
    heardCharacters: v.number(),
    spokenMs: v.number(),
    spokenCharacters: v.number(),
  }),
})
/** What a question is likely to come to. */
export type CostOutlook = v.InferOutput<typeof CostOutlookSchema>

/** An attached file, read and found good. */
const AttachmentSchema = v.object({ id: IdSchema, name: v.string(), sound: SoundSchema })
/** An attached file, read and found good. */
export type Attachment = v.InferOutput<typeof AttachmentSchema>

/** Words that were typed and not sent. */
const MessageSchema = v.object({
  conversationId: v.nullable(IdSchema),
  text: v.pipe(v.string(), v.maxLength(TEXT_LIMIT)),
})

/** Every call the window can make, verb and noun: what goes in, what comes out. Main answers each in `main/api.ts`. */
export const requests = {
  getStatus: { input: Nothing, output: StatusSchema },
  /** The window says, once, that its talk button can be pressed. */
  reportReady: { input: Nothing, output: Nothing },
  getSettings: { input: Nothing, output: SettingsSchema },
  /** What needs a look before it counts has requests of its own: `moveLibrary`, `applyRetention`, those of profiles. */
  changeSettings: {
    input: v.omit(SettingsChangeSchema, ['libraryFolder', 'retention', 'profiles', 'profileId']),
    output: SettingsSchema,
  },
  /** Decides which profile answers; an empty id leaves that to Parley. */
  chooseProfile: { input: v.object({ profileId: v.union([v.literal(''), ProfileIdSchema]) }), output: SettingsSchema },
  addProfile: { input: v.object({ profileId: IdSchema, ...ProfileChangeSchema.entries }), output: SettingsSchema },
  /** Changes what is given of a profile. At another address it has no key and no header values. */
  changeProfile: {
    input: v.object({ profileId: ProfileIdSchema, ...ProfileChangeSchema.entries }),
    output: SettingsSchema,
  },
  /** Makes a profile of the user's own like another, which may be one of the environment's; with its key and headers. */
  copyProfile: {
    input: v.object({ profileId: ProfileIdSchema, newProfileId: IdSchema, name: ProfileSchema.entries.name }),
    output: SettingsSchema,
  },
  /** Removes a profile and forgets its key and headers. */
  removeProfile: { input: OfProfile, output: SettingsSchema },
  /** Takes back, within a minute, that a profile was removed: it is there again with its key and headers. */
  restoreProfile: { input: OfProfile, output: SettingsSchema },
  /** Keys go in and never come back. */
  setKey: { input: v.object({ profileId: ProfileIdSchema, key: Secret }), output: Nothing },
  clearKey: { input: OfProfile, output: Nothing },
  /** Adds a header to what is sent to a profile, or changes it. Its value goes in and never comes back. */
  setHeader: { input: v.object({ ...OfProfile.entries, name: HeaderName, value: Secret }), output: SettingsSchema },
  removeHeader: { input: v.object({ ...OfProfile.entries, name: HeaderName }), output: SettingsSchema },

  /**
   * The models that a profile's server has, those that hear and speak first: as it said in the last day, unless it is to be asked
   * again. A failure comes with what was known before.
   */
  listModels: {
    input: v.object({ ...OfProfile.entries, isWantedAnew: v.optional(v.boolean(), false) }),
    output: ModelListSchema,
  },

  /**
   * A page of the conversations of a place, newest change first: those after a place, which is the last one of the page before. One that
   * changes meanwhile moves to the front and is announced, so that no page skips or repeats another's.
   */
  listConversations: {
    input: v.object({
      place: v.optional(ConversationPlaceSchema, 'recent'),
      before: v.nullable(ConversationCursorSchema),
      limit: limitOf(CONVERSATIONS_LIMIT),
    }),
    output: v.array(ConversationSchema),
  },
  /** Ids of all conversations of a place, newest change first: for what is to be done with every one of them. */
  listConversationIds: { input: v.object({ place: ConversationPlaceSchema }), output: v.array(IdSchema) },
  /** The newest NEWEST_TURNS turns of a conversation in order, and how many it has in `total`; null when it is not there. */
  openConversation: {
    input: v.object({ conversationId: IdSchema }),
    output: v.object({ conversation: v.nullable(ConversationSchema), turns: v.array(TurnSchema), total: Count }),
  },
  /** The last turns before a position, in order; fewer than `limit` when there are no more. */
  listTurns: {
    input: v.object({ conversationId: IdSchema, before: Count, limit: limitOf(TURNS_LIMIT) }),
    output: v.array(TurnSchema),
  },
  /** Changes what the user decides of a conversation. An empty title gives it back to its first words. */
  changeConversation: {
    input: v.object({
      conversationId: IdSchema,
      title: v.optional(v.pipe(v.string(), v.maxLength(TITLE_LIMIT))),
      isPinned: v.optional(v.boolean()),
      isArchived: v.optional(v.boolean()),
      /** Null: the profile that answers everywhere. */
      profileId: v.optional(v.nullable(ProfileIdSchema)),
    }),
    output: ConversationSchema,
  },
  /** Puts conversations into the trash for 30 days; replies that are under way in them are stopped. */
  trashConversations: { input: OfConversations, output: Nothing },
  /** Takes conversations out of the trash. */
  restoreConversations: { input: OfConversations, output: Nothing },
  /** Deletes conversations with everything in them, at once and for ever. */
  deleteConversations: { input: OfConversations, output: Nothing },
  /** Copies a conversation up to one of its turns into a new one, to go on from there. */
  duplicateConversation: {
    input: v.object({ conversationId: IdSchema, throughTurnId: IdSchema }),
    output: ConversationSchema,
  },
  /** Deletes everything in the trash, conversations and turns, at once and for ever. */
  emptyTrash: { input: Nothing, output: Nothing },
  /**
   * What is found by what was typed into the search field, in the language of `parseQuery`: conversations by their names, then
   * turns. `next` is the place the following page comes after, null when there are no more; `complaint` says what of the text
   * could not be understood and was not searched for.
   */
  searchTurns: {
    input: v.object({
      text: v.pipe(v.string(), v.maxLength(SEARCH_TEXT_LIMIT)),
      order: SearchOrderSchema,
      before: v.nullable(SearchCursorSchema),
      limit: limitOf(HITS_LIMIT),
    }),
    output: v.object({
      hits: v.array(SearchHitSchema),
      next: v.nullable(SearchCursorSchema),
      complaint: v.nullable(v.string()),
    }),
  },
  /**
   * Begins a conversation that is kept in memory alone: for this window, which has one at a time, and until it is closed or the
   * window is. What is asked in it goes by the same requests; no list, search or export knows it.
   */
  openPrivateConversation: { input: v.object({ conversationId: IdSchema }), output: Nothing },
  /** Ends what is under way in it and forgets all of it. */
  closePrivateConversation: { input: v.object({ conversationId: IdSchema }), output: Nothing },
  listDrafts: { input: Nothing, output: v.array(TurnSchema) },
  /** Questions that wait to be sent, and turns whose late replies nobody has looked at, oldest first; private ones are left out. */
  listOutbox: { input: Nothing, output: v.array(TurnSchema) },
  /** The late replies of a conversation were looked at. */
  noteRepliesSeen: { input: v.object({ conversationId: IdSchema }), output: Nothing },
  /** The window's network has come back: what waits is tried at once. */
  reportOnline: { input: Nothing, output: Nothing },
  /** Makes a draft of a question that waits to be sent. */
  keepAsDraft: { input: OfTurn, output: TurnSchema },
  /** A part of a turn's sound file, at most MESSAGE_BYTES_LIMIT long; `totalBytes` is the file's size. */
  readSound: {
    input: v.object({ turnId: IdSchema, side: v.picklist(['recording', 'reply']), offset: Count }),
    output: v.object({ bytes: Bytes, totalBytes: Count, format: SoundSchema.entries.format }),
  },

  /** Begins to write conversations to one file. `exportEnded` tells where the window can fetch it. */
  startExport: { input: v.object({ exportId: IdSchema, ...ExportOptionsSchema.entries }), output: Nothing },
  /** Stops an export, or forgets one that nobody has fetched. */
  cancelExport: { input: v.object({ exportId: IdSchema }), output: Nothing },
  /** Adds a piece of a file to import; files come one after the other, their pieces in order. */
  appendImport: {
    input: v.object({
      importId: IdSchema,
      /** Path below what was chosen, `/` between folders. */
      name: v.pipe(v.string(), v.minLength(1), v.maxLength(4096)),
      /** When the file was last changed (ms since 1970). */
      changedAt: v.pipe(v.number(), v.safeInteger()),
      offset: Count,
      bytes: Bytes,
    }),
    output: Nothing,
  },
  /** Begins to import the files that have come. */
  startImport: { input: v.object({ importId: IdSchema }), output: Nothing },
  /** Stops an import; conversations that it has brought stay. Or forgets files that have come. */
  cancelImport: { input: v.object({ importId: IdSchema }), output: Nothing },

  /** Begins a recording in a conversation (which is made when new): the row is written, then the file opened. */
  startRecording: {
    input: v.object({
      turnId: IdSchema,
      conversationId: IdSchema,
      microphone: v.pipe(v.string(), v.maxLength(300)),
      profileId: ofNewConversation,
    }),
    output: Nothing,
  },
  /** Adds the next samples. Answered when they are in the file: what is acknowledged survives a crash of main. */
  appendRecording: {
    input: v.object({ turnId: IdSchema, sequence: Count, pcm: Bytes }),
    output: v.object({ bytes: Count }),
  },
  /** Ends a recording; `missingMs` is as in a turn. Null when nothing was kept. */
  finishRecording: {
    input: v.object({ turnId: IdSchema, end: RecordingEndSchema, missingMs: Milliseconds }),
    output: v.nullable(TurnSchema),
  },

  /** Adds a piece of a file to attach; pieces come in order. */
  appendAttachment: {
    input: v.object({
      attachmentId: IdSchema,
      name: v.pipe(v.string(), v.maxLength(300)),
      offset: Count,
      bytes: Bytes,
    }),
    output: Nothing,
  },
  /** Reads the whole attached file and converts it to what endpoints take. Throws when it is not usable. */
  finishAttachment: { input: v.object({ attachmentId: IdSchema }), output: AttachmentSchema },
  dropAttachment: { input: v.object({ attachmentId: IdSchema }), output: Nothing },

  /** What was typed and not sent, by conversation; null for the one that begins with the next question. */
  listMessages: { input: Nothing, output: v.array(MessageSchema) },
  /** Keeps what stands in the text box of a conversation, over reloads and restarts; nothing of a private one. */
  keepMessage: { input: MessageSchema, output: Nothing },

  /** Asks with typed words, an attachment, or both. */
  askTyped: {
    input: v.object({
      turnId: IdSchema,
      conversationId: IdSchema,
      text: v.pipe(v.string(), v.maxLength(TEXT_LIMIT)),
      attachmentId: v.nullable(IdSchema),
      profileId: ofNewConversation,
    }),
    output: TurnSchema,
  },
  /** Sends a draft, or sends a failed or stopped turn again with the same bytes; one that waits to be sent is tried now. */
  sendTurn: {
    input: v.object({
      turnId: IdSchema,
      /** Whether it is sent although this month's limit is reached. */
      isBeyondLimit: v.optional(v.boolean(), false),
    }),
    output: TurnSchema,
  },
  /** Asks a turn's question once more, as a new turn at the end of its conversation; the old one stays as it is. */
  askAgain: { input: v.object({ turnId: IdSchema, newTurnId: IdSchema }), output: TurnSchema },
  /** Ends a reply that is under way, or notes where the user stopped listening to one that has fully come. */
  stopReply: {
    input: v.object({ turnId: IdSchema, heardMs: v.nullable(Milliseconds) }),
    output: Nothing,
  },
  /** The user spoke again before a reply came: drop the wait, let this question go along with the next. */
  joinTurn: { input: OfTurn, output: Nothing },
  /** Puts a turn into the trash: a discarded recording for a day, what was deleted for 30. */
  trashTurn: { input: v.object({ turnId: IdSchema, kind: v.picklist(['discarded', 'deleted']) }), output: Nothing },
  /** Takes a trashed turn back, as a draft or as it was answered. */
  restoreTurn: { input: OfTurn, output: TurnSchema },
  /** Puts words in place of those of a recording or a reply, by hand; they may be empty. */
  editWords: {
    input: v.object({
      turnId: IdSchema,
      side: v.picklist(['recording', 'reply']),
      words: v.pipe(v.string(), v.maxLength(TEXT_LIMIT)),
    }),
    output: TurnSchema,
  },
  /** Turns that were put into the trash one by one, newest first. */
  listTrashedTurns: { input: Nothing, output: v.array(TurnSchema) },
  /** Deletes turns with their sounds, at once and for ever. */
  deleteTurns: { input: v.object({ turnIds: v.pipe(v.array(IdSchema), v.maxLength(IDS_LIMIT)) }), output: Nothing },
  /** Puts a recording into words that could not be before. */
  transcribeTurn: { input: OfTurn, output: Nothing },
  getBackfill: { input: Nothing, output: BackfillProgressSchema },
  /** Puts all recordings into words that lack them, the newest first; progress is announced. Goes on after a restart. */
  startBackfill: { input: Nothing, output: BackfillProgressSchema },
  stopBackfill: { input: Nothing, output: BackfillProgressSchema },
  /** Counts what a policy would remove if it counted now. Removes nothing. */
  previewRetention: { input: v.object({ policy: RetentionPolicySchema }), output: RetentionPreviewSchema },
  /** The user has seen what a policy removes and wants it: it counts from now on. What is removed is announced. */
  applyRetention: { input: v.object({ policy: RetentionPolicySchema }), output: SettingsSchema },
  getDiskUse: { input: Nothing, output: DiskUseSchema },

  /** Every month something was spent in, the newest first. */
  getSpending: { input: Nothing, output: v.object({ months: v.array(MonthSchema) }) },
  /** What the replies of a conversation cost together, those in the trash too. */
  getConversationCost: { input: v.object({ conversationId: IdSchema }), output: SumSchema },
  /** What the next question of a conversation is likely to come to, before its own sound and words. */
  getCostOutlook: { input: v.object({ conversationId: IdSchema }), output: CostOutlookSchema },

  getMove: { input: Nothing, output: LibraryMoveSchema },
  /**
   * Moves the library to another folder while it is in use. Answered once that is found possible and has begun; the rest is
   * announced. A move to that folder that was cut off is gone on with.
   */
  moveLibrary: { input: OfFolder, output: Nothing },
  /** Goes on with a move that was cut off, or with removing what the library was moved from. */
  continueMove: { input: Nothing, output: Nothing },
  /** Stops a move and removes its copy; of one that is done but for the old folder, leaves that as it is. */
  cancelMove: { input: Nothing, output: Nothing },
  /** Looks again for a library that was not there. */
  findLibrary: { input: Nothing, output: Nothing },
  /** Takes the library in another folder in place of one that is not there; in the data folder, a new one when there is none. */
  useLibrary: { input: OfFolder, output: Nothing },
  /** Lets the user choose a folder in a dialog of the system; null when none was chosen, or there is no such dialog. */
  chooseFolder: { input: Nothing, output: v.object({ folder: v.nullable(v.string()) }) },
} as const

/** Everything main announces, noun and participle. Events tell; they never steer. */
export const events = {
  turnChanged: v.object({ turn: TurnSchema }),
  turnDeleted: v.object({ turnId: IdSchema, conversationId: IdSchema }),
  conversationChanged: v.object({ conversation: ConversationSchema }),
  conversationDeleted: v.object({ conversationId: IdSchema }),
  /** The next words of a reply, to be appended. */
  replyWordsAdded: v.object({ turnId: IdSchema, words: v.string() }),
  /** The next samples of a reply: pcm at 24 kHz, whole samples, `offset` bytes from its beginning. */
  replySoundAdded: v.object({ turnId: IdSchema, offset: Count, pcm: Bytes }),
  /** No more words or sound will come for this turn. `turnChanged` with the outcome has gone before. */
  replyEnded: v.object({ turnId: IdSchema }),
  exportProgressed: v.object({ exportId: IdSchema, ...ProgressSchema.entries }),
  /** An export was made, and can be fetched once at `/exports/<exportId>/<name>`; or why it was not. */
  exportEnded: v.object({
    exportId: IdSchema,
    file: v.nullable(v.object({ name: v.string(), bytes: Count })),
    failure: v.nullable(FailureSchema),
  }),
  importProgressed: v.object({ importId: IdSchema, ...ProgressSchema.entries }),
  /** An import came to its end; with a failure, before all was read. */
  importEnded: v.object({ importId: IdSchema, summary: ImportSummarySchema, failure: v.nullable(FailureSchema) }),
  settingsChanged: v.object({ settings: SettingsSchema }),
  statusChanged: v.object({ status: StatusSchema }),
  backfillProgressed: BackfillProgressSchema,
  /** Something was spent: this month as it now is. */
  spendingChanged: v.object({ month: MonthSchema }),
  moveProgressed: v.object({ move: LibraryMoveSchema }),
} as const

/** Names of requests. */
export type RequestName = keyof typeof requests
/** Names of events. */
export type EventName = keyof typeof events
/** What a request takes, after validation. */
type Input<N extends RequestName> = v.InferOutput<(typeof requests)[N]['input']>
/** What a request is called with. */
type CallInput<N extends RequestName> = v.InferInput<(typeof requests)[N]['input']>
/** What a request answers. */
export type Output<N extends RequestName> = v.InferOutput<(typeof requests)[N]['output']>
/** What an event carries. */
export type Payload<N extends EventName> = v.InferOutput<(typeof events)[N]>

/** Main's side: one function for each request. `windowId` names the window that asks, for as long as it is open. */
export type Api = { [N in RequestName]: (input: Input<N>, windowId: string) => Promise<Output<N>> }
/** The window's side: the same functions without the plumbing. */
export type Calls = { [N in RequestName]: (input: CallInput<N>) => Promise<Output<N>> }
/** Tells every window something, or the one that is named. */
export type Announce = <N extends EventName>(name: N, payload: Payload<N>, windowId?: string) => void
/** Hears one kind of event; returns the function that stops hearing it. */
export type Listen = <N extends EventName>(name: N, hear: (payload: Payload<N>) => void) => () => void
