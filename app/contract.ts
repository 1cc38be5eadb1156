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

/** Every request the window can make, named verb and noun, with its input and output. Main answers each in `main/api.ts`. */
export const requests = {
  getStatus: { input: Nothing, output: StatusSchema },
  /** Sent once, when the window's talk button can be pressed. */
  reportReady: { input: Nothing, output: Nothing },
  getSettings: { input: Nothing, output: SettingsSchema },
  /** Changes that have to be checked first have requests of their own: `moveLibrary`, `applyRetention`, those of profiles. */
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

/** Everything main announces, named noun and participle. Events report; they never command. */
export const events = {
  turnChanged: v.object({ turn: TurnSchema }),
  turnDeleted: v.object({ turnId: IdSchema, conversationId: IdSchema }),
  conversationChanged: v.object({ conversation: ConversationSchema }),
  conversationDeleted: v.object({ conversationId: IdSchema }),
  /** The next words of a reply, to be appended. */
  replyWordsAdded: v.object({ turnId: IdSchema, words: v.string() }),
  /**
   * The next samples of a reply: pcm at 24 kHz, whole samples, `offset` bytes from its beginning. Playing begins once `startMs`
   * milliseconds of it have arrived.
   */
  replySoundAdded: v.object({ turnId: IdSchema, offset: Count, pcm: Bytes, startMs: Count }),
  /**
   * Peaks of the part of a reply that has arrived, to be drawn: the loudest of every 256 samples. Sent up to 13 times a second instead of
   * the sound itself, if the sound goes along a sound line.
   */
  replySoundGrew: v.object({ turnId: IdSchema, loudest: v.array(v.number()) }),
  /** A recording is no longer being kept, or its file could not be closed, because the disk or main refused. */
  recordingBroken: v.object({ turnId: IdSchema, failure: FailureSchema }),
  /** No more words or sound will come for this turn. `turnChanged` with the outcome was sent before. */
  replyEnded: v.object({ turnId: IdSchema }),
  exportProgressed: v.object({ exportId: IdSchema, ...ProgressSchema.entries }),
  /** An export was made, and can be fetched once at `/exports/<exportId>/<name>`; or why it was not made. */
  exportEnded: v.object({
    exportId: IdSchema,
    file: v.nullable(v.object({ name: v.string(), bytes: Count })),
    failure: v.nullable(FailureSchema),
  }),
  importProgressed: v.object({ importId: IdSchema, ...ProgressSchema.entries }),
  /** An import has ended; with a failure if not everything was read. */
  importEnded: v.object({ importId: IdSchema, summary: ImportSummarySchema, failure: v.nullable(FailureSchema) }),
  settingsChanged: v.object({ settings: SettingsSchema }),
  statusChanged: v.object({ status: StatusSchema }),
  backfillProgressed: BackfillProgressSchema,
  /** Something was spent: the present sum of this month. */
  spendingChanged: v.object({ month: MonthSchema }),
  moveProgressed: v.object({ move: LibraryMoveSchema }),
  /** More of a checkup's results, or all of them. */
  doctorChanged: v.object({ checkup: CheckupSchema }),
  /** The user chose something outside the window, where only the window can do it. */
  talkCommanded: v.object({ command: v.picklist(talkCommands) }),
  /** The system ends a recording, and may stop playback. */
  talkInterrupted: InterruptionSchema,
  menuChosen: v.object({ action: v.picklist(menuActions) }),
  /** For the mini window only: what it shows. */
  miniChanged: v.object({ view: MiniViewSchema }),
  /** For the mini window only: the present level, 0 to 1. */
  levelChanged: v.object({ level: v.number() }),
} as const

/** Names of requests. */
export type RequestName = keyof typeof requests
/** Names of events. */
export type EventName = keyof typeof events
/** The input of a request, after validation. */
type Input<N extends RequestName> = v.InferOutput<(typeof requests)[N]['input']>
/** What a request is called with. */
type CallInput<N extends RequestName> = v.InferInput<(typeof requests)[N]['input']>
/** The output of a request. */
export type Output<N extends RequestName> = v.InferOutput<(typeof requests)[N]['output']>
/** The payload of an event. */
export type Payload<N extends EventName> = v.InferOutput<(typeof events)[N]>

/** Main's side: one function for each request. `windowId` names the window that asks, for as long as it is open. */
export type Api = { [N in RequestName]: (input: Input<N>, windowId: string) => Promise<Output<N>> }
/** The window's side: the same functions without the plumbing. */
export type Calls = { [N in RequestName]: (input: CallInput<N>) => Promise<Output<N>> }
/** Sends an event to every window, or to the one that is named. */
export type Announce = <N extends EventName>(name: N, payload: Payload<N>, windowId?: string) => void
/** Listens to one kind of event; returns the function that stops listening. */
export type Listen = <N extends EventName>(name: N, hear: (payload: Payload<N>) => void) => () => void
