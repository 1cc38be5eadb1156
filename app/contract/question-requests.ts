import * as v from 'valibot'
import { IdSchema, RecordingEndSchema, SoundSchema, TurnSchema } from '../conversation.ts'
import { TEXT_LIMIT } from '../limits.ts'
import { TalkedSchema } from '../turns/turn-times.ts'
import { Bytes, Count, Milliseconds, Nothing, OfTurn, ofNewConversation } from './fields.ts'

/** An attached file that was read and can be sent. */
const AttachmentSchema = v.object({ id: IdSchema, name: v.string(), sound: SoundSchema })
/** An attached file that was read and can be sent. */
export type Attachment = v.InferOutput<typeof AttachmentSchema>

/** Words that were typed but not sent. */
const MessageSchema = v.object({
  conversationId: v.nullable(IdSchema),
  text: v.pipe(v.string(), v.maxLength(TEXT_LIMIT)),
})

/** Requests about questions: recording, typing, attaching and sending them, ending their replies, and those that wait. */
export const questionRequests = {
  /** The talk key went down: connects to the conversation's endpoint. Nothing is sent yet, because it may be only a tap. */
  expectQuestion: { input: v.object({ conversationId: IdSchema }), output: Nothing },
  /** Begins a recording in a conversation, which is made if it is new: the row is written first, then the file is opened. */
  startRecording: {
    input: v.object({
      turnId: IdSchema,
      conversationId: IdSchema,
      microphone: v.pipe(v.string(), v.maxLength(300)),
      ...ofNewConversation,
    }),
    output: Nothing,
  },
  /** Adds the next samples. Answers when they are in the file: what is acknowledged survives a crash of main. */
  appendRecording: {
    input: v.object({ turnId: IdSchema, sequence: Count, pcm: Bytes }),
    output: v.object({ bytes: Count }),
  },
  /**
   * Ends a recording; null when nothing was kept. `missingMs` and `talked` are as in a turn. `samples` is how many the microphone
   * delivered. The relay that carries them (`sound-relay.ts`) holds this request back until all of them are on their way.
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
  /** Adds a piece of a file to attach. Pieces come in order. */
  appendAttachment: {
    input: v.object({
      attachmentId: IdSchema,
      name: v.pipe(v.string(), v.maxLength(300)),
      offset: Count,
      bytes: Bytes,
    }),
    output: Nothing,
  },
  /** Reads the whole attached file and converts it to what endpoints take. Throws when it cannot be used. */
  finishAttachment: { input: v.object({ attachmentId: IdSchema }), output: AttachmentSchema },
  dropAttachment: { input: v.object({ attachmentId: IdSchema }), output: Nothing },
  /** Typed words that were not sent, by conversation; null for the conversation that begins with the next question. */
  listMessages: { input: Nothing, output: v.array(MessageSchema) },
  /** Keeps the text in a conversation's message box over reloads and restarts; nothing of a private conversation. */
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
  /** Sends a draft, or sends a failed or stopped turn again with the same bytes. A question that waits is tried now. */
  sendTurn: {
    input: v.object({
      turnId: IdSchema,
      /** Whether it is sent although this month's limit is reached. */
      isBeyondLimit: v.optional(v.boolean(), false),
    }),
    output: TurnSchema,
  },
  /** Asks a turn's question once more, as a new turn at the end of its conversation. The old turn stays as it is. */
  askAgain: { input: v.object({ turnId: IdSchema, newTurnId: IdSchema }), output: TurnSchema },
  /** Ends a reply that is under way, or records where the user stopped listening to a complete one. */
  stopReply: {
    input: v.object({ turnId: IdSchema, heardMs: v.nullable(Milliseconds) }),
    output: Nothing,
  },
  /** The first sample of a reply was heard in this window while it arrived; `at` in ms since 1970. */
  reportSounded: { input: v.object({ turnId: IdSchema, at: v.number() }), output: Nothing },
  /** The user spoke again before a reply came: stops waiting for it, and sends this question along with the next. */
  joinTurn: { input: OfTurn, output: Nothing },
  /** Questions that wait to be sent, and turns with late replies that nobody has looked at, oldest first, without private ones. */
  listOutbox: { input: Nothing, output: v.array(TurnSchema) },
  /** The user has looked at the late replies of a conversation. */
  noteRepliesSeen: { input: v.object({ conversationId: IdSchema }), output: Nothing },
  /** The window's network is back: waiting questions are tried at once. */
  reportOnline: { input: Nothing, output: Nothing },
  /** Turns a waiting question into a draft. */
  keepAsDraft: { input: OfTurn, output: TurnSchema },
} as const
