import type { Usage } from '../../../app/conversation.ts'
import { failWith } from '../../../app/errors.ts'
import { plainWords } from '../plain-words.ts'
import { Base64Text } from './base64-text.ts'
import { type ReplyAudio, readChunk } from './chunk.ts'
import type { ReplyEnd, ReplyFormat, ReplyPart } from './reply-part.ts'
import { ReplySound } from './reply-sound.ts'
import { addHeaderCost } from './usage.ts'

/**
 * Makes a reply of chunks in whatever order a server sends them: id, words and sound may come together or apart, before or
 * after `finish_reason`, which may be missing (OpenAI reference, "chat.completion.chunk"; openai-node #1206, #1991).
 */
export class Accumulator {
  readonly #host: string
  readonly #sound: ReplySound
  readonly #base64 = new Base64Text()
  #chunks = 0
  #id: string | null = null
  #model: string | null = null
  #audioId: string | null = null
  #audioExpiresAt: number | null = null
  #usage: Usage | null = null
  #hasUsageOfAll = false
  #finishReason = ''
  #hasEndMark = false
  #mayInventEnd = false
  #isFlushed = false
  #hasSound = false
  #hasSoundWithoutExpiry = false
  #hasSoundAfterFinish = false
  /** A server may say the same words as text and as transcript: those that came first are shown as they come. */
  #shown: 'content' | 'transcript' | null = null
  #words = { content: '', transcript: '' }

  /**
   * @param asked the format that was asked for
   * @param host for failures
   */
  constructor(asked: ReplyFormat, host: string) {
    this.#host = host
    this.#sound = new ReplySound(asked, host)
  }

  /** True when there is something worth keeping. */
  get hasReply(): boolean {
    return this.#hasSound || this.#shown !== null
  }

  /** True when there is a reply and its tokens were counted as a whole: nothing of it comes after that. */
  get isWhole(): boolean {
    return this.hasReply && this.#hasUsageOfAll
  }

  /** What its sound was like, as `ReplyShape`. */
  get shape() {
    return { format: this.#hasSound ? this.#sound.format : null, hasSoundAfterFinish: this.#hasSoundAfterFinish }
  }

  /**
   * To be told of a LiteLLM proxy. It ends every stream with a `stop` of its own, also one that broke off behind it: then no
   * token was counted, and a voice that has an id has no expiry, which OpenAI gives with the last of it.
   */
  expectInventedEnd(): void {
    this.#mayInventEnd = true
  }

  /** Takes a chunk as it was parsed; returns what is new. Throws `endpoint_unreadable`. */
  add(value: unknown): ReplyPart[] {
    const chunk = readChunk(value)
    if (!chunk) throw failWith('endpoint_unreadable', { host: this.#host })
    this.#chunks++
    this.#id ??= chunk.id || null
    this.#model = chunk.model || this.#model
    this.#finishReason = chunk.finishReason || this.#finishReason
    // Some servers count tokens on every chunk, none of them on those with sound: a chunk of nothing else is the last one.
    const hasUsageOfAll = chunk.usage !== null && chunk.messages.length === 0
    if (hasUsageOfAll || !this.#hasUsageOfAll) this.#usage = chunk.usage ?? this.#usage
    this.#hasUsageOfAll ||= hasUsageOfAll
    if (chunk.finishReason !== '' || hasUsageOfAll) this.#hasEndMark = true
    // A stream may end with all that was said once more.
    const messages = this.hasReply ? chunk.messages : [...chunk.messages, ...chunk.wholes]
    return messages.flatMap(({ content, refusal, audio }) => [
      ...this.#addWords('content', content + refusal),
      ...(audio ? this.#addAudio(audio, chunk.sampleRateHz) : []),
    ])
  }

  /** Takes a whole completion, which needs no mark of its end, and the headers it came with. Throws `endpoint_unreadable`. */
  addWhole(value: unknown, headers: Headers): ReplyPart[] {
    this.#hasEndMark = true
    this.#mayInventEnd = false
    const parts = this.add(value)
    this.#usage = addHeaderCost(this.#usage, headers)
    return parts
  }

  /** What was held back until more came, now that no more will; once. Throws `endpoint_unreadable`. */
  flush(): ReplyPart[] {
    if (this.#isFlushed) return []
    this.#isFlushed = true
    const sound = this.#sound.end()
    if (sound.length > 0) this.#hasSound = true
    const { content, transcript } = this.#words
    const other = (this.#shown === 'content' ? transcript : content).trim()
    const shown = this.#shown === 'content' ? content : transcript
    return other === '' || shown.includes(other) ? sound : [...sound, { kind: 'words', words: `\n\n${other}` }]
  }

  /**
   * What is known about the reply when the server has ended it.
   * @param isDone whether the server has said so, which alone is no mark: proxies say it of what broke off behind them
   * @throws `cut_off` when nothing said that it was the end, `reply_empty`, `content_refused`, `endpoint_unreadable`
   */
  end(isDone = false): ReplyEnd {
    if (this.#chunks === 0) throw failWith('endpoint_unreadable', { host: this.#host })
    const isEmpty = isDone && !this.hasReply
    if ((!this.#hasEndMark && !isEmpty) || this.#isEndInvented) throw failWith('cut_off')
    if (!this.hasReply && this.#finishReason === 'content_filter') throw failWith('content_refused')
    if (!this.hasReply) throw failWith('reply_empty', { host: this.#host })
    return {
      kind: 'end',
      id: this.#id,
      audioId: this.#audioId,
      audioExpiresAt: this.#audioExpiresAt,
      model: this.#model,
      usage: this.#usage,
      isComplete: this.#finishReason !== 'length' && this.#finishReason !== 'content_filter',
    }
  }

  get #isEndInvented(): boolean {
    if (!this.#mayInventEnd || this.#finishReason !== 'stop' || !this.#hasSound) return false
    const isPromised = this.#audioId !== null && this.#audioExpiresAt === null
    return isPromised && this.#usage?.promptTokens === 0 && this.#usage.completionTokens === 0
  }

  #addWords(source: 'content' | 'transcript', words: string): ReplyPart[] {
    const said = plainWords(words)
    if (said === '') return []
    this.#words[source] += said
    this.#shown ??= source
    return this.#shown === source ? [{ kind: 'words', words: said }] : []
  }

  #addAudio(audio: ReplyAudio, sampleRateHz: number | null): ReplyPart[] {
    this.#audioId ??= audio.id || null
    if (audio.expires_at !== null) {
      this.#audioExpiresAt = audio.expires_at * 1000
      // OpenAI ends a voice with an expiry; servers that send it with every piece end it otherwise.
      const isAlone = audio.data === '' && audio.transcript === ''
      if (isAlone || this.#hasSoundWithoutExpiry) this.#hasEndMark = true
    } else if (audio.data !== '') this.#hasSoundWithoutExpiry = true
    const sound = this.#base64.push(audio.data)
    if (sound.byteLength > 0) {
      this.#hasSound = true
      this.#hasSoundAfterFinish ||= this.#finishReason !== ''
    }
    return [...this.#addWords('transcript', audio.transcript), ...this.#sound.add(sound, sampleRateHz)]
  }
}
