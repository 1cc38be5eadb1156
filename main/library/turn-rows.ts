import type { SQLInputValue } from 'node:sqlite'
import type { Sound, Turn } from '../../app/conversation.ts'
import { toManifestTurn } from './manifest.ts'
import { findableOf, type SearchRows } from './search-rows.ts'
import type { Statements } from './statements.ts'
import { firstWordsOf } from './titles.ts'
import { nextFreeNumber, turnNumberAt } from './turn-number.ts'
import { bytesOf, soundsOf } from './turn-sounds.ts'

const NO_PEAKS = new Uint8Array(0)

/** Writes the rows of turns. Many thousands are written when an index is made anew, so values are bound by their places. */
export class TurnRows {
  private readonly sql: Statements
  private readonly search: SearchRows

  /** @param sql prepared for the library's database */
  constructor(sql: Statements, search: SearchRows) {
    this.sql = sql
    this.search = search
  }

  /**
   * Adds a turn that the index does not know, which can be found from then on.
   * @param conversation the number of its conversation's row
   */
  add(turn: Turn, conversation: number): void {
    const found = findableOf(turn)
    const add = (number: number) =>
      this.sql.insertTurn.run(
        ...[number, turn.id, conversation, turn.position, Number(found !== null)],
        ...columnsOf(turn),
      ).changes === 1
    let number = turnNumberAt(turn.createdAt)
    if (!add(number)) {
      number = nextFreeNumber(this.sql, turn.createdAt)
      add(number)
    }
    if (found) this.search.add(number, found)
  }

  /** Writes a turn as it is now, but for what can be found of it. */
  save(turn: Turn): void {
    this.sql.addBytes.run({ id: turn.id, bytes: bytesOf([turn]) })
    this.sql.updateTurn.run(...columnsOf(turn), turn.id)
  }

  delete(id: string): void {
    this.sql.addBytes.run({ id, bytes: 0 })
    this.sql.deleteTurn.run(id)
  }
}

/** What its row has of a turn but who it is. */
function columnsOf(turn: Turn): SQLInputValue[] {
  const { recording, reply } = turn
  return [
    ...[turn.status, turn.purgeAt, Number(turn.transcription?.name === 'waiting')],
    ...[soundsOf(turn).length, bytesOf([turn]), Number(firstWordsOf(turn) !== '')],
    ...[peaksOf(recording), peaksOf(reply?.sound ?? null), JSON.stringify(toManifestTurn(turn))],
  ]
}

function peaksOf(sound: Sound | null): Uint8Array {
  return sound ? Uint8Array.from(sound.peaks) : NO_PEAKS
}
