import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import * as v from 'valibot'
import { addSpent, type Month, MonthSchema, monthOf, type Spent } from '../../app/cost/spending.ts'
import { toFailure } from '../../app/errors.ts'
import type { Notice } from '../../app/notices.ts'
import { diskFailure } from '../files/disk-failure.ts'
import { takeFileLock } from '../files/file-lock.ts'
import { fileStamp } from '../files/file-stamp.ts'
import { setAside } from '../files/set-aside.ts'
import { writeWholeFile } from '../files/whole-file.ts'

const FORMAT = 1
const FileSchema = v.object({
  format: v.literal(FORMAT),
  months: v.array(MonthSchema),
  /** What was spent before then (ms since 1970) is still to be read from the library, which was not there; null: nothing is. */
  missingBefore: v.optional(v.nullable(v.number()), null),
})
type Told = Pick<v.InferOutput<typeof FileSchema>, 'missingBefore'> & { months: readonly Month[] }

/** At first everything is still to be read. */
const nothingTold: Told = { months: [], missingBefore: Number.POSITIVE_INFINITY }

/** What a reply cost, and when it was asked for (ms since 1970). */
export interface DatedSpent extends Spent {
  at: number
}

/**
 * What was spent, month by month, as `spending.json` in the data folder: only sums, no word and no time of day. It is separate from the
 * library because money stays spent when what was said is deleted, private, or on a disk that is not there. Several processes may add to
 * it. Each holds `spending.lock` while it adds to what the file then says, and reads the file again when another has written it.
 */
export class SpendingFile {
  /** What was found when the file was opened. */
  readonly notices: readonly Notice[]
  readonly #path: string
  readonly #kept: () => Iterable<DatedSpent> | null
  #told = nothingTold
  /** Changes whenever the file is written; empty while there is none. */
  #stamp = ''
  /** What the file lacks, because the disk or another process did not allow writing. */
  #unwritten: readonly DatedSpent[] = []

  /**
   * @param folder the data folder, which exists
   * @param kept what the library still knows of replies and their cost; asked for when the file is not there, or cannot be understood. Null
   * while the library is not available.
   * @throws disk_* when it cannot be read at all
   */
  constructor(folder: string, kept: () => Iterable<DatedSpent> | null) {
    this.#path = join(folder, 'spending.json')
    this.#kept = kept
    try {
      this.notices = this.#refresh().map(kept => ({ name: 'spending_unreadable', kept }))
    } catch (error) {
      throw diskFailure(error, folder)
    }
  }

  /** Every month in which something was spent, the newest first. */
  get months(): readonly Month[] {
    this.#catchUp()
    return this.#unwritten.reduce(addDated, this.#told.months)
  }

  /** Adds what a reply cost now. What the disk refuses is written with the next one. */
  add(at: number, spent: Spent): void {
    // The library is read before it has this reply, which would otherwise count twice.
    this.#catchUp()
    this.#unwritten = [...this.#unwritten, { at, ...spent }]
    this.#write()
  }

  #catchUp(): void {
    try {
      this.#refresh()
      if (this.#told.missingBefore !== null) this.#complete()
    } catch (error) {
      // The file or the library cannot be read. The present question must not fail because of that.
      console.error(toFailure(error).message)
    }
  }

  /** Reads what is missing from the library, if it is available. */
  #complete(): void {
    const kept = this.#kept()
    if (!kept) return
    const missing = [...kept].filter(({ at }) => at < (this.#told.missingBefore ?? 0))
    this.#told = { months: missing.reduce(addDated, this.#told.months), missingBefore: null }
    this.#write()
  }

  #write(): void {
    try {
      const lock = takeFileLock(this.#path.replace(/json$/, 'lock'))
      if (!lock) return
      try {
        this.#refresh()
        const missingBefore =
          this.#told.missingBefore && Math.min(this.#told.missingBefore, this.#unwritten[0]?.at ?? Infinity)
        const told = { months: this.#unwritten.reduce(addDated, this.#told.months), missingBefore }
        // A reply has just ended, and the next recording may have begun, so nothing waits for the disk.
        writeWholeFile(this.#path, `${JSON.stringify({ format: FORMAT, ...told }, null, 1)}\n`, false)
        this.#told = told
        this.#unwritten = []
        this.#stamp = fileStamp(this.#path)
      } finally {
        lock.close()
      }
    } catch (error) {
      console.error(diskFailure(error, this.#path).message)
    }
  }

  /**
   * Reads what another process has written. A file that cannot be understood is set aside, and its new name returned. Throws what the file
   * system throws.
   */
  #refresh(): string[] {
    const stamp = fileStamp(this.#path)
    if (stamp === this.#stamp || stamp === '') return []
    this.#stamp = stamp
    const told = readTold(this.#path)
    if (!told) return [setAside(this.#path)]
    this.#told = told
    return []
  }
}

function addDated(months: readonly Month[], { at, ...spent }: DatedSpent): readonly Month[] {
  return addSpent(months, monthOf(at), spent)
}

/** Null when the file is not JSON, or not of this form. */
function readTold(path: string): Told | null {
  const text = readFileSync(path, 'utf8')
  try {
    const parsed = v.safeParse(FileSchema, JSON.parse(text))
    return parsed.success ? parsed.output : null
  } catch {
    return null
  }
}
