import * as v from 'valibot'
import { IdSchema, RecordingEndSchema, SoundSchema, TurnSchema } from '../conversation.ts'
import { TEXT_LIMIT } from '../limits.ts'
import { TalkedSchema } from '../turns/turn-times.ts'
import { Bytes, Count, Milliseconds, Nothing, OfTurn, ofNewConversation } from './fields.ts'

/** An attached file, read and found good. */
const AttachmentSchema = v.object({ id: IdSchema, name: v.string(), sound: SoundSchema })
/** An attached file, read and found good. */
export type Attachment = v.InferOutput<typeof AttachmentSchema>

/** Words that were typed and not sent. */
const MessageSchema = v.object({
  conversationId: v.nullable(IdSchema),
  text: v.pipe(v.string(), v.maxLength(TEXT_LIMIT)),
})

/** What the window asks about questions: to record, type, attach and send them, to end their replies, and about those that wait. */
export const questionRequests = {
  /** The talk key went down: opens the connection to the endpoint of that conversation. Nothing is sent on it, as it may be a tap. */
  expectQuestion: { input: v.object({ conversationId: IdSchema }), output: Nothing },
  /** Begins a recording in a conversation (which is made when new): the row is written, then the file opened. */
  startRecording: {
    input: v.object({
      turnId: IdSchema,
      conversationId: IdSchema,
      microphone: v.pipe(v.string(), v.maxLength(300)),
      ...ofNewConversation,
    }),
    output: Nothing,
  },
  /** Adds the next samples. Answered when they are in the file: what is acknowledged survives a crash of main. */
  appendRecording: {
    input: v.object({ turnId: IdSchema, sequence: Count, pcm: Bytes }),
    output: v.object({ bytes: Count }),
  },
  /**
   * Ends a recording; null when nothing was kept. `missingMs` and `talked` are as in a turn. `samples` is how many the microphone gave: the
   * relay that carries them (`sound-relay.ts`) holds this request back until all of them are on their way.
   */
  finishRecording: {
    input: v.object({
      turnId: IdSchema,
      end: RecordingEndSchema,
      missingMs: Milliseconds,
      samples: v.optional(Count, 0),
      talked: v.optional(v.nullable(TalkedSchema), null),
    }),
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
      ...ofNewConversation,
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
  /** The first sample of a reply was heard in this window as it came; `at` in ms since 1970. */
  reportSounded: { input: v.object({ turnId: IdSchema, at: v.number() }), output: Nothing },
  /** The user spoke again before a reply came: stops waiting for it, and sends this question along with the next. */
  joinTurn: { input: OfTurn, output: Nothing },
  /** Questions that wait to be sent, and turns whose late replies nobody has looked at, oldest first; private ones are left out. */
  listOutbox: { input: Nothing, output: v.array(TurnSchema) },
  /** The late replies of a conversation were looked at. */
  noteRepliesSeen: { input: v.object({ conversationId: IdSchema }), output: Nothing },
  /** The window's network has come back: what waits is tried at once. */
  reportOnline: { input: Nothing, output: Nothing },
  /** Makes a draft of a question that waits to be sent. */
  keepAsDraft: { input: OfTurn, output: TurnSchema },
} as const
