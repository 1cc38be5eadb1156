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
   * What would be asked, and of whom, if a recording that is being made were sent now; null when it must not go out before it is whole.
   * @param sound what stands for the recording, where there is something already
   */
  questionOf: (turnId: string, sound?: SpokenSound) => SpokenQuestion | null
  /** What stands for a recording that goes out when it is whole, where it is encoded for that; null where it goes as it is. */
  soundToEncode: (turnId: string) => SpokenSound | null
  timeouts?: Partial<AskTimeouts>
}

/** A recording that is being made. */
type Spoken =
  /** Too short to be sent as yet. */
  | { name: 'short'; heard: Uint8Array[]; bytes: number }
  /** On its way to who is asked. */
  | { name: 'early'; question: EarlyQuestion; asked: SpokenQuestion; bytes: number; isWhole: boolean }
  /** Goes out when it is whole; `sound`: encoded until then, so that nothing is left to encode. */
  | { name: 'late'; sound: SpokenSound | null }

/**
 * Sends recordings while they are made. A request is begun once a recording is too long to be dropped, and is made whole only when it is sent
 * as it was begun: to the same endpoint, after the same conversation. In every other case it is given up, and the recording goes as a whole.
 */
export class EarlyQuestions implements RecordingListener {
  readonly #options: EarlyQuestionsOptions
  readonly #spoken = new Map<string, Spoken>()

  constructor(options: EarlyQuestionsOptions) {
    this.#options = options
  }

  /** Hears what was added to a recording. */
  appended(turnId: string, pcm: Uint8Array): void {
    this.#unharmed(turnId, () => this.#add(turnId, pcm))
  }

  /** Hears that a recording ends, before it is kept. What is to be sent is out to its last byte when this returns; returns whether that is so. */
  ending(turnId: string, isToBeSent: boolean): boolean {
    this.#unharmed(turnId, () => this.#end(turnId, isToBeSent))
    return this.isOut(turnId)
  }

  /** Whether a recording that has ended is out as a whole, and not taken yet. */
  isOut(turnId: string): boolean {
    const spoken = this.#spoken.get(turnId)
    return spoken?.name === 'early' && spoken.isWhole
  }

  /** Hands over the early question of a recording that has ended and is being sent; null when there is none, or not as it is sent now. */
  take(turnId: string): EarlyQuestion | null {
    const spoken = this.#spoken.get(turnId)
    if (spoken?.name !== 'early' || !spoken.isWhole) return null
    this.#spoken.delete(turnId)
    return spoken.question
  }

  /** A recording that has ended, as it was encoded while it was made; null when it was not. Asked before `take`. */
  encodedOf(turnId: string): SpokenSound | null {
    const spoken = this.#spoken.get(turnId)
    const sound = spoken ? encodedBy(spoken) : null
    return sound?.isWhole ? sound : null
  }

  /** Forgets a recording that has ended. What was not taken is given up. */
  forget(turnId: string): void {
    const spoken = this.#spoken.get(turnId)
    if (spoken?.name === 'early') spoken.question.giveUp()
    this.#spoken.delete(turnId)
  }

  /** Something was changed that may decide who answers: nothing more goes to anybody else. */
  reconsider(): void {
    for (const [turnId, spoken] of this.#spoken) {
      // What is whole is out, and may be worked on.
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

  /** Whatever goes wrong here, the recording goes on. */
  #unharmed(turnId: string, work: () => void): void {
    try {
      work()
    } catch (error) {
      this.forget(turnId)
      this.#spoken.set(turnId, { name: 'late', sound: null })
      console.error(toFailure(error).message)
    }
  }

  /** The recording goes out when it is whole. */
  #delay(turnId: string): void {
    const spoken = this.#spoken.get(turnId)
    if (spoken?.name === 'early') spoken.question.giveUp()
    const sound = spoken?.name === 'short' ? this.#options.soundToEncode(turnId) : spoken ? encodedBy(spoken) : null
    this.#spoken.set(turnId, { name: 'late', sound })
    if (spoken?.name === 'short') for (const pcm of spoken.heard) sound?.add(pcm)
  }
}

/** What a recording is encoded as while it is made, if it is. */
function encodedBy(spoken: Spoken): SpokenSound | null {
  if (spoken.name === 'late') return spoken.sound
  return spoken.name === 'early' && mp3Rates[spoken.question.sound.format] !== null ? spoken.question.sound : null
}
