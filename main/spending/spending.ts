import type { CostOutlook } from '../../app/contract/spending-requests.ts'
import type { Announce } from '../../app/contract.ts'
import type { Usage } from '../../app/conversation.ts'
import type { Cost } from '../../app/cost/cost.ts'
import { costByLength, costOf, findPrice, type KnownPrice, type Price } from '../../app/cost/prices.ts'
import { type Month, monthOf, type Sum, standingOf, sumOf, totalOf } from '../../app/cost/spending.ts'
import {
  CHARACTERS_PER_TOKEN,
  noTokens,
  SPOKEN_TOKENS_PER_SECOND,
  splitTokens,
  type Tokens,
  type TurnSize,
} from '../../app/cost/tokens.ts'
import type { Settings } from '../../app/settings.ts'
import type { Endpoint } from '../endpoint/endpoint.ts'
import type { PaidStep } from '../endpoint/reply/reply-part.ts'
import type { SpendingFile } from './spending-file.ts'

/** What decides what things cost. */
export interface SpendingOptions {
  file: Pick<SpendingFile, 'months' | 'add'>
  settings: () => Settings
  announce: Announce
  /** The price in the endpoint's own list of models; null when it states none, or was not asked. */
  modelPrice?: (endpoint: Endpoint) => Price | null
  /** Milliseconds since 1970. */
  clock?: () => number
}

/** What is known of a reply that has ended. */
export interface EndedReply {
  endpoint: Endpoint
  /** The model that answered, as the endpoint calls it. */
  model: string
  usage: Usage | null
  size: TurnSize
}

/** The size of an average reply, used until there were some. */
const USUAL_REPLY = { spokenMs: 12_000, spokenCharacters: 180 }

/** What replies cost, how much was spent in which month, and whether more may be. */
export class Spending {
  readonly #options: SpendingOptions
  readonly #clock: () => number

  constructor(options: SpendingOptions) {
    this.#options = options
    this.#clock = options.clock ?? Date.now
  }

  /** Every month in which something was spent, the newest first. */
  get months(): readonly Month[] {
    return this.#options.file.months
  }

  /**
   * The price of an endpoint's model: from the endpoint's list of models, or else from the table, by the model that was asked for, or else
   * by the one that answered. Null when none of them has it, and for practice.
   */
  priceOf(endpoint: Endpoint, answeredModel = ''): KnownPrice | null {
    if (endpoint.kind === 'practice') return null
    const told = this.#options.modelPrice?.(endpoint)
    if (told) return { price: told, source: 'model-info' }
    const { prices } = this.#options.settings()
    const listed = findPrice(endpoint.model, prices) ?? findPrice(answeredModel, prices)
    return listed && { price: listed, source: 'table' }
  }

  /** Adds what a reply cost to this month at once, before anything can be lost. Returns the cost; null when it is not known. */
  note({ endpoint, model, usage, size }: EndedReply): Cost | null {
    if (endpoint.kind === 'practice') return null
    const cost = costOf(usage, this.priceOf(endpoint, model), size)
    this.#add(endpoint, sumOf(cost, tokensOf(usage, size)))
    return cost
  }

  /** As `note`, for what an endpoint is paid besides a reply: transcribing a recording, reading an answer aloud. */
  noteStep(endpoint: Endpoint, { model, usage, size }: PaidStep): Cost | null {
    if (endpoint.kind === 'practice') return null
    const asked = { ...endpoint, model }
    const cost = costOf(usage, this.priceOf(asked), size) ?? costByLength(model, size)
    this.#add(asked, sumOf(cost, tokensOf(usage, size), true))
    return cost
  }

  /** The price of an endpoint's model, as far as it is known. */
  outlook(endpoint: Endpoint): Pick<CostOutlook, 'known' | 'isFree'> {
    const known = this.priceOf(endpoint)
    return { known, isFree: endpoint.kind === 'practice' || isFree(known) }
  }

  /** Whether the user's limit for this month is reached, and this endpoint is not free. */
  isStoppedFor(endpoint: Endpoint): boolean {
    if (this.outlook(endpoint).isFree) return false
    const { usd } = totalOf(this.months.find(({ month }) => month === monthOf(this.#clock())))
    return standingOf(usd, this.#options.settings().monthlyStopUsd) === 'reached'
  }

  /** The usual size of a reply from this endpoint, by the last month in which it was asked. */
  usualReply({ profileId, model }: Endpoint): Pick<TurnSize, 'spokenMs' | 'spokenCharacters'> {
    for (const { spent } of this.months) {
      const line = spent.find(one => one.profileId === profileId && one.model === model && one.replies > 0)
      if (!line) continue
      const { textOut, audioOut } = line.tokens
      return {
        spokenMs: (audioOut / line.replies / SPOKEN_TOKENS_PER_SECOND) * 1000,
        spokenCharacters: (textOut / line.replies) * CHARACTERS_PER_TOKEN,
      }
    }
    return USUAL_REPLY
  }

  #add({ profileId, name, model }: Endpoint, sum: Sum): void {
    const now = this.#clock()
    this.#options.file.add(now, { profileId, endpoint: name, model, ...sum })
    const month = this.months.find(one => one.month === monthOf(now))
    if (month) this.#options.announce('spendingChanged', { month })
  }
}

function tokensOf(usage: Usage | null, size: TurnSize): Tokens {
  const { isCounted: _, ...tokens } = splitTokens(usage, size) ?? { isCounted: false, ...noTokens }
  return tokens
}

/** Whether none of the known amounts is paid for. */
function isFree(known: KnownPrice | null): boolean {
  return known !== null && Object.values(known.price).every(usd => usd === null || usd === 0)
}
