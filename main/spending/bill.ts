import { addCosts, type Cost } from '../../app/cost/cost.ts'
import type { TurnSize } from '../../app/cost/tokens.ts'
import type { Endpoint } from '../endpoint/endpoint.ts'
import type { PaidStep } from '../endpoint/reply/reply-part.ts'
import type { EndedReply, Spending } from './spending.ts'

/** How much is asked. */
export type AskedSize = Pick<TurnSize, 'heardMs' | 'heardCharacters'>

/** How much of a reply has come, and what its endpoint says of it. */
export type BilledReply = Pick<EndedReply, 'model' | 'usage'> & Pick<TurnSize, 'spokenMs' | 'spokenCharacters'>

/** What one question and its reply cost at one endpoint. Each part is added to the month's sums, also where the reply broke off. */
export class Bill {
  readonly #spending: Pick<Spending, 'note' | 'noteStep'>
  readonly #endpoint: Endpoint
  #asked: AskedSize = { heardMs: 0, heardCharacters: 0 }
  #reading: PaidStep | null = null

  constructor(spending: Pick<Spending, 'note' | 'noteStep'>, endpoint: Endpoint) {
    this.#spending = spending
    this.#endpoint = endpoint
  }

  /** Notes how much is asked, from which the cost is estimated where the endpoint does not count tokens. */
  noteQuestion(asked: AskedSize): void {
    this.#asked = asked
  }

  /** Notes what reads the reply aloud, where its own model does not speak. It is counted with the reply. */
  noteReading(step: PaidStep): void {
    this.#reading = step
  }

  /** Counts a recording that was put into words: that is paid for, whatever becomes of the question. Null when nobody knows its cost. */
  countHearing(step: PaidStep): Cost | null {
    return this.#spending.noteStep(this.#endpoint, step)
  }

  /** Counts the reply as far as it has come, once it comes no further. Null when nobody knows its cost. */
  countReply({ model, usage, spokenMs, spokenCharacters }: BilledReply): Cost | null {
    const endpoint = this.#endpoint
    const reading = this.#reading
    // Sound that another model made is that model's to be paid for.
    const size = { ...this.#asked, spokenMs: reading ? 0 : spokenMs, spokenCharacters }
    const answered = this.#spending.note({ endpoint, model, usage, size })
    const read = reading && this.#spending.noteStep(endpoint, { ...reading, size: { ...reading.size, spokenMs } })
    return addCosts(answered, read)
  }
}
