import { addCosts, type Cost } from '../../app/cost/cost.ts'
import type { TurnSize } from '../../app/cost/tokens.ts'
import type { Endpoint } from '../endpoint/endpoint.ts'
import type { PaidStep } from '../endpoint/reply/reply-part.ts'
import type { EndedReply, Spending } from './spending.ts'

/** The size of a question. */
export type AskedSize = Pick<TurnSize, 'heardMs' | 'heardCharacters'>

/** The size of a reply so far, and what its endpoint says about it. */
export type BilledReply = Pick<EndedReply, 'model' | 'usage'> & Pick<TurnSize, 'spokenMs' | 'spokenCharacters'>

/** What one question and its reply cost at one endpoint. Each part is added to the month's sums, even if the reply breaks off. */
export class Bill {
  readonly #spending: Pick<Spending, 'note' | 'noteStep'>
  readonly #endpoint: Endpoint
  #asked: AskedSize = { heardMs: 0, heardCharacters: 0 }
  #reading: PaidStep | null = null

  constructor(spending: Pick<Spending, 'note' | 'noteStep'>, endpoint: Endpoint) {
    this.#spending = spending
    this.#endpoint = endpoint
  }

  /** Sets the size of the question, from which the cost is estimated if the endpoint does not count tokens. */
  noteQuestion(asked: AskedSize): void {
    this.#asked = asked
  }

  /** Sets the model that reads the reply aloud, if the answering model does not speak. It is counted with the reply. */
  noteReading(step: PaidStep): void {
    this.#reading = step
  }

  /** Counts a transcription, which is paid for whatever becomes of the question. Null when its cost is not known. */
  countHearing(step: PaidStep): Cost | null {
    return this.#spending.noteStep(this.#endpoint, step)
  }

  /** Counts the reply as far as it has come, once it has ended. Null when its cost is not known. */
  countReply({ model, usage, spokenMs, spokenCharacters }: BilledReply): Cost | null {
    const endpoint = this.#endpoint
    const reading = this.#reading
    // Sound that another model made is paid to that model.
    const size = { ...this.#asked, spokenMs: reading ? 0 : spokenMs, spokenCharacters }
    const answered = this.#spending.note({ endpoint, model, usage, size })
    const read = reading && this.#spending.noteStep(endpoint, { ...reading, size: { ...reading.size, spokenMs } })
    return addCosts(answered, read)
  }
}
