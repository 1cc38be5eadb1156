import type { Reply, Sound, Transcript, Turn } from '../../app/conversation.ts'
import type { FileRows } from './file-rows.ts'
import type { SearchRows } from './search-rows.ts'
import type { Statements } from './statements.ts'

/** What a turn begins with. */
export type TurnBeginning = Pick<
  Turn,
  | 'id'
  | 'conversationId'
  | 'position'
  | 'createdAt'
  | 'status'
  | 'draftReason'
  | 'text'
  | 'microphone'
  | 'attachmentName'
>

/** Writes the rows of turns. Many thousands are written when an index is made anew, so values are bound by their places. */
export class TurnRows {
  private readonly sql: Statements
  private readonly files: FileRows
  private readonly search: SearchRows

  /** @param sql prepared for the library's database */
  constructor(sql: Statements, files: FileRows, search: SearchRows) {
    this.sql = sql
    this.files = files
    this.search = search
  }

  /** Adds a turn that has just begun. */
  begin(turn: TurnBeginning): void {
    const { id, conversationId, position, createdAt, status, draftReason, text, microphone, attachmentName } = turn
    this.sql.insertTurn.run({
      ...{ id, conversationId, position, createdAt, status, draftReason, text, microphone, attachmentName },
    })
  }

  /** Adds a turn that the index does not know at all, with its words and its sounds. */
  addWhole(turn: Turn, purgeAt: number | null): void {
    const { id, transcript, reply, failure, transcription } = turn
    const unheard = transcription?.name === 'failed' ? transcription.failure : null
    this.sql.insertWholeTurn.run(
      ...[id, turn.conversationId, turn.position, turn.createdAt, turn.status, turn.draftReason, turn.text],
      ...[turn.attachmentName, turn.microphone, turn.missingMs, failure?.code ?? null, failure?.message ?? null],
      ...[transcription?.name ?? 'none', unheard?.code ?? null, unheard?.message ?? null],
      ...[turn.status === 'trashed' ? turn.createdAt : null, purgeAt, this.search.add(turn), turn.expired],
    )
    if (transcript) this.saveTranscript(id, transcript)
    if (reply) this.saveReply(id, reply)
    this.addSound(id, 'recording', turn.recording)
    this.addSound(id, 'reply', reply?.sound ?? null)
  }

  /** Writes everything of a turn but its reply, its transcript and its sounds. */
  update(turn: Turn, purgeAt: number | null, now: number): void {
    const { id, status, draftReason, text, attachmentName, microphone, missingMs, failure } = turn
    const { transcription, expired } = turn
    const [failureCode, failureMessage] = failure ? [failure.code, failure.message] : [null, null]
    const unheard = transcription?.name === 'failed' ? transcription.failure : null
    this.sql.updateTurn.run({
      ...{ id, status, draftReason, text, attachmentName, microphone, missingMs, failureCode, failureMessage, now },
      transcription: transcription?.name ?? 'none',
      transcriptionFailureCode: unheard?.code ?? null,
      transcriptionFailureMessage: unheard?.message ?? null,
      ...{ purgeAt, expired },
    })
  }

  /** Writes everything of a reply but its sound. */
  saveReply(turnId: string, reply: Reply): void {
    const { words, isComplete, heardMs, audioId, audioExpiresAt, endpoint, model, voice, usage, cost } = reply
    this.sql.saveReply.run(
      ...[turnId, words, Number(isComplete), heardMs, audioId, audioExpiresAt, endpoint, model, voice],
      ...[usage && JSON.stringify(usage), JSON.stringify(reply.times), JSON.stringify(reply.alignment)],
      ...[Number(reply.isEdited), cost && JSON.stringify(cost), reply.profileId, reply.account],
    )
  }

  /** Writes what was said in a turn's recording. */
  saveTranscript(turnId: string, { words, alignment, isEdited, model }: Transcript): void {
    this.sql.saveTranscript.run(turnId, words, JSON.stringify(alignment), Number(isEdited), model)
  }

  private addSound(turnId: string, side: 'recording' | 'reply', sound: Sound | null): void {
    if (sound) this.files.writeSound(turnId, side, sound)
  }
}
