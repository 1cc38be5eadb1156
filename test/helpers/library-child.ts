import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'

/** A process of its own that uses a library, and the lines it has printed so far. */
export class LibraryChild {
  readonly lines: string[] = []
  readonly #process: ChildProcess
  readonly #ended: Promise<unknown>
  #rest = ''
  #errors = ''

  /**
   * Runs `test/helpers/library-script.ts`.
   * @param args what it is told
   * @param script where it lies when it was bundled
   */
  constructor(args: readonly string[], script = fileURLToPath(new URL('./library-script.ts', import.meta.url))) {
    this.#process = spawn(process.execPath, [script, ...args], { stdio: ['pipe', 'pipe', 'pipe'] })
    this.#ended = once(this.#process, 'close')
    this.#process.stdout?.setEncoding('utf8').on('data', (text: string) => this.#hear(text))
    this.#process.stderr?.setEncoding('utf8').on('data', (text: string) => {
      this.#errors += text
    })
  }

  get pid(): number {
    return this.#process.pid ?? 0
  }

  /** Waits until it has printed so many lines. Throws when it ends before. */
  async said(count: number): Promise<void> {
    while (this.lines.length < count) {
      await Promise.race([once(this.#process.stdout ?? this.#process, 'data'), this.#ended])
      if (this.#process.exitCode !== null && this.lines.length < count) throw new Error(`it ended: ${this.#errors}`)
    }
  }

  /** Ends it like `kill -9`. Afterwards `lines` is everything it ever printed. */
  async kill(): Promise<void> {
    this.#process.kill('SIGKILL')
    await this.#ended
  }

  /** Asks it to end, and waits until it has. */
  async finish(): Promise<void> {
    this.#process.stdin?.end()
    await this.#ended
  }

  #hear(text: string): void {
    const parts = (this.#rest + text).split('\n')
    this.#rest = parts.pop() ?? ''
    this.lines.push(...parts)
  }
}
