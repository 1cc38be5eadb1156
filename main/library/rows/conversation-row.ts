import type { SQLInputValue } from 'node:sqlite'
import type { Conversation } from '../../../app/conversation.ts'
import { indexText } from '../../../app/search/search-tokens.ts'
import type { ManifestTurn } from '../manifest/manifest.ts'
import type { ManifestState } from '../manifest/manifest-rows.ts'
import { type Findable, findableOf } from '../search/findable.ts'
import { bytesOf, soundsOf } from '../sounds/turn-sounds.ts'
import { firstWordsOf, lastWordsOf, snippetFrom, titleFrom } from '../titles.ts'

/** How long a deleted conversation or turn can be restored: 30 days. */
export const TRASH_KEPT_MS = 30 * 24 * 3600 * 1000

/** A conversation as its `conversation.json` describes it, without its turns. */
export interface ToldConversation
  extends Pick<
    Conversation,
    'id' | 'createdAt' | 'changedAt' | 'isPinned' | 'isArchived' | 'purgeAt' | 'profileId' | 'personaId'
  > {
  /** Relative to the data folder. */
  folder: string
  /** What the user called it; null when nobody named it. */
  name: string | null
  /** Lower positions, and those of its turns, are never reused. */
  nextPosition: number
  revision: number
  /** Its `conversation.json` as it was last read or written; revision 0 for never. */
  file: Omit<ManifestState, 'writtenRevision'>
}

/** A turn to be added to the index: its row, and what the search knows of it. */
export interface TurnRow {
  id: string
  createdAt: number
  position: number
  /** As `turnColumns` gives them. */
  columns: SQLInputValue[]
  findable: Findable | null
}

/** A conversation to be added to the index: its row and those of its turns. Plain data, so that a thread can send it. */
export interface ConversationRow {
  id: string
  /** Values in the order of `insertConversation`, without the id, which comes first. */
  columns: SQLInputValue[]
  turns: TurnRow[]
}

/** The rows of a conversation that is not in the index. */
export function conversationRow(conversation: ToldConversation, turns: readonly ManifestTurn[]): ConversationRow {
  const { id, folder, createdAt, changedAt, name, isPinned, isArchived, purgeAt } = conversation
  const { profileId, personaId, revision, file } = conversation
  const shown = turns.filter(({ status }) => status !== 'trashed')
  const firstWords = shown.map(firstWordsOf).find(isSaid) ?? ''
  const lastWords = shown.map(lastWordsOf).findLast(isSaid) ?? ''
  const nextPosition = Math.max(conversation.nextPosition, ...turns.map(({ position }) => position + 1))
  return {
    id,
    columns: [
      ...[folder, createdAt, changedAt, nextPosition, name ?? titleFrom(firstWords), snippetFrom(lastWords)],
      ...[shown.length, shown.filter(({ status }) => status === 'draft').length, bytesOf(turns)],
      ...[Number(name !== null), indexText(name ?? ''), Number(isPinned), Number(isArchived), purgeAt],
      ...[profileId, personaId],
      ...[revision, file.revision, file.bytes, file.changedAt],
    ],
    turns: turns.map(turn => turnRow(withPurgeTime(turn, changedAt))),
  }
}

/** The row of a turn that is not in the index. */
export function turnRow(turn: ManifestTurn): TurnRow {
  const { id, createdAt, position } = turn
  return { id, createdAt, position, columns: turnColumns(turn), findable: findableOf(turn) }
}

/** The same row with another id. */
export function withAnotherId(row: TurnRow, id: string): TurnRow {
  const told = JSON.stringify({ ...JSON.parse(String(row.columns.at(-1))), id })
  return { ...row, id, columns: [...row.columns.slice(0, -1), told] }
}

/**
 * The columns of a turn's row except its identity and the peaks of its sounds. The last is the turn as `conversation.json` describes it.
 */
export function turnColumns(turn: ManifestTurn): SQLInputValue[] {
  return [
    ...[turn.status, turn.purgeAt, Number(turn.transcription?.name === 'waiting'), Number(turn.outbox !== null)],
    ...[soundsOf(turn).length, bytesOf([turn]), Number(firstWordsOf(turn) !== '')],
    JSON.stringify(turn),
  ]
}

/** When a turn is deleted for good (ms since 1970). Only turns in the trash have such a time. */
export function purgeTimeOf({ status, purgeAt }: Pick<ManifestTurn, 'status' | 'purgeAt'>, now: number): number | null {
  return status === 'trashed' ? (purgeAt ?? now + TRASH_KEPT_MS) : null
}

function withPurgeTime(turn: ManifestTurn, now: number): ManifestTurn {
  const purgeAt = purgeTimeOf(turn, now)
  return purgeAt === turn.purgeAt ? turn : { ...turn, purgeAt }
}

function isSaid(words: string): boolean {
  return words !== ''
}
