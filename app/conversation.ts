import * as v from 'valibot'
import { CostSchema } from './cost/cost.ts'
import { FailureSchema } from './errors.ts'
import { AlignmentSchema } from './turns/alignment.ts'
import { AttemptSchema, ReplyTimesSchema, TalkedSchema } from './turns/turn-times.ts'

const Count = v.pipe(v.number(), v.integer(), v.minValue(0))

/** A made-by-the-window id of a conversation, turn or attachment (`crypto.randomUUID()`). */
export const IdSchema = v.pipe(v.string(), v.uuid())

/** A sound file of the library. */
export const SoundSchema = v.object({
  /** Path relative to the data folder, with forward slashes. */
  file: v.string(),
  /** How the file is encoded: `wav` and `mp3` are what Parley reads; anything else is kept as it came, and `bin` is an unknown format. */
  format: v.picklist(['wav', 'mp3', 'aac', 'flac', 'opus', 'bin']),
  bytes: Count,
  durationMs: v.pipe(v.number(), v.minValue(0)),
  /** Hexadecimal SHA-256 of what follows the header of a WAV, of the whole of any other file; empty until it was worked out. */
  checksum: v.string(),
  /** Loudness over time for drawing, at most 240 values of 0 to 255; none until they were worked out. */
  peaks: v.array(v.number()),
})
/** A sound file of the library. */
export type Sound = v.InferOutput<typeof SoundSchema>

/** Whether a sound is kept as it came, because nothing in Parley decodes it. It then has no samples, length or peaks here. */
export function isUndecoded({ format }: Pick<Sound, 'format'>): boolean {
  return format !== 'wav' && format !== 'mp3'
}

/** Tokens as the endpoint counted them, and what it says they cost. Null where it said nothing, or something that cannot be true. */
const UsageSchema = v.object({
  promptTokens: v.nullable(Count),
  completionTokens: v.nullable(Count),
  /** Of the prompt's tokens: those of words, of sound, and those of both that the endpoint had in its cache. */
  promptTextTokens: v.optional(v.nullable(Count), null),
  promptAudioTokens: v.nullable(Count),
  cachedTokens: v.optional(v.nullable(Count), null),
  /** Of the cached tokens: those of sound. */
  cachedAudioTokens: v.optional(v.nullable(Count), null),
  /** Of the completion's tokens: those of words, of sound, and of reasoning, which is billed as words. */
  completionTextTokens: v.optional(v.nullable(Count), null),
  completionAudioTokens: v.nullable(Count),
  reasoningTokens: v.optional(v.nullable(Count), null),
  /** In US dollars. */
  usd: v.optional(v.nullable(v.pipe(v.number(), v.finite(), v.minValue(0))), null),
})
/** Tokens as the endpoint counted them. */
export type Usage = v.InferOutput<typeof UsageSchema>
/** What is known of tokens when the endpoint has said nothing. */
export const uncounted: Usage = v.parse(UsageSchema, {
  promptTokens: null,
  completionTokens: null,
  promptAudioTokens: null,
  completionAudioTokens: null,
})

/** What the model answered. */
export const ReplySchema = v.object({
  /** The transcript of the voice, or the text where there was no voice. */
  words: v.string(),
  /** When in the sound each word is said. */
  alignment: AlignmentSchema,
  /** Whether the user corrected the words. */
  isEdited: v.boolean(),
  sound: v.nullable(SoundSchema),
  /** False when the endpoint stopped early or the user stopped it. */
  isComplete: v.boolean(),
  /** Whether sound was asked for and only words came, without a refusal: something between here and the model dropped the request for it. */
  isVoiceLost: v.optional(v.boolean(), false),
  /** Why the words could not be read aloud, or not all of them; null when they could, or were not to be. */
  voiceFailure: v.optional(v.nullable(FailureSchema), null),
  /** Where the user stopped listening, if before the end. */
  heardMs: v.nullable(v.number()),
  /** The endpoint's id for its own voice, usable in the same endpoint until it expires (ms since 1970). */
  audioId: v.nullable(v.string()),
  audioExpiresAt: v.nullable(v.number()),
  /** Base URL that made it. */
  endpoint: v.string(),
  /** Id of the profile it was asked with; empty when that is not known. */
  profileId: v.optional(v.string(), ''),
  /** An opaque name of the account that made it: ids are never sent to another. Empty when that is not known. */
  account: v.optional(v.string(), ''),
  model: v.string(),
  voice: v.string(),
  usage: v.nullable(UsageSchema),
  /** What it cost, reading aloud included; null where no price is known, and with the practice partner. */
  cost: v.optional(v.nullable(CostSchema), null),
  times: ReplyTimesSchema,
})
/** What the model answered. */
export type Reply = v.InferOutput<typeof ReplySchema>

/** What the user said, in words: an endpoint's transcription of a recording, or what the user made of it. */
const TranscriptSchema = v.object({
  words: v.string(),
  /** When in the recording each word is said. */
  alignment: AlignmentSchema,
  /** Whether the user corrected or wrote the words. */
  isEdited: v.boolean(),
  /** The model that heard them; empty when the user wrote them. */
  model: v.string(),
  /** What hearing them cost; null where nobody knows. */
  cost: v.optional(v.nullable(CostSchema), null),
})
/** What the user said, in words. */
export type Transcript = v.InferOutput<typeof TranscriptSchema>

/** Where the transcription of a recording without words stands: it waits to be put into words, or why that failed. */
export const TranscriptionSchema = v.variant('name', [
  v.object({ name: v.literal('waiting') }),
  v.object({ name: v.literal('failed'), failure: FailureSchema }),
])
/** Where the transcription of a recording without words stands. */
export type Transcription = v.InferOutput<typeof TranscriptionSchema>

/** Why a recording was kept instead of sent. */
const DraftReasonSchema = v.picklist([
  'focus-lost',
  'too-long',
  'silent',
  'recovered',
  'microphone-lost',
  'key-lost',
  'window-closed',
  'asleep',
  'locked',
  'user-left',
  'disk',
  'imported',
  'discarded',
])
/** Why a recording was kept instead of sent. */
export type DraftReason = v.InferOutput<typeof DraftReasonSchema>

/** How a recording ends. `trash` keeps it restorable for 24 h, `drop` leaves nothing. */
export const RecordingEndSchema = v.variant('kind', [
  v.object({ kind: v.literal('send') }),
  v.object({ kind: v.literal('draft'), reason: DraftReasonSchema }),
  v.object({ kind: v.literal('trash') }),
  v.object({ kind: v.literal('drop') }),
])
/** How a recording ends. */
export type RecordingEnd = v.InferOutput<typeof RecordingEndSchema>

/** The outbox's entry of a question that could not be sent at once. It is kept while the question waits, and with a late reply until that is looked at. */
const OutboxEntrySchema = v.object({
  /** When the user asked (ms since 1970). */
  askedAt: v.number(),
  /** Base URL and profile that it was asked of: without the user it is sent to no other. Both empty when nobody could be asked then. */
  endpoint: v.string(),
  profileId: v.string(),
  /** How often it was tried, counted anew when the network comes back. */
  attempts: Count,
  /** When it is tried again, unless a question before it still waits then (ms since 1970); null when the user has to decide. */
  nextAt: v.nullable(v.number()),
  /** Until when the server asked to be left alone, even if the network returns before (ms since 1970); null: it did not ask. */
  notBefore: v.optional(v.nullable(v.number()), null),
  /** How often it was sent to its last byte and got no answer. Each time may have been billed. */
  unanswered: Count,
  /** Whether the user wants it to be sent although the month's limit is reached. */
  isBeyondLimit: v.optional(v.boolean(), false),
})
/** The outbox's entry of a question that could not be sent at once. */
export type OutboxEntry = v.InferOutput<typeof OutboxEntrySchema>

/**
 * Where a turn stands.
 * - `recording`: samples are being appended
 * - `draft`: kept, not sent; `draftReason` says why
 * - `queued`: in the outbox; `outbox` says since when and when it is tried again, `failure` why, if it was tried
 * - `sending`: the request is under way, nothing has come back
 * - `replying`: words or sound are arriving
 * - `answered`: the reply is whole
 * - `stopped`: the user stopped the reply; what came is kept. Also a sound file that was imported and not asked yet: then
 *   `draftReason` is `imported`
 * - `joined`: the user spoke again before a reply came; this question goes along with the next
 * - `failed`: `failure` says why; what came is kept
 * - `trashed`: discarded or deleted by the user; restorable until `purgeAt`
 */
const TurnStatusSchema = v.picklist([
  'recording',
  'draft',
  'queued',
  'sending',
  'replying',
  'answered',
  'stopped',
  'joined',
  'failed',
  'trashed',
])
/** Where a turn stands. */
export type TurnStatus = v.InferOutput<typeof TurnStatusSchema>

/** One question and its answer. */
export const TurnSchema = v.object({
  id: IdSchema,
  conversationId: IdSchema,
  /** Order within the conversation, from 1. */
  position: Count,
  /** Milliseconds since 1970. */
  createdAt: v.number(),
  status: TurnStatusSchema,
  draftReason: v.nullable(DraftReasonSchema),
  /** Typed words; empty for a spoken question. */
  text: v.string(),
  /** The user's sound: spoken or attached. */
  recording: v.nullable(SoundSchema),
  /** Name of the attached file the recording came from; null when spoken or typed. */
  attachmentName: v.nullable(v.string()),
  /** Name of the microphone; empty when not spoken. */
  microphone: v.string(),
  /** Sound the microphone failed to deliver, when it is over 10 % of the recording; else 0. */
  missingMs: v.pipe(v.number(), v.minValue(0)),
  /** When the question was spoken; null for one that was typed, or was not sent at once. */
  talked: v.optional(v.nullable(TalkedSchema), null),
  /** What was said in the recording, once somebody has put it into words. */
  transcript: v.nullable(TranscriptSchema),
  /** Where putting the recording into words stands; null when it is done, or is not to be done. */
  transcription: v.optional(v.nullable(TranscriptionSchema), null),
  reply: v.nullable(ReplySchema),
  failure: v.nullable(FailureSchema),
  /** The request, if it failed before anything of a reply came; null for all others, and where nobody could be asked. */
  attempt: v.optional(v.nullable(AttemptSchema), null),
  /** How often the whole question was sent and got no answer, before its present outcome. Each time may have been billed. */
  unanswered: v.optional(Count, 0),
  /** The question's entry in the outbox; null when it was sent at once. */
  outbox: v.optional(v.nullable(OutboxEntrySchema), null),
  /** What was removed because it was kept as long as the user wants; null: nothing. A turn that has lost both is removed. */
  expired: v.optional(v.nullable(v.picklist(['sound', 'words'])), null),
  /** When a trashed turn goes for good (ms since 1970); null for all others. */
  purgeAt: v.nullable(v.number()),
})
/** One question and its answer. */
export type Turn = v.InferOutput<typeof TurnSchema>

/** Whether a turn in the trash is a draft: a recording that was never sent. One that was imported is no draft. */
export function isNeverSent({ draftReason }: Pick<Turn, 'draftReason'>): boolean {
  return draftReason !== null && draftReason !== 'imported'
}

/** Whether a turn's question waits to be sent, or is just being tried again. */
export function isWaiting({ status, outbox }: Pick<Turn, 'status' | 'outbox'>): boolean {
  return status === 'queued' || (status === 'sending' && outbox !== null)
}

/** A turn as it is in a copy of its conversation: a question that waits is a draft there, as nobody asked for the copy to be sent. */
export function withoutOutbox<T extends Pick<Turn, 'status' | 'outbox'>>(turn: T): T {
  return { ...turn, status: turn.status === 'queued' ? 'draft' : turn.status, outbox: null }
}

/** Title of a conversation in which nothing has been put into words yet, as it is kept; `shownTitle` says it. */
export const WORDLESS_TITLE = 'Voice message'

/** A conversation as the list shows it. */
export const ConversationSchema = v.object({
  id: IdSchema,
  /** What the user called it, or else its first words; `WORDLESS_TITLE` until there are any. */
  title: v.string(),
  /** Whether the user named it. */
  isNamed: v.boolean(),
  createdAt: v.number(),
  changedAt: v.number(),
  turnCount: Count,
  draftCount: Count,
  /** The newest words, for the second line of the list. */
  snippet: v.string(),
  /** What its sound files take on the disk. */
  bytes: Count,
  isPinned: v.boolean(),
  isArchived: v.boolean(),
  /** When a conversation in the trash goes for good (ms since 1970); null for all others. */
  purgeAt: v.nullable(v.number()),
  /** The profile that answers in it, which may be gone; null: the one that answers everywhere. */
  profileId: v.nullable(v.string()),
  /** The persona the model is in it, which may be gone; null: the one in use everywhere. */
  personaId: v.nullable(v.string()),
})
/** A conversation as the list shows it. */
export type Conversation = v.InferOutput<typeof ConversationSchema>

/** A place in the list of conversations, newest change first: the page after it follows this conversation. */
export const ConversationCursorSchema = v.object({ changedAt: v.number(), id: IdSchema })
/** A place in the list of conversations. */
export type ConversationCursor = v.InferOutput<typeof ConversationCursorSchema>

/** Where a conversation is listed: among those the user pinned, the rest, those put aside, those thrown away. */
export const ConversationPlaceSchema = v.picklist(['pinned', 'recent', 'archived', 'trash'])
/** Where a conversation is listed. */
export type ConversationPlace = v.InferOutput<typeof ConversationPlaceSchema>

/** Where a conversation belongs; null for one without turns, which is listed nowhere. */
export function placeOf({ purgeAt, turnCount, isArchived, isPinned }: Conversation): ConversationPlace | null {
  if (purgeAt !== null) return 'trash'
  if (turnCount === 0) return null
  if (isArchived) return 'archived'
  return isPinned ? 'pinned' : 'recent'
}
