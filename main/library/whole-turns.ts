import type { Sound, Turn } from '../../app/conversation.ts'
import type { Side } from './paths.ts'
import type { SearchRows } from './search-rows.ts'
import type { Statements } from './statements.ts'

/** Writes turns whole that the index does not know at all: the rows of a thousand conversations in half a second. */
export class WholeTurns {
  private readonly sql: Statements
  private readonly search: SearchRows

  /** @param sql prepared for the library's database */
  constructor(sql: Statements, search: SearchRows) {
    this.sql = sql
    this.search = search
  }

  /** Adds a turn with its words and its sounds. */
  add(turn: Turn, purgeAt: number | null): void {
    const { id, transcript, reply, failure, transcription } = turn
    const unheard = transcription?.name === 'failed' ? transcription.failure : null
    this.sql.insertWholeTurn.run(
      ...[id, turn.conversationId, turn.position, turn.createdAt, turn.status, turn.draftReason, turn.text],
      ...[turn.attachmentName, turn.microphone, turn.missingMs, failure?.code ?? null, failure?.message ?? null],
      ...[transcription?.name ?? 'none', unheard?.code ?? null, unheard?.message ?? null],
      ...[turn.status === 'trashed' ? turn.createdAt : null, purgeAt, this.search.add(turn), turn.expired],
    )
    if (transcript) {
      const { words, alignment, isEdited, model } = transcript
      this.sql.insertTranscript.run(id, words, JSON.stringify(alignment), Number(isEdited), model)
    }
    if (reply) {
      this.sql.insertReply.run(
        ...[
          id,
          reply.words,
          Number(reply.isComplete),
          reply.heardMs,
          reply.audioId,
          reply.audioExpiresAt,
          reply.endpoint,
        ],
        ...[reply.model, reply.voice, reply.usage && JSON.stringify(reply.usage), JSON.stringify(reply.times)],
        ...[JSON.stringify(reply.alignment), Number(reply.isEdited)],
      )
    }
    this.addSound(id, 'recording', turn.recording)
    this.addSound(id, 'reply', reply?.sound ?? null)
  }

  private addSound(turnId: string, side: Side, sound: Sound | null): void {
    if (!sound) return
    const { file, format, bytes, durationMs, checksum, peaks } = sound
    this.sql.insertSound.run(turnId, side, file, format, bytes, durationMs, checksum, Uint8Array.from(peaks))
  }
}
