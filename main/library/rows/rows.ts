import type { SQLOutputValue } from 'node:sqlite'
import * as v from 'valibot'
import type { Conversation, Turn } from '../../../app/conversation.ts'
import { fromManifestTurn, ManifestTurnSchema } from '../manifest/manifest.ts'

/** One row from SQLite: values by column name. */
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
    profileId: typeof row.profile_id === 'string' ? row.profile_id : null,
    personaId: typeof row.persona_id === 'string' ? row.persona_id : null,
  }
}

/** A turn from its row, which is joined with its conversation's folder, and may have the peaks of its sounds. */
export function toTurn(row: Row): Turn {
  const told = v.parse(ManifestTurnSchema, JSON.parse(String(row.told)))
  const turn = fromManifestTurn(told, String(row.conversation_id), String(row.folder))
  if (turn.recording) turn.recording.peaks = toPeaks(row.recording_peaks)
  if (turn.reply?.sound) turn.reply.sound.peaks = toPeaks(row.reply_peaks)
  return turn
}

function toPeaks(peaks: SQLOutputValue | undefined): number[] {
  return peaks instanceof Uint8Array ? [...peaks] : []
}

/** A number of a row; null if it has none. */
export function numberOrNull(value: SQLOutputValue | undefined): number | null {
  return typeof value === 'number' ? value : null
}
