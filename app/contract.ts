import * as v from 'valibot'
import { conversationRequests } from './contract/conversation-requests.ts'
import { desktopRequests, InterruptionSchema, MiniViewSchema, menuActions } from './contract/desktop-requests.ts'
import { exchangeRequests } from './contract/exchange-requests.ts'
import { Bytes, Count, Nothing } from './contract/fields.ts'
import { libraryRequests } from './contract/library-requests.ts'
import { personaRequests } from './contract/persona-requests.ts'
import { profileRequests } from './contract/profile-requests.ts'
import { questionRequests } from './contract/question-requests.ts'
import { spendingRequests } from './contract/spending-requests.ts'
import { BackfillProgressSchema, turnRequests } from './contract/turn-requests.ts'
import { ConversationSchema, IdSchema, TurnSchema } from './conversation.ts'
import { MonthSchema } from './cost/spending.ts'
import { FailureSchema } from './errors.ts'
import { ImportSummarySchema, ProgressSchema } from './library/exchange.ts'
import { LibraryMoveSchema } from './library/library-move.ts'
import { CheckupSchema } from './profiles/doctor.ts'
import { SettingsChangeSchema, SettingsSchema } from './settings.ts'
import { StatusSchema } from './status.ts'
import { talkCommands } from './talk/talk-command.ts'

/** Every call the window can make, verb and noun: what goes in, what comes out. Main answers each in `main/api.ts`. */
export const requests = {
  getStatus: { input: Nothing, output: StatusSchema },
  /** The window says, once, that its talk button can be pressed. */
  reportReady: { input: Nothing, output: Nothing },
  getSettings: { input: Nothing, output: SettingsSchema },
  /** What needs a look before it counts has requests of its own: `moveLibrary`, `applyRetention`, those of profiles. */
  changeSettings: {
    input: v.omit(SettingsChangeSchema, [
      'libraryFolder',
      'retention',
      'profiles',
      'profileId',
      'personaId',
      'earlierInstructions',
    ]),
    output: SettingsSchema,
  },
  ...profileRequests,
  ...personaRequests,
  ...conversationRequests,
  ...turnRequests,
  ...questionRequests,
  ...exchangeRequests,
  ...libraryRequests,
  ...spendingRequests,
  ...desktopRequests,
} as const

/** Everything main announces, noun and participle. Events tell; they never steer. */
export const events = {
  turnChanged: v.object({ turn: TurnSchema }),
  turnDeleted: v.object({ turnId: IdSchema, conversationId: IdSchema }),
  conversationChanged: v.object({ conversation: ConversationSchema }),
  conversationDeleted: v.object({ conversationId: IdSchema }),
  /** The next words of a reply, to be appended. */
  replyWordsAdded: v.object({ turnId: IdSchema, words: v.string() }),
  /**
   * The next samples of a reply: pcm at 24 kHz, whole samples, `offset` bytes from its beginning. Of all there is, `startMs` milliseconds are to
   * have come before it is heard.
   */
  replySoundAdded: v.object({ turnId: IdSchema, offset: Count, pcm: Bytes, startMs: Count }),
  /**
   * Peaks of what has come of a reply, to be drawn: the loudest of every 256 samples. Sent up to 13 times a second in place of the sound
   * itself, where that goes along a sound line.
   */
  replySoundGrew: v.object({ turnId: IdSchema, loudest: v.array(v.number()) }),
  /** No more of a recording is kept, or its file could not be closed: the disk, or main, did not take it. */
  recordingBroken: v.object({ turnId: IdSchema, failure: FailureSchema }),
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
  /** More was found of a profile, or all there is. */
  doctorChanged: v.object({ checkup: CheckupSchema }),
  /** The user did something outside the window, which decides what follows. */
  talkCommanded: v.object({ command: v.picklist(talkCommands) }),
  /** The system ends what is recorded, and maybe what is heard. */
  talkInterrupted: InterruptionSchema,
  menuChosen: v.object({ action: v.picklist(menuActions) }),
  /** For the mini window alone: what it shows. */
  miniChanged: v.object({ view: MiniViewSchema }),
  /** For the mini window alone: how loud it is now, 0 to 1. */
  levelChanged: v.object({ level: v.number() }),
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
