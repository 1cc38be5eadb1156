import { setTimeout } from 'node:timers/promises'
import { beforeAll, expect, test } from 'vitest'
import { brokenExports } from '../../helpers/broken-exports.ts'
import { brokenPromises } from '../../helpers/broken-promises.ts'
import { bundleScript } from '../../helpers/bundled-script.ts'
import { checkFindings } from '../../helpers/check-findings.ts'
import { LibraryChild } from '../../helpers/library-child.ts'
import { LibraryFolder } from '../../helpers/library-folder.ts'
import { Journal, type JournalEntry } from '../../helpers/library-journal.ts'
import { operations } from '../../helpers/library-operations.ts'
import { Random } from '../../helpers/random.ts'
import { timesTried } from '../../helpers/thorough.ts'

/*
 * Processes that are killed as `kill -9` does, at moments nobody chose, in the middle of everything that can be done to a
 * library. The library goes on with what each one left.
 */

const KILLS = timesTried(60, 1000)
/** Libraries that are used at the same time, one for each core of a small machine. */
const LIBRARIES = 2
/** After so many lines of its journal at the latest a process is killed. */
const LATEST = 40
/** Far more than it takes, for machines that are busy with something else. */
const PATIENCE_MS = KILLS * 10_000

const seed = Number(process.env.PARLEY_KILL_SEED ?? Math.floor(Math.random() * 2 ** 31))

let script: string

beforeAll(async () => {
  script = await bundleScript('library-script')
})

/** A library that is used and killed again and again. */
class KilledLibrary {
  readonly folder = new LibraryFolder()
  #journal = new Journal()

  /** One process, from its start to its end, and what is wrong with what it left. It first does what it is told to. */
  async kill(n: number, first: readonly string[], report: (done: ReadonlySet<string>) => void): Promise<string[]> {
    const random = new Random(seed + n)
    const child = new LibraryChild(['use', this.folder.path, String(seed + n), ...first], script)
    await child.said(1 + random.below(LATEST))
    await setTimeout(random.below(4))
    await child.kill()
    const journal = this.#journal
    for (const line of child.lines) journal.add(JSON.parse(line) as JournalEntry)
    report(journal.done)
    const brokenOutside = await brokenExports(this.folder.path)
    const isIndexLost = n % 10 === 9
    if (isIndexLost) this.folder.loseIndex()
    const broken = brokenPromises(this.folder.reopen(), journal, isIndexLost)
    this.#journal = Journal.of(this.folder.library, journal)
    this.folder.close()
    const wrong = [...brokenOutside, ...broken, ...(await checkFindings(this.folder.path))]
    return wrong.map(line => `kill ${n} in "${journal.underWay}": ${line}`)
  }
}

test(
  `killed ${KILLS} times in the middle of everything: what was done is done, no sound is lost, and checking finds nothing`,
  async () => {
    const done = new Set<string>()
    const undone = () => Object.keys(operations).filter(name => !done.has(name))
    const wrong: string[] = []
    const libraries = Array.from({ length: LIBRARIES }, () => new KilledLibrary())
    let n = 0
    await Promise.all(
      libraries.map(async library => {
        while (n < KILLS && wrong.length === 0) {
          wrong.push(
            ...(await library.kill(n++, undone(), all => {
              for (const name of all) done.add(name)
            })),
          )
        }
        if (wrong.length === 0) library.folder.remove()
      }),
    )
    expect(wrong, `seed ${seed}`).toEqual([])
    expect(done).toEqual(new Set(['open', ...Object.keys(operations)]))
  },
  PATIENCE_MS,
)
