import { partPath, type Side } from '../paths.ts'
import type { Row } from './rows.ts'
import type { Statements } from './statements.ts'

/** How many turns are read at a time: a few milliseconds' work. */
const READ_THROUGH = 500

/** A sound file of a turn: a finished one or, in `parts`, one that is being written, where the file itself ends in `.part`. */
export interface FileRow {
  turnId: string
  side: Side
  file: string
}

/** The files that rows name: finished sounds, those being written, and what is still to be deleted. */
export class FileRows {
  readonly #sql: Statements

  /** @param sql prepared for the library's database */
  constructor(sql: Statements) {
    this.#sql = sql
  }

  /**
   * Checksums of finished sounds, of as many turns as can be read quickly, after a turn number (turn-number.ts).
   * @returns also the number of the last of those turns; null when there are no more
   */
  checksumsAfter(number: number): { checksums: string[]; last: number | null } {
    const rows = this.#sql.checksumsAfter.all(number, READ_THROUGH)
    const checksums = rows.flatMap(({ recording, reply }) => [recording, reply].filter(Boolean).map(String))
    return { checksums, last: rows.length < READ_THROUGH ? null : Number(rows.at(-1)?.number) }
  }

  /** How many finished sound files there are. */
  count(): number {
    return Number(this.#sql.countSounds.get()?.count)
  }

  /** Finished sound files of one conversation, in order. */
  soundsIn(conversationId: string): FileRow[] {
    return this.#sql.soundsIn.all(conversationId).flatMap(({ turn_id, ...files }) =>
      (['recording', 'reply'] as const).flatMap(side => {
        const file = files[side]
        return typeof file === 'string' ? [{ turnId: String(turn_id), side, file }] : []
      }),
    )
  }

  /** Records a sound file that is about to be written. */
  addPart({ turnId, side, file }: FileRow): void {
    // A deleted file of that name may still be marked for deletion, which must not hit the new one.
    for (const path of [file, partPath(file)]) this.#sql.deleteTombstone.run(path)
    this.#sql.insertPart.run({ turnId, side, file })
  }

  deletePart(turnId: string, side: Side): void {
    this.#sql.deletePart.run(turnId, side)
  }

  /** All sound files being written, or those of one turn. */
  parts(turnId?: string): FileRow[] {
    return (turnId === undefined ? this.#sql.parts.all() : this.#sql.partsOf.all(turnId)).map(toFileRow)
  }

  /** Sound files of one conversation that are being written. */
  partsIn(conversationId: string): FileRow[] {
    return this.#sql.partsIn.all(conversationId).map(toFileRow)
  }

  /** Marks a file or folder, relative to the data folder, for deletion after this transaction. */
  bury(path: string): void {
    this.#sql.insertTombstone.run(path)
  }

  /** Whether a file or folder is still to be deleted. */
  isBuried(path: string): boolean {
    return this.#sql.tombstone.get(path) !== undefined
  }

  /** Everything that is still to be deleted. */
  tombstones(): string[] {
    return this.#sql.tombstones.all().map(row => String(row.path))
  }

  /** What is still to be deleted in a folder. */
  tombstonesIn(folder: string): string[] {
    return this.#sql.tombstonesIn.all(folder, folder).map(row => String(row.path))
  }

  deleteTombstone(path: string): void {
    this.#sql.deleteTombstone.run(path)
  }
}

function toFileRow(row: Row): FileRow {
  return { turnId: String(row.turn_id), side: row.side === 'reply' ? 'reply' : 'recording', file: String(row.file) }
}
