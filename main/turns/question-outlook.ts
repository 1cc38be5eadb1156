import type { CostOutlook } from '../../app/contract/spending-requests.ts'
import { AppError } from '../../app/errors.ts'
import { spokenUpload, wholeUpload } from '../../app/profiles/uploads.ts'
import type { Settings } from '../../app/settings.ts'
import type { Endpoint } from '../endpoint/endpoint.ts'
import type { SpokenQuestion } from '../endpoint/request/early-question.ts'
import { type MessagesSource, messagesFor, sizeOfHistory } from '../endpoint/request/messages.ts'
import { SpokenSound } from '../endpoint/request/spoken-sound.ts'
import type { Keeper } from '../keeping/keeping.ts'
import type { Learned } from '../profiles/learned.ts'
import type { Spending } from '../spending/spending.ts'

/** What a question is worked out from. */
export interface QuestionOutlookOptions {
  library: Pick<Keeper, 'turn' | 'historyOf' | 'locate'>
  /** Who answers in a conversation now; null: in one without a profile of its own. Throws endpoint_*, profile_missing and key_malformed. */
  endpoint: (conversationId: string | null) => Endpoint
  settings: () => Settings
  /** Says what things cost, and when no more is to be spent. */
  spending: Spending
  /** What earlier replies showed of who is asked. */
  learned: Pick<Learned, 'of'>
  /** Names whose account an endpoint's key is for, as `Reply.account`. */
  accountOf: (endpoint: Endpoint) => string
  /** Milliseconds since 1970. */
  clock?: () => number
}

/** What a question would be if it were asked now: to whom, with which history, in which form, and for how much. Nothing is sent here. */
export class QuestionOutlook {
  readonly #options: QuestionOutlookOptions

  constructor(options: QuestionOutlookOptions) {
    this.#options = options
  }

  /**
   * Whether this month's limit forbids to send anything by itself in a conversation; null: in one without a profile of its own. False
   * where the endpoint cannot be used: the question will fail and say why.
   */
  isStoppedIn(conversationId: string | null): boolean {
    try {
      return this.#options.spending.isStoppedFor(this.#options.endpoint(conversationId))
    } catch {
      return false
    }
  }

  /**
   * The question of a turn whose recording is still being made, and its endpoint, as if it were sent now. Null when it must not go out
   * before it is whole: the month's limit is reached, it goes by way of words, or the server does not take recordings like that.
   * @param given stands for the recording in the question; a new one unless given
   */
  questionOfSpoken(turnId: string, given?: SpokenSound): SpokenQuestion | null {
    const { library, learned, accountOf } = this.#options
    try {
      const turn = library.turn(turnId)
      const endpoint = this.#options.endpoint(turn.conversationId)
      const known = learned.of(endpoint)
      const format = spokenUpload(endpoint.upload, known?.uploads ?? null)
      const isHeard = endpoint.abilities.hears === 'known' ? known?.hears !== false : endpoint.abilities.hears === 'yes'
      if (endpoint.way === 'cascade' || !isHeard || this.isStoppedIn(turn.conversationId)) return null
      if (format === null || (given && given.format !== format)) return null
      const sound = given ?? new SpokenSound(format)
      const history = this.historyOf(turn.conversationId, endpoint, accountOf(endpoint))
      const { size: _, ...question } = messagesFor({ ...history, turn, spoken: sound })
      return { endpoint, question, sound, known }
    } catch (error) {
      if (error instanceof AppError) return null
      throw error
    }
  }

  /** Encodes a recording while it is made, for one that is not sent before it is whole; null where it is sent as the WAV it is. */
  soundToEncode(turnId: string): SpokenSound | null {
    const { library, learned } = this.#options
    try {
      const endpoint = this.#options.endpoint(library.turn(turnId).conversationId)
      const format = wholeUpload(endpoint.upload, learned.of(endpoint)?.uploads ?? null)
      return format === 'wav' || endpoint.way === 'cascade' ? null : new SpokenSound(format)
    } catch (error) {
      if (error instanceof AppError) return null
      throw error
    }
  }

  /** What the next question of a conversation is likely to cost, not counting its own sound and words. Throws endpoint_*, key_malformed. */
  costOutlook(conversationId: string): CostOutlook {
    const { endpoint, spending, accountOf } = this.#options
    const asked = endpoint(conversationId)
    const size = sizeOfHistory(this.historyOf(conversationId, asked, accountOf(asked)))
    return { ...spending.outlook(asked), size: { ...size, ...spending.usualReply(asked) } }
  }

  /** What goes along with a question of a conversation, for this endpoint and account. Throws not_found, disk_*. */
  historyOf(conversationId: string, endpoint: Endpoint, account: string): Omit<MessagesSource, 'turn'> {
    const { library, settings } = this.#options
    return {
      history: library.historyOf(conversationId),
      instructions: endpoint.instructions,
      account,
      upload: wholeUpload(endpoint.upload, this.#options.learned.of(endpoint)?.uploads ?? null),
      turnsAsSound: endpoint.abilities.hears === 'no' ? 0 : settings().turnsAsSound,
      now: this.#options.clock?.() ?? Date.now(),
      locate: turn => library.locate(turn),
    }
  }
}
