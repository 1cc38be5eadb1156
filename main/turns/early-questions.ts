import { isDeepStrictEqual } from 'node:util'
import { toFailure } from '../../app/errors.ts'
import { pcmDurationMs } from '../../app/pcm.ts'
import { mp3Rates } from '../../app/profiles/uploads.ts'
import type { Settings } from '../../app/settings.ts'
import { SHORTEST_MS } from '../../app/talk/talk-timing.ts'
import { EarlyQuestion, type SpokenQuestion } from '../endpoint/request/early-question.ts'
import type { AskTimeouts } from '../endpoint/request/question.ts'
import type { SpokenSound } from '../endpoint/request/spoken-sound.ts'
import type { RecordingListener } from './recordings.ts'

/** What early questions are asked with. */
export interface EarlyQuestionsOptions {
  settings: () => Settings
  /**
   * The question, and its endpoint, that a recording which is being made would become if it were sent now; null when it must not go out
   * before it is whole.
   * @param sound stands for the recording in the question; a new one unless given
   */
  questionOf: (turnId: string, sound?: SpokenSound) => SpokenQuestion | null
  /** Encodes a recording while it is made that goes out only when it is whole; null where it is sent as the WAV it is. */
  soundToEncode: (turnId: string) => SpokenSound | null
  timeouts?: Partial<AskTimeouts>
}

/** Where a recording that is being made stands. */
type Spoken =
  /** Still too short to be sent. */
  | { name: 'short'; heard: Uint8Array[]; bytes: number }
  /** Being sent while it is made. `isWhole`: it has ended, and its request with it. */
  | { name: 'early'; question: EarlyQuestion; asked: SpokenQuestion; bytes: number; isWhole: boolean }
  /** To be sent only when it is whole. `sound` encodes it meanwhile, so that nothing is left to encode then; null: sent as it is. */
  | { name: 'late'; sound: SpokenSound | null }

/**
 * Sends recordings while they are made. A request is begun as soon as a recording is too long to be dropped. It is completed only if the
 * recording, when it ends, is to be sent exactly as it was begun: to the same endpoint, after the same conversation. In every other case the
 * request is given up, and a recording that is still to be sent goes in a new request, as a whole.
 */
export class EarlyQuestions implements RecordingListener {
  readonly #options: EarlyQuestionsOptions
  readonly #spoken = new Map<string, Spoken>()

  constructor(options: EarlyQuestionsOptions) {
    this.#options = options
  }

  /** Takes what was added to a recording. */
  appended(turnId: string, pcm: Uint8Array): void {
    this.#unharmed(turnId, () => this.#add(turnId, pcm))
  }

  /** A recording ends, and is about to be kept. Returns whether all of it is in its request, written to the last byte. */
  ending(turnId: string, isToBeSent: boolean): boolean {
    this.#unharmed(turnId, () => this.#end(turnId, isToBeSent))
    return this.isOut(turnId)
  }

  /** Whether the request of a recording that has ended is complete, and was not taken yet. */
  isOut(turnId: string): boolean {
    const spoken = this.#spoken.get(turnId)
    return spoken?.name === 'early' && spoken.isWhole
  }

  /** Hands over the complete request of a recording that has ended; null when there is none. */
  take(turnId: string): EarlyQuestion | null {
    const spoken = this.#spoken.get(turnId)
    if (spoken?.name !== 'early' || !spoken.isWhole) return null
    this.#spoken.delete(turnId)
    return spoken.question
  }

  /** A recording that has ended as it was encoded while it was made; null when it was not. To be called before `take`. */
  encodedOf(turnId: string): SpokenSound | null {
    const spoken = this.#spoken.get(turnId)
    const sound = spoken ? encodedBy(spoken) : null
    return sound?.isWhole ? sound : null
  }

  /** Forgets a recording that has ended. A request that nobody took is given up. */
  forget(turnId: string): void {
    const spoken = this.#spoken.get(turnId)
    if (spoken?.name === 'early') spoken.question.giveUp()
    this.#spoken.delete(turnId)
  }

  /** Who answers may have changed: a recording that would now go to another endpoint is no longer sent to the one before. */
  reconsider(): void {
    for (const [turnId, spoken] of this.#spoken) {
      // A complete request cannot be taken back: the server may be working on it.
      if (spoken.name !== 'early' || spoken.isWhole) continue
      this.#unharmed(turnId, () => {
        const now = this.#ask(turnId, spoken.question.sound)
        if (!isDeepStrictEqual(now?.endpoint, spoken.asked.endpoint)) this.#delay(turnId)
      })
    }
  }

  #add(turnId: string, pcm: Uint8Array): void {
    const spoken = this.#spoken.get(turnId) ?? { name: 'short', heard: [], bytes: 0 }
    this.#spoken.set(turnId, spoken)
    if (spoken.name === 'late') {
      spoken.sound?.add(pcm)
      return
    }
    spoken.bytes += pcm.byteLength
    if (spoken.name === 'early') spoken.question.sound.add(pcm)
    else spoken.heard.push(pcm)
    if (pcmDurationMs(spoken.bytes) > this.#longestMs(spoken)) this.#delay(turnId)
    else if (spoken.name === 'short' && pcmDurationMs(spoken.bytes) >= SHORTEST_MS) this.#begin(turnId, spoken)
  }

  #end(turnId: string, isToBeSent: boolean): void {
    if (!isToBeSent) this.forget(turnId)
    const spoken = this.#spoken.get(turnId)
    if (spoken?.name === 'late') spoken.sound?.finish()
    if (spoken?.name !== 'early') return
    const { question, asked } = spoken
    const now = this.#ask(turnId, question.sound)
    spoken.isWhole = now !== null && isDeepStrictEqual([now.endpoint, now.question], [asked.endpoint, asked.question])
    if (spoken.isWhole) question.finish()
    else {
      question.giveUp()
      encodedBy(spoken)?.finish()
    }
  }

  #begin(turnId: string, { heard, bytes }: Extract<Spoken, { name: 'short' }>): void {
    const asked = this.#ask(turnId)
    if (!asked) {
      this.#delay(turnId)
      return
    }
    const question = new EarlyQuestion(asked, this.#options.timeouts)
    this.#spoken.set(turnId, { name: 'early', question, asked, bytes, isWhole: false })
    for (const pcm of heard) asked.sound.add(pcm)
  }

  #longestMs(spoken: Spoken): number {
    const { sentEarlyMs } = this.#options.settings().talk
    const learned = spoken.name === 'early' ? spoken.asked.known?.uploads.longestMs : null
    return Math.min(sentEarlyMs, learned ?? sentEarlyMs)
  }

  #ask(turnId: string, sound?: SpokenSound): SpokenQuestion | null {
    return this.#options.questionOf(turnId, sound)
  }

  /** Nothing that goes wrong with sending may disturb the recording: it goes out when it is whole, then. */
  #unharmed(turnId: string, work: () => void): void {
    try {
      work()
    } catch (error) {
      this.forget(turnId)
      this.#spoken.set(turnId, { name: 'late', sound: null })
      console.error(toFailure(error).message)
    }
  }

  /** Gives up sending while it is spoken: the recording goes out when it is whole. */
  #delay(turnId: string): void {
    const spoken = this.#spoken.get(turnId)
    if (spoken?.name === 'early') spoken.question.giveUp()
    const sound = spoken?.name === 'short' ? this.#options.soundToEncode(turnId) : spoken ? encodedBy(spoken) : null
    this.#spoken.set(turnId, { name: 'late', sound })
    if (spoken?.name === 'short') for (const pcm of spoken.heard) sound?.add(pcm)
  }
}

/** The MP3 that a recording is encoded as while it is made; null where it is not encoded. */
function encodedBy(spoken: Spoken): SpokenSound | null {
  if (spoken.name === 'late') return spoken.sound
  return spoken.name === 'early' && mp3Rates[spoken.question.sound.format] !== null ? spoken.question.sound : null
}
