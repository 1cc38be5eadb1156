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
  /** What the endpoint's own list of models says of its price; null when it says nothing, or was not asked. */
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

/** A reply as models mostly make them, until there were some. */
const USUAL_REPLY = { spokenMs: 12_000, spokenCharacters: 180 }

/** What replies cost, what was spent in which month, and whether more may be. */
export class Spending {
  readonly #options: SpendingOptions
  readonly #clock: () => number

  constructor(options: SpendingOptions) {
    this.#options = options
    this.#clock = options.clock ?? Date.now
  }

  /** Every month something was spent in, the newest first. */
  get months(): readonly Month[] {
    return this.#options.file.months
  }

  /**
   * What an endpoint's model costs: as its list of models says, else as the table has the model that is asked, else the one that
   * answered. Null when nobody says, and for practice.
   */
  priceOf(endpoint: Endpoint, answeredModel = ''): KnownPrice | null {
    if (endpoint.kind === 'practice') return null
    const told = this.#options.modelPrice?.(endpoint)
    if (told) return { price: told, source: 'model-info' }
    const { prices } = this.#options.settings()
    const listed = findPrice(endpoint.model, prices) ?? findPrice(answeredModel, prices)
    return listed && { price: listed, source: 'table' }
  }

  /** Adds what a reply cost to this month, for good, before anything else may be lost. Returns what it cost; null when nobody knows. */
  note({ endpoint, model, usage, size }: EndedReply): Cost | null {
    if (endpoint.kind === 'practice') return null
    const cost = costOf(usage, this.priceOf(endpoint, model), size)
    this.#add(endpoint, sumOf(cost, tokensOf(usage, size)))
    return cost
  }

  /** As `note`, for what an endpoint was paid beside a reply: to put a recording into words, to read an answer aloud. */
  noteStep(endpoint: Endpoint, { model, usage, size }: PaidStep): Cost | null {
    if (endpoint.kind === 'practice') return null
    const asked = { ...endpoint, model }
    const cost = costOf(usage, this.priceOf(asked), size) ?? costByLength(model, size)
    this.#add(asked, sumOf(cost, tokensOf(usage, size), true))
    return cost
  }

  /** What an endpoint's model costs, as far as anybody knows. */
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

  /** How much a reply of this endpoint mostly is, by those of the last month it was asked in. */
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

/** Whether nothing that is known to be paid for is. */
function isFree(known: KnownPrice | null): boolean {
  return known !== null && Object.values(known.price).every(usd => usd === null || usd === 0)
}
