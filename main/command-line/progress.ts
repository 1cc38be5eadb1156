import { formatSeconds } from '../../app/words/format.ts'

/** How often the line is written again. */
const INTERVAL_MS = 200
const ERASE_LINE = '\r\u001b[K'

/** One line on a terminal that says what is being waited for, and since when; nothing anywhere else. */
export class Progress {
  readonly #terminal: NodeJS.WriteStream
  readonly #start = performance.now()
  /** Null where there is no terminal, and at the end. */
  #timer: NodeJS.Timeout | null
  #phase: () => string = () => ''
  #drawnAt = 0

  constructor(terminal: NodeJS.WriteStream) {
    this.#terminal = terminal
    this.#timer = terminal.isTTY ? setInterval(() => this.#draw(), INTERVAL_MS) : null
  }

  /** Says what is going on from now on; asked again whenever the line is written. */
  show(phase: () => string): void {
    this.#phase = phase
    this.#draw()
  }

  /** Writes a line above, for good. Only on a terminal. */
  note(line: string): void {
    if (this.#timer) this.#terminal.write(`${ERASE_LINE}${line}\n`)
  }

  /** Takes the line away. */
  end(): void {
    if (!this.#timer) return
    clearInterval(this.#timer)
    this.#timer = null
    this.#terminal.write(ERASE_LINE)
  }

  /** Writes the line again, for work that lets no timer run; at most as often as the timer would. */
  refresh(): void {
    if (performance.now() - this.#drawnAt >= INTERVAL_MS) this.#draw()
  }

  #draw(): void {
    this.#drawnAt = performance.now()
    const elapsed = formatSeconds(performance.now() - this.#start)
    if (this.#timer) this.#terminal.write(`${ERASE_LINE}${elapsed} ${this.#phase()}`)
  }
}
