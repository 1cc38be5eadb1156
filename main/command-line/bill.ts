import { addCosts, type Cost } from '../../app/cost/cost.ts'
import type { TurnSize } from '../../app/cost/tokens.ts'
import type { Endpoint } from '../endpoint/endpoint.ts'
import type { PaidStep, ReplyPart } from '../endpoint/reply/reply-part.ts'
import type { Books } from './data-folder-books.ts'
import type { Outcome } from './listen.ts'

/** What a question from a shell comes to: counted in the books as the window counts it, what broke off too. */
export class Bill {
  readonly #spending: Books['spending']
  readonly #endpoint: Endpoint
  readonly #asked: Pick<TurnSize, 'heardMs' | 'heardCharacters'>
  #heard: Cost | null = null
  #reading: PaidStep | null = null

  constructor(spending: Books['spending'], endpoint: Endpoint, asked: Pick<TurnSize, 'heardMs' | 'heardCharacters'>) {
    this.#spending = spending
    this.#endpoint = endpoint
    this.#asked = asked
  }

  /** Counts at once what is paid for by itself. */
  hear(part: ReplyPart): void {
    if (part.kind === 'heard') this.#heard = addCosts(this.#heard, this.#spending.noteStep(this.#endpoint, part.step))
    if (part.kind === 'reading') this.#reading = part.step
  }

  /** Counts the reply as far as it has come. Returns what all of it cost; null when nobody knows, or nothing came. */
  total({ words, sound, end }: Outcome): Cost | null {
    if (words === '' && sound.durationMs === 0 && !end) return this.#heard
    const spokenMs = sound.durationMs
    const endpoint = this.#endpoint
    const reading = this.#reading
    const size = { ...this.#asked, spokenMs: reading ? 0 : spokenMs, spokenCharacters: words.length }
    const answered = this.#spending.note({
      ...{ endpoint, size },
      ...{ model: end?.model ?? endpoint.model, usage: end?.usage ?? null },
    })
    const read = reading && this.#spending.noteStep(endpoint, { ...reading, size: { ...reading.size, spokenMs } })
    return [answered, read].reduce(addCosts, this.#heard)
  }
}
