import type { Announce } from '../../app/contract.ts'
import type { OutboxEntry, Reply, Sound, Turn, TurnStatus } from '../../app/conversation.ts'
import { AppError, type Failure, failWith, toFailure } from '../../app/errors.ts'
import { MESSAGE_BYTES_LIMIT } from '../../app/limits.ts'
import { pcmDurationMs } from '../../app/pcm.ts'
import type { Lesson } from '../../app/profiles/knowledge.ts'
import { Arrivals, FIRST_START_MS } from '../../app/sound/reply-start.ts'
import { AlignmentBuilder } from '../../app/turns/alignment.ts'
import { type Attempt, noTimes, type ReplyTimes } from '../../app/turns/turn-times.ts'
import type { Endpoint } from '../endpoint/endpoint.ts'
import type { ReplyPart } from '../endpoint/reply/reply-part.ts'
import type { Keeper } from '../keeping/keeping.ts'
import type { GrowingSound } from '../library/sounds/sounds.ts'
import { type AskedSize, Bill } from '../spending/bill.ts'
import type { Spending } from '../spending/spending.ts'

/** Words are written to the library at most this often, several at once. Sound is written as it comes. */
const WORDS_KEPT_EVERY_MS = 250

/** How a reply ends, other than being dropped. */
export interface ReplyOutcome {
  status: 'answered' | 'stopped' | 'failed' | 'queued'
  failure: Failure | null
  /** Where the user stopped listening, if before the end. */
  heardMs: number | null
  /** Where the question waits from now on. */
  outbox?: OutboxEntry | null
}

/** What a reply is kept with. */
export interface ReplyKeeperParts {
  library: Keeper
  announce: Announce
  /** The turn that asks. */
  turn: Turn
  spending: Spending
  /** Whether a reply that begins now is late for a question that has waited. */
  isLate: (entry: OutboxEntry) => boolean
}

/**
 * Keeps one reply as it comes. Every part is written to the library first and announced then, so that whatever was heard is on the
 * disk. A reply ends once; what comes after that is ignored.
 */
export class ReplyKeeper {
  /** True once the turn has its outcome. */
  isEnded = false
  readonly #library: Keeper
  readonly #announce: Announce
  readonly #turnId: string
  readonly #spending: Spending
  readonly #isLate: ReplyKeeperParts['isLate']
  /** The turn's entry in the outbox. It is dropped when the reply begins in time, and stays with a late reply until that is looked at. */
  #outbox: OutboxEntry | null
  #unanswered: number
  readonly #beganAt = performance.now()
  #sound: GrowingSound | null = null
  readonly #alignment = new AlignmentBuilder()
  #wordsKeptAt = 0
  #keepingWords: ReturnType<typeof setTimeout> | undefined
  #reply: Reply | null = null
  /** What it costs; null until it is known who is asked. */
  #bill: Bill | null = null
  #startMs = FIRST_START_MS
  readonly #arrivals = new Arrivals()
  #isVoiceLost = false
  #voiceFailure: Failure | null = null
  #asked: Pick<Reply, 'endpoint' | 'profileId' | 'account' | 'model' | 'voice'> = {
    ...{ endpoint: '', profileId: '', account: '', model: '', voice: '' },
  }
  readonly #times: ReplyTimes & { beganAt: number } = { ...noTimes, beganAt: Date.now() }

  constructor({ library, announce, turn, spending, isLate }: ReplyKeeperParts) {
    this.#library = library
    this.#announce = announce
    this.#turnId = turn.id
    this.#spending = spending
    this.#outbox = turn.outbox
    this.#unanswered = turn.unanswered
    this.#isLate = isLate
  }

  /** The entry of a question that comes from the outbox, until its request has gone out; null for all others. */
  get unsent(): OutboxEntry | null {
    return this.#outbox?.nextAt == null ? null : this.#outbox
  }

  /** How often the whole question was sent and got no answer. */
  get unanswered(): number {
    return this.#unanswered
  }

  /** Notes which endpoint is asked, and on whose account. */
  noteEndpoint(endpoint: Endpoint, account: string): void {
    const { baseUrl, profileId, model, voice } = endpoint
    this.#bill = new Bill(this.#spending, endpoint)
    this.#asked = { endpoint: baseUrl, profileId, account, model, voice }
  }

  /** Notes how much of the reply's sound must have come before it is played, in milliseconds. */
  noteStart(startMs: number): void {
    this.#startMs = startMs
  }

  /** For each of `STARTS_MS`, whether the sound would have had a gap if it had been played after that much; null without sound. */
  get hadGap(): readonly boolean[] | null {
    return this.#arrivals.hadGap()
  }

  /** Notes how much is asked, for its cost. */
  noteQuestion(size: AskedSize): void {
    this.#bill?.noteQuestion(size)
  }

  /** Notes what the request has shown of the server. To be called before the last part is taken. */
  noteLesson({ voice }: Lesson): void {
    this.#isVoiceLost = voice === 'lost'
  }

  /** Notes when the first sample was played (ms since 1970). It is written with whatever is written next. */
  noteSounded(at: number): void {
    this.#times.soundedMs ??= Math.round(at - this.#times.beganAt)
  }

  /** Takes the next part. Throws disk_* when it cannot be kept. */
  take(part: ReplyPart): void {
    if (this.isEnded) return
    switch (part.kind) {
      case 'sent':
        this.#times.sentMs = this.#now()
        this.#noteSent()
        return
      case 'again':
        this.#unanswered++
        this.#announceTurn(this.#library.changeTurn(this.#turnId, { unanswered: this.#unanswered }))
        return
      case 'headers':
        this.#times.headersMs = this.#now()
        return
      case 'words':
        this.#takeWords(part.words)
        return
      case 'pcm':
        this.#takeSound(part.pcm)
        return
      case 'encoded':
        this.#takeEncoded(part)
        return
      case 'heard':
        this.#takeTranscript(part)
        return
      case 'reading':
        this.#bill?.noteReading(part.step)
        return
      case 'unvoiced':
        this.#voiceFailure = toFailure(part.failure)
        return
      case 'end':
        this.#takeEnd(part)
        return
    }
  }

  /** Gives the turn its outcome, with what has come of the reply, and announces it. */
  end({ status, failure, heardMs, outbox = null }: ReplyOutcome): void {
    if (this.isEnded) return
    this.#leave()
    this.#times.endMs = this.#now()
    const isWhole = status === 'answered'
    this.#spend()
    this.#settle(() => {
      const sound = this.#sound?.finish()
      const alignment = this.#alignment.alignment(sound?.durationMs ?? 0)
      const reply = this.#reply && { ...this.#reply, alignment, isComplete: isWhole && this.#reply.isComplete, heardMs }
      const entry = isWhole ? this.#outbox : outbox
      const outcome = reply ? { reply } : { attempt: this.#bill && failure && this.#attempt() }
      return this.#library.changeTurn(this.#turnId, { status, failure, outbox: entry, ...outcome })
    })
  }

  /** Drops what has come of the reply: the question is sent along with the next one. */
  join(): void {
    if (this.isEnded) return
    this.#leave()
    this.#spend()
    this.#settle(() => {
      this.#sound?.discard()
      return this.#library.changeTurn(this.#turnId, { status: 'joined', failure: null, outbox: null, reply: null })
    })
  }

  #leave(): void {
    this.isEnded = true
    clearTimeout(this.#keepingWords)
  }

  /** The request is out. If Parley crashes from here on, the question may have been billed, so it is not asked again by itself. */
  #noteSent(): void {
    if (!this.unsent) return
    this.#outbox = { ...this.unsent, nextAt: null }
    this.#library.changeTurn(this.#turnId, { outbox: this.#outbox })
  }

  #takeWords(words: string): void {
    this.#times.firstWordsMs ??= this.#now()
    const reply = this.#begin()
    this.#alignment.addWords(words.length, pcmDurationMs(this.#sound?.bytes ?? 0))
    reply.words += words
    const restMs = this.#wordsKeptAt + WORDS_KEPT_EVERY_MS - this.#now()
    if (restMs <= 0) this.#keep()
    else this.#keepingWords ??= setTimeout(() => this.#keepWords(), restMs)
    this.#announce('replyWordsAdded', { turnId: this.#turnId, words })
  }

  /** Writes words that wait, as it may be long until more come. */
  #keepWords(): void {
    try {
      this.#keep()
    } catch {
      // Whatever is written next fails in the same way, and says so.
    }
  }

  #takeSound(pcm: Uint8Array): void {
    this.#times.firstSoundMs ??= this.#now()
    this.#begin()
    this.#arrivals.add(performance.now(), pcmDurationMs(pcm.byteLength))
    this.#sound ??= this.#library.createSoundFile(this.#turnId, 'reply')
    for (let at = 0; at < pcm.byteLength; at += MESSAGE_BYTES_LIMIT) {
      const piece = pcm.subarray(at, at + MESSAGE_BYTES_LIMIT)
      const offset = this.#sound.bytes
      this.#sound.append(piece)
      // A copy: a view would carry its whole buffer along to the other process.
      this.#announce('replySoundAdded', {
        turnId: this.#turnId,
        offset,
        pcm: new Uint8Array(piece),
        startMs: this.#startMs,
      })
    }
  }

  /** A sound in a format that Parley does not decode is kept as it came, and the reply says so. */
  #takeEncoded({ bytes, format }: ReplyPart & { kind: 'encoded' }): void {
    this.#times.firstSoundMs ??= this.#now()
    const reply = this.#begin()
    this.#voiceFailure = reply.voiceFailure = toFailure(failWith('sound_undecoded', { format }))
    this.#library.importSound(
      this.#turnId,
      { format: undecodedFormatOf(format), bytes, durationMs: 0, peaks: [] },
      'reply',
    )
  }

  /** Keeps a recording's words at once, so that a retry need not transcribe it again. It is paid for even if nothing was understood. */
  #takeTranscript({ turnId, transcript, step }: ReplyPart & { kind: 'heard' }): void {
    const cost = this.#bill?.countHearing(step) ?? null
    if (transcript.words === '') return
    this.#announceTurn(this.#library.changeTurn(turnId, { transcript: { ...transcript, cost }, transcription: null }))
  }

  #takeEnd(end: ReplyPart & { kind: 'end' }): void {
    const { audioId, audioExpiresAt, usage, isComplete } = end
    const model = end.model ?? this.#asked.model
    const came = { isVoiceLost: this.#isVoiceLost, voiceFailure: this.#voiceFailure }
    Object.assign(this.#begin(), { audioId, audioExpiresAt, usage, isComplete, ...came, model })
  }

  /** Counts what the reply has cost so far: it is paid for, even if it broke off or is dropped. */
  #spend(): void {
    if (!this.#reply || !this.#bill) return
    const { words, model, usage } = this.#reply
    const spokenMs = pcmDurationMs(this.#sound?.bytes ?? 0)
    this.#reply.cost = this.#bill.countReply({ model, usage, spokenMs, spokenCharacters: words.length })
  }

  #attempt(): Attempt {
    return { profileId: this.#asked.profileId, times: this.#times }
  }

  /** The first part that comes makes the reply, and the turn one that is being answered. */
  #begin(): Reply {
    if (this.#reply) return this.#reply
    if (this.#outbox && !this.#isLate(this.#outbox)) this.#outbox = null
    const unknown = { audioId: null, audioExpiresAt: null, usage: null, cost: null, heardMs: null, sound: null }
    this.#reply = {
      words: '',
      alignment: [],
      isEdited: false,
      isComplete: false,
      isVoiceLost: false,
      voiceFailure: null,
      ...unknown,
      ...this.#asked,
      times: this.#times,
    }
    this.#announceTurn(this.#keep('replying'))
    return this.#reply
  }

  #keep(status: TurnStatus = 'replying'): Turn {
    clearTimeout(this.#keepingWords)
    this.#keepingWords = undefined
    this.#wordsKeptAt = this.#now()
    return this.#library.changeTurn(this.#turnId, {
      status,
      outbox: this.#outbox,
      ...(this.#reply ? { reply: this.#reply } : {}),
    })
  }

  /** Writes and announces the outcome, or why it could not be written, and announces that no more will come. */
  #settle(write: () => Turn): void {
    try {
      this.#announceTurn(write())
    } catch (error) {
      this.#tellUnkept(error)
    } finally {
      this.#announce('replyEnded', { turnId: this.#turnId })
    }
  }

  /** The disk refuses the outcome: at least the window is told. The next start finds the turn unfinished and settles it. */
  #tellUnkept(error: unknown): void {
    try {
      const turn = this.#library.turn(this.#turnId)
      this.#announceTurn({ ...turn, status: 'failed', failure: toFailure(error) })
    } catch (gone) {
      // Most likely the turn was deleted while it was being answered: nothing is left to tell of.
      if (!(gone instanceof AppError && gone.code === 'not_found')) console.error(toFailure(gone).message)
    }
  }

  #announceTurn(turn: Turn): void {
    this.#announce('turnChanged', { turn })
  }

  #now(): number {
    return Math.round(performance.now() - this.#beganAt)
  }
}

/** The format under which a sound is kept that cannot be decoded. A damaged WAV or MP3 is `bin`: nothing plays it. */
function undecodedFormatOf(format: string): Sound['format'] {
  return format === 'aac' || format === 'flac' || format === 'opus' ? format : 'bin'
}
