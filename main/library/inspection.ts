import { setImmediate } from 'node:timers/promises'
import type { Findings } from './inspect.ts'

/** How long anything else may have to wait. */
const SLICE_MS = 4

/** Looking at the folders of a library: for a while at once, and the rest bit by bit while it is in use. */
export class Inspection {
  private readonly steps: Generator<void, Findings>
  private findings: Findings | null = null
  private isStopped = false

  constructor(steps: Generator<void, Findings>) {
    this.steps = steps
  }

  /** Goes on for so many milliseconds or folders. Returns what was found once all was looked at, null before. */
  run({ ms = Number.POSITIVE_INFINITY, folders = Number.POSITIVE_INFINITY }): Findings | null {
    const until = performance.now() + ms
    for (let count = 0; !this.findings && !this.isStopped && count < folders && performance.now() < until; count++) {
      const step = this.steps.next()
      if (step.done) this.findings = step.value
    }
    return this.findings
  }

  /** Goes on to the end, giving way to everything else. Null when it had come to its end before, or was stopped. */
  async finish(): Promise<Findings | null> {
    if (this.findings) return null
    while (!this.run({ ms: SLICE_MS }) && !this.isStopped) await setImmediate()
    return this.findings
  }

  /** Looks at nothing more. */
  stop(): void {
    this.isStopped = true
  }
}
