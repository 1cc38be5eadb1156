import { failWith } from '../../../app/errors.ts'
import { throwErrorIn } from '../failure/failure.ts'
import { Accumulator } from './accumulator.ts'
import { EventReader } from './event-reader.ts'
import type { ReplyFormat, ReplyPart } from './reply-part.ts'

/** What a reply was like, for the next one to be asked for like that. */
export interface ReplyShape {
  isStreamed: boolean
  /** How its sound was encoded; null when there was none. */
  format: string | null
  /** Whether sound came with or after the word that the reply is done. */
  hasSoundAfterFinish: boolean
}

/** What the answer turned out to be, told by its first letter: servers stream what was to come whole, and the other way round. */
type Kind = 'unknown' | 'events' | 'whole'

/** What may stand before a whole answer: some servers mark it as Unicode, or keep the connection busy until it is there. */
const before = /^[\s\0\ufeff]+/

/** What an answer begins with, though its head calls it a page, as PHP does unless it is told otherwise. */
const beginsAnswer = /^(?:[{[:]|data:|event:|id:|retry:)/

/** Reads the body of an answer down to the parts of a reply, in whatever way the server speaks. */
export class ReplyReader {
  readonly #host: string
  readonly #events = new EventReader()
  readonly #accumulator: Accumulator
  #kind: Kind = 'unknown'
  #whole: Uint8Array[] = []
  #headers = new Headers()
  #isSaidToBePage = false
  #isDone = false

  /**
   * @param asked the format that was asked for
   * @param host for failures
   */
  constructor(asked: ReplyFormat, host: string) {
    this.#host = host
    this.#accumulator = new Accumulator(asked, host)
  }

  /** True when there is something worth keeping. */
  get hasReply(): boolean {
    return this.#accumulator.hasReply
  }

  /** True when all of a reply has come, whatever happens next. */
  get isWhole(): boolean {
    return this.#accumulator.isWhole
  }

  /** What the reply was like. */
  get shape(): ReplyShape {
    const { format, hasSoundAfterFinish } = this.#accumulator.shape
    const isStreamed = this.#kind === 'events'
    return { isStreamed, format, hasSoundAfterFinish: isStreamed && hasSoundAfterFinish }
  }

  /** True when it comes as one piece, of which nothing is read before all of it is there. */
  get isOnePiece(): boolean {
    return this.#kind === 'whole'
  }

  /** True when the server has said that nothing more comes. */
  get isDone(): boolean {
    return this.#isDone
  }

  /** Takes what was said before the body: LiteLLM tells there who it is, and what a whole reply costs. */
  readHead(headers: Headers): void {
    this.#headers = headers
    this.#isSaidToBePage = /\bhtml\b/i.test(headers.get('content-type') ?? '')
    if (headers.has('x-litellm-version')) this.#accumulator.expectInventedEnd()
  }

  /**
   * Takes the next bytes and yields what is new, each part before what follows it is looked at.
   * @throws what `throwErrorIn` throws, `endpoint_html`, `endpoint_unreadable`, SyntaxError for what is no JSON
   */
  *push(bytes: Uint8Array): Generator<ReplyPart> {
    if (this.#kind === 'unknown') this.#kind = this.#kindOf(bytes)
    if (this.#kind === 'whole') this.#whole.push(bytes)
    if (this.#kind !== 'events') return
    for (const { name, data } of this.#events.push(bytes)) yield* this.#addEvent(name, data)
  }

  /** What was held back until more came, now that no more will; once. Throws `endpoint_unreadable`. */
  flush(): ReplyPart[] {
    return this.#accumulator.flush()
  }

  /** The rest of the reply and its end. Throws as `push` and `Accumulator.end`. */
  *end(): Generator<ReplyPart> {
    if (this.#kind === 'whole') {
      const completion: unknown = JSON.parse(Buffer.concat(this.#whole).toString().replace(before, ''))
      throwErrorIn(completion)
      yield* this.#accumulator.addWhole(completion, this.#headers)
    }
    if (this.#kind === 'unknown' && this.#isSaidToBePage) throw failWith('endpoint_html', { host: this.#host })
    const last = this.#isDone ? null : this.#events.end()
    // One that is cut off is no event: the accumulator knows whether the reply is whole without it.
    if (last && isJson(last.data)) yield* this.#addEvent(last.name, last.data)
    yield* this.#accumulator.flush()
    yield this.#accumulator.end(this.#isDone)
  }

  *#addEvent(name: string, data: string): Generator<ReplyPart> {
    if (this.#isDone || data.trim() === '') return
    if (data.trimStart().startsWith('[DONE]')) {
      this.#isDone = true
      return
    }
    const isError = name === 'error'
    const value: unknown = isError && !isJson(data) ? data : JSON.parse(data)
    throwErrorIn(isError && !isObjectWithError(value) ? { error: value } : value)
    yield* this.#accumulator.add(value)
  }

  #kindOf(bytes: Uint8Array): Kind {
    const text = Buffer.from(bytes.subarray(0, 1024)).toString().replace(before, '')
    const [letter] = text
    if (letter === undefined) return 'unknown'
    const isPage = letter === '<' || (this.#isSaidToBePage && !beginsAnswer.test(text))
    if (isPage) throw failWith('endpoint_html', { host: this.#host })
    return letter === '{' || letter === '[' ? 'whole' : 'events'
  }
}

function isObjectWithError(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'error' in value
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}
