import type { SQLOutputValue } from 'node:sqlite'
import * as v from 'valibot'
import { type Alignment, AlignmentSchema } from '../../app/alignment.ts'
import {
  type Conversation,
  DraftReasonSchema,
  type Reply,
  ReplySchema,
  ReplyTimesSchema,
  type Sound,
  SoundSchema,
  type Transcript,
  type Turn,
  TurnSchema,
  TurnStatusSchema,
  UsageSchema,
} from '../../app/conversation.ts'
import { FailureSchema } from '../../app/errors.ts'

/** One row as SQLite gives it, its columns by name. */
export type Row = Record<string, SQLOutputValue>

/** A conversation from its row. */
export function toConversation(row: Row): Conversation {
  return {
    id: String(row.id),
    title: String(row.title),
    isNamed: row.is_named === 1,
    createdAt: Number(row.created_at),
    changedAt: Number(row.changed_at),
    turnCount: Number(row.turn_count),
    draftCount: Number(row.draft_count),
    snippet: String(row.snippet),
    bytes: Number(row.bytes),
    isPinned: row.is_pinned === 1,
    isArchived: row.is_archived === 1,
    purgeAt: numberOrNull(row.purge_at),
  }
}

/** A turn from a row of the statements' big join: its reply and sounds are part of it. */
export function toTurn(row: Row): Turn {
  return {
    id: String(row.id),
    conversationId: String(row.conversation_id),
    position: Number(row.position),
    createdAt: Number(row.created_at),
    status: v.parse(TurnStatusSchema, row.status),
    draftReason: v.parse(v.nullable(DraftReasonSchema), row.draft_reason),
    text: String(row.text),
    recording: toSound(row, 'recording'),
    attachmentName: textOrNull(row.attachment_name),
    microphone: String(row.microphone),
    missingMs: Number(row.missing_ms),
    transcript: typeof row.transcript_words === 'string' ? toTranscript(row, row.transcript_words) : null,
    transcription: toTranscription(row),
    reply: row.reply_turn_id === null ? null : toReply(row),
    failure: toFailure(row.failure_code, row.failure_message),
    expired: v.parse(TurnSchema.entries.expired, row.expired),
    purgeAt: numberOrNull(row.purge_at),
  }
}

function toTranscript(row: Row, words: string): Transcript {
  return {
    words,
    alignment: toAlignment(row.transcript_alignment_json),
    isEdited: row.transcript_is_edited === 1,
    model: String(row.transcript_model),
  }
}

function toReply(row: Row): Reply {
  return {
    words: String(row.reply_words),
    alignment: toAlignment(row.reply_alignment_json),
    isEdited: row.reply_is_edited === 1,
    sound: toSound(row, 'reply'),
    isComplete: row.is_complete === 1,
    heardMs: numberOrNull(row.heard_ms),
    audioId: textOrNull(row.audio_id),
    audioExpiresAt: numberOrNull(row.audio_expires_at),
    endpoint: String(row.endpoint),
    profileId: String(row.profile_id),
    account: String(row.account),
    model: String(row.reply_model),
    voice: String(row.voice),
    usage: v.parse(v.nullable(UsageSchema), JSON.parse(textOrNull(row.usage_json) ?? 'null')),
    cost: v.parse(ReplySchema.entries.cost, JSON.parse(textOrNull(row.cost_json) ?? 'null')),
    times: v.parse(ReplyTimesSchema, JSON.parse(String(row.times_json))),
  }
}

function toSound(row: Row, side: 'recording' | 'reply'): Sound | null {
  const peaks = row[`${side}_peaks`]
  if (!(peaks instanceof Uint8Array)) return null
  return {
    file: String(row[`${side}_file`]),
    format: v.parse(SoundSchema.entries.format, row[`${side}_format`]),
    bytes: Number(row[`${side}_bytes`]),
    durationMs: Number(row[`${side}_duration_ms`]),
    checksum: String(row[`${side}_checksum`]),
    peaks: [...peaks],
  }
}

function toAlignment(json: SQLOutputValue | undefined): Alignment {
  return v.parse(AlignmentSchema, JSON.parse(String(json)))
}

function toTranscription(row: Row): Turn['transcription'] {
  const failure = toFailure(row.transcription_failure_code, row.transcription_failure_message)
  if (failure) return { name: 'failed', failure }
  return row.transcription === 'waiting' ? { name: 'waiting' } : null
}

function toFailure(code: SQLOutputValue | undefined, message: SQLOutputValue | undefined): Turn['failure'] {
  if (typeof code !== 'string') return null
  const failure = v.safeParse(FailureSchema, { code, message })
  // A code that went out of use still has its sentence.
  return failure.success ? failure.output : { code: 'internal', message: String(message) }
}

function textOrNull(value: SQLOutputValue | undefined): string | null {
  return typeof value === 'string' ? value : null
}

function numberOrNull(value: SQLOutputValue | undefined): number | null {
  return typeof value === 'number' ? value : null
}
