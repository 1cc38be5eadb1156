import type { Sound } from '../../app/conversation.ts'
import { partPath, type Side } from './paths.ts'
import type { Row } from './rows.ts'
import type { Statements } from './statements.ts'

/** A row that names a sound file: of `sounds`, or of `parts`, where the file itself ends in `.part`. */
export interface FileRow {
  turnId: string
  side: Side
  file: string
}

/** The rows that name files: finished sounds, sounds being written, and what is still to be deleted. */
export class FileRows {
  private readonly sql: Statements

  /** @param sql prepared for the library's database */
  constructor(sql: Statements) {
    this.sql = sql
  }

  /** Notes a finished sound file, in place of an earlier one of that side, and forgets its part. */
  saveSound(turnId: string, side: Side, sound: Sound): void {
    this.sql.deletePart.run(turnId, side)
    this.sql.deleteTombstone.run(sound.file)
    this.addBytes(turnId, sound.bytes - this.bytesOf(turnId, side))
    this.writeSound(turnId, side, sound)
  }

  /** Writes the row of a finished sound and nothing else: what the sounds of its conversation take is noted by the caller. */
  writeSound(turnId: string, side: Side, { file, format, bytes, durationMs, checksum, peaks }: Sound): void {
    this.sql.saveSound.run(turnId, side, file, format, bytes, durationMs, checksum, Uint8Array.from(peaks))
  }

  deleteSound(turnId: string, side: Side): void {
    this.addBytes(turnId, -this.bytesOf(turnId, side))
    this.sql.deleteSound.run(turnId, side)
  }

  /** Finished sound files of one turn. */
  soundsOf(turnId: string): FileRow[] {
    return this.sql.soundFilesOf.all(turnId).map(toFileRow)
  }

  /** Finished sound files of one conversation. */
  soundsIn(conversationId: string): FileRow[] {
    return this.sql.soundFilesIn.all(conversationId).map(toFileRow)
  }

  /** Checksums of all finished sounds. */
  checksums(): Set<string> {
    return new Set(this.sql.checksums.all().map(row => String(row.checksum)))
  }

  /** How many finished sound files there are. */
  count(): number {
    return Number(this.sql.countSounds.get()?.count)
  }

  /** Notes a sound file that is about to be written. */
  addPart({ turnId, side, file }: FileRow): void {
    // A deleted file of that name may still wait for its end, which must not become the new one's.
    for (const path of [file, partPath(file)]) this.sql.deleteTombstone.run(path)
    this.sql.insertPart.run({ turnId, side, file })
  }

  deletePart(turnId: string, side: Side): void {
    this.sql.deletePart.run(turnId, side)
  }

  /** All sound files being written, or those of one turn. */
  parts(turnId?: string): FileRow[] {
    return (turnId === undefined ? this.sql.parts.all() : this.sql.partsOf.all(turnId)).map(toFileRow)
  }

  /** Sound files of one conversation that are being written. */
  partsIn(conversationId: string): FileRow[] {
    return this.sql.partsIn.all(conversationId).map(toFileRow)
  }

  /** Notes a file or folder, relative to the data folder, that is to be deleted once this transaction is written. */
  bury(path: string): void {
    this.sql.insertTombstone.run(path)
  }

  /** Whether a file or folder is still to be deleted. */
  isBuried(path: string): boolean {
    return this.sql.tombstone.get(path) !== undefined
  }

  /** Everything that is still to be deleted. */
  tombstones(): string[] {
    return this.sql.tombstones.all().map(row => String(row.path))
  }

  /** What is still to be deleted in a folder. */
  tombstonesIn(folder: string): string[] {
    return this.sql.tombstonesIn.all(folder, folder).map(row => String(row.path))
  }

  deleteTombstone(path: string): void {
    this.sql.deleteTombstone.run(path)
  }

  private bytesOf(turnId: string, side: Side): number {
    return Number(this.sql.bytesOfSound.get(turnId, side)?.bytes ?? 0)
  }

  /** What the sounds of a turn's conversation take changes by so much. */
  private addBytes(turnId: string, bytes: number): void {
    if (bytes !== 0) this.sql.addBytes.run(bytes, turnId)
  }
}

function toFileRow(row: Row): FileRow {
  return { turnId: String(row.turn_id), side: row.side === 'reply' ? 'reply' : 'recording', file: String(row.file) }
}
