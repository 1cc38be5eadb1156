import { BYTES_PER_SAMPLE, pcmToSamples } from '../../app/pcm.ts'
import { FIRST_START_MS } from '../../app/sound/reply-start.ts'
import type { ReplySound } from '../../app/sound/sound-line.ts'
import type { Playout } from './playout.ts'

/** What the player tells the playback processor. */
export type PlaybackOrder = { kind: 'hear' | 'ignore'; turnId: string } | { kind: 'silence' }

/** Sound of a reply of which the player has not said whether it is heard. */
interface Unclaimed {
  chunks: Int16Array[]
  startMs: number
  /** Bytes that have come. */
  next: number
  hasEnded: boolean
}

const nothing: Readonly<Unclaimed> = { chunks: [], startMs: FIRST_START_MS, next: 0, hasEnded: false }

/**
 * Joins two channels that do not wait for each other: sound arrives by a line from main, and which reply is heard the page
 * says. Sound that is ahead of that word waits for it; sound that is late, of a reply that was silenced or of an earlier
 * attempt, is known by its place in the reply, which does not follow on what was heard.
 */
export class ReplyIntake {
  readonly #playout: Playout
  readonly #unclaimed = new Map<string, Unclaimed>()
  #turnId: string | null = null
  #next = 0

  constructor(playout: Playout) {
    this.#playout = playout
  }

  /** The turn whose reply is heard; null when none is. */
  get turnId(): string | null {
    return this.#turnId
  }

  /** Samples of it that have come. */
  get came(): number {
    return this.#next / BYTES_PER_SAMPLE
  }

  /** Does what the player asks, now. */
  order(order: PlaybackOrder): void {
    switch (order.kind) {
      case 'hear':
        this.#hear(order.turnId)
        break
      case 'ignore':
        this.#unclaimed.delete(order.turnId)
        break
      case 'silence':
        this.over()
        this.#playout.silence()
    }
  }

  /** Takes the next sound from main. */
  take(sound: ReplySound): void {
    if (sound.turnId === this.#turnId) this.#takeHeard(sound)
    else this.#takeUnclaimed(sound)
  }

  /** The reply that is heard has come to its end. */
  over(): void {
    this.#turnId = null
    this.#next = 0
  }

  #hear(turnId: string): void {
    const { chunks, startMs, next, hasEnded } = this.#unclaimed.get(turnId) ?? nothing
    this.#unclaimed.delete(turnId)
    this.#playout.begin()
    this.#turnId = turnId
    this.#next = next
    this.#playout.startWith(startMs)
    for (const chunk of chunks) this.#playout.push(chunk)
    if (hasEnded) this.#playout.end()
  }

  #takeHeard(sound: ReplySound): void {
    if (sound.kind === 'end') {
      if (sound.bytes === this.#next) this.#playout.end()
    } else if (sound.offset === this.#next) {
      if (sound.offset === 0) this.#playout.startWith(sound.startMs)
      this.#next += sound.pcm.byteLength
      this.#playout.push(pcmToSamples(sound.pcm))
    }
  }

  #takeUnclaimed(sound: ReplySound): void {
    const known = this.#unclaimed.get(sound.turnId)
    if (sound.kind === 'end') {
      if (known?.next === sound.bytes) known.hasEnded = true
      return
    }
    const isFirst = sound.offset === 0
    if (!isFirst && sound.offset !== known?.next) return
    const unclaimed: Unclaimed = known && !isFirst ? known : { ...nothing, chunks: [], startMs: sound.startMs }
    this.#unclaimed.set(sound.turnId, unclaimed)
    unclaimed.chunks.push(pcmToSamples(sound.pcm))
    unclaimed.next += sound.pcm.byteLength
  }
}
