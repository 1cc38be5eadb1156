import { AssertionError } from 'node:assert'

/** Carries out checks one after another, printing what came of each. */
export class Checks {
  #passed = 0
  #failed = 0
  #skipped = 0

  /** Carries out one check: it fails when `look` throws. */
  async check(what: string, look: () => unknown): Promise<void> {
    try {
      await look()
      this.#passed++
      console.log(`  ✔ ${what}`)
    } catch (error) {
      this.#failed++
      process.exitCode = 1
      const why = error instanceof AssertionError ? error.message : error instanceof Error ? error.stack : String(error)
      console.log(`  ✘ ${what}\n${why?.replace(/^/gm, '      ')}`)
    }
  }

  /** Says why something cannot be checked here. */
  skip(what: string, why: string): void {
    this.#skipped++
    console.log(`  - ${what} (skipped: ${why})`)
  }

  /** What came of all, in one line. */
  get sum(): string {
    return `${this.#passed} passed, ${this.#failed} failed, ${this.#skipped} skipped`
  }
}
