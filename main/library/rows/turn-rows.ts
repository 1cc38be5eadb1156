import { randomUUID } from 'node:crypto'
import type { Sound, Turn } from '../../../app/conversation.ts'
import { toManifestTurn } from '../manifest/manifest.ts'
import type { SearchRows } from '../search/search-rows.ts'
import { bytesOf } from '../sounds/turn-sounds.ts'
import { nextFreeNumber, turnNumberAt } from '../turn-number.ts'
import { type TurnRow, turnColumns, turnRow, withAnotherId } from './conversation-row.ts'
import type { Statements } from './statements.ts'

const NO_PEAKS = new Uint8Array(0)

/** The values that a turn begins with. */
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
/** The rest of a turn that has just begun. */
const NOTHING_YET: Omit<Turn, keyof TurnBeginning> = {
  ...{ recording: null, missingMs: 0, talked: null, transcript: null, transcription: null, reply: null },
  ...{ failure: null, attempt: null, unanswered: 0, outbox: null, expired: null, purgeAt: null },
}

/** Writes the rows of turns. Rebuilding an index writes many thousands, so parameters are positional. */
export class TurnRows {
  readonly #sql: Statements
  readonly #search: SearchRows

  /** @param sql prepared for the library's database */
  constructor(sql: Statements, search: SearchRows) {
    this.#sql = sql
    this.#search = search
  }

  /**
   * Adds a turn and makes it searchable. If its id is taken, it gets a new one.
   * @param conversation the number of its conversation's row
   * @returns whether it kept its id
   */
  add(row: TurnRow, conversation: number): boolean {
    if (this.#insert(row, turnNumberAt(row.createdAt), conversation)) return true
    const isCopy = this.#sql.hasTurn.get(row.id) !== undefined
    const own = isCopy ? withAnotherId(row, randomUUID()) : row
    this.#insert(own, nextFreeNumber(this.#sql, row.createdAt), conversation)
    return !isCopy
  }

  /** As `add`, for a turn that has just begun. */
  begin(turn: TurnBeginning, conversation: number): void {
    this.add(turnRow(toManifestTurn({ ...NOTHING_YET, ...turn })), conversation)
  }

  /** Saves a turn as it is now. The search is updated separately. */
  save(turn: Turn): void {
    const { id, recording, reply } = turn
    this.#sql.addBytes.run({ id, bytes: bytesOf([turn]) })
    this.#sql.updateTurn.run(
      ...turnColumns(toManifestTurn(turn)),
      peaksOf(recording),
      peaksOf(reply?.sound ?? null),
      id,
    )
  }

  delete(id: string): void {
    this.#sql.addBytes.run({ id, bytes: 0 })
    this.#sql.deleteTurn.run(id)
  }

  /** False, with nothing changed, when there is a turn with that number or that id. */
  #insert({ id, position, columns, findable }: TurnRow, number: number, conversation: number): boolean {
    const who = [number, id, conversation, position, Number(findable !== null)] as const
    if (this.#sql.insertTurn.run(...who, ...columns).changes === 0) return false
    if (findable) this.#search.add(number, findable)
    return true
  }
}

function peaksOf(sound: Sound | null): Uint8Array {
  return sound ? Uint8Array.from(sound.peaks) : NO_PEAKS
}
