import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import * as v from 'valibot'
import { toFailure } from '../app/errors.ts'
import { addSpent, type Month, MonthSchema, monthOf, type Spent } from '../app/spending.ts'
import { diskFailure } from './disk-failure.ts'
import { setAside } from './set-aside.ts'
import { writeWholeFile } from './whole-file.ts'

const FORMAT = 1
const FileSchema = v.object({ format: v.literal(FORMAT), months: v.array(MonthSchema) })

/** What a reply cost, and when it was asked for (ms since 1970). */
export interface DatedSpent extends Spent {
  at: number
}

/**
 * What was spent, month by month, as `spending.json` in the data folder: sums alone, no word and no time of day. It is apart from
 * the library because money stays spent when what was said is deleted, private, or on a disk that is not there.
 */
export class SpendingFile {
  /** Sentences about what was found when it was opened. */
  readonly notices: readonly string[]
  private readonly path: string
  private readonly kept: () => Iterable<DatedSpent>
  /** Null until they are asked for when the file did not tell them: reading a whole library may take a moment. */
  private known: readonly Month[] | null

  /**
   * @param folder the data folder, which exists
   * @param kept what the library still knows of replies and their cost; asked for when the file is not there, or cannot be understood
   * @throws disk_* when it cannot be read at all
   */
  constructor(folder: string, kept: () => Iterable<DatedSpent>) {
    this.path = join(folder, 'spending.json')
    this.kept = kept
    try {
      this.known = existsSync(this.path) ? readMonths(this.path) : null
      const isBad = this.known === null && existsSync(this.path)
      this.notices = isBad ? [sayUnreadable(setAside(this.path))] : []
    } catch (error) {
      throw diskFailure(error, folder)
    }
  }

  /** Every month something was spent in, the newest first. */
  get months(): readonly Month[] {
    if (this.known) return this.known
    try {
      this.known = monthsFrom(this.kept())
      this.write()
    } catch (error) {
      // The library cannot be read. What is asked now must not fail for that.
      console.error(toFailure(error).message)
    }
    return this.known ?? []
  }

  /** Adds what a reply cost now. What the disk refuses is written with the next. */
  add(at: number, spent: Spent): void {
    this.known = addSpent(this.months, monthOf(at), spent)
    this.write()
  }

  private write(): void {
    const text = `${JSON.stringify({ format: FORMAT, months: this.known }, null, 1)}\n`
    try {
      // A reply has just ended, and the next recording may have begun: nothing waits for the disk.
      writeWholeFile(this.path, text, false)
    } catch (error) {
      console.error(diskFailure(error, this.path).message)
    }
  }
}

/** Null when the file is not JSON, or of another form. */
function readMonths(path: string): Month[] | null {
  const text = readFileSync(path, 'utf8')
  try {
    const parsed = v.safeParse(FileSchema, JSON.parse(text))
    return parsed.success ? parsed.output.months : null
  } catch {
    return null
  }
}

function monthsFrom(kept: Iterable<DatedSpent>): readonly Month[] {
  let months: readonly Month[] = []
  for (const { at, ...spent } of kept) months = addSpent(months, monthOf(at), spent)
  return months
}

function sayUnreadable(kept: string): string {
  return `What was spent could not be read. It was kept as ${kept}; the sums are those of the replies in the library.`
}
