import { AppError } from '../app/errors.ts'
import { toDbfs } from '../app/pcm.ts'
import { Microphone, type OpenedMicrophone } from './microphone/microphone.ts'
import type { MicrophoneChoice } from './microphone/microphone-stream.ts'
import { type CapturedSound, TurnSound } from './microphone/turn-sound.ts'
import type { CaptureNews, CaptureOrder } from './worklets/capture-gate.ts'

/** What the recorder tells the window. */
export interface RecorderEvents {
  /** Peaks of what a kept turn has recorded since the last call, to be drawn: the loudest of every 256 samples, 0 to 32768; up to 13 times a
   * second. */
  onGrew?(turnId: string, loudest: readonly number[]): void
  /** Loudest sample of the last 80 ms in dBFS, from the very samples that are saved. */
  onLevel(dbfs: number): void
  /** The microphone really delivers sound: the first sample that is not zero has come. */
  onReady(turnId: string): void
  /** The microphone of an open turn is gone. What came so far is still delivered by `close`. */
  onFailure(turnId: string, failure: AppError): void
  /** The microphone was opened (true) or let go of (false). It stays open, warm, for a while after a turn. */
  onMicrophone?(isOpen: boolean): void
}

interface Turn {
  sound: TurnSound
  /** Peaks to be drawn once the turn is kept; null from then on. */
  unkept: number[] | null
  /** True once the microphone's samples go to this turn, until it is closed or its microphone is gone. */
  isTaking: boolean
  /** True while one capture processor hands the turn over to another: the first still has to deliver its last samples. */
  isMoving: boolean
  /** Set when the turn is closed and its last samples are awaited. */
  closing: PromiseWithResolvers<CapturedSound> | null
}

/**
 * From the microphone to main: every sample belongs to the turn that was open when it was captured, and to no other. The samples go
 * straight from the audio thread to main along a sound line; only counts and levels arrive here.
 */
export class Recorder {
  readonly #events: RecorderEvents
  readonly #microphone: Microphone
  readonly #turns = new Map<string, Turn>()
  readonly #toldMissing = new Set<string>()
  #warmMs = 30_000
  #coolDown: ReturnType<typeof setTimeout> | undefined

  /** @param openLine opens the line along which the samples of kept turns go */
  constructor(events: RecorderEvents, openLine: () => Promise<MessagePort>) {
    this.#events = events
    this.#microphone = new Microphone(openLine, {
      onNews: news => this.#hear(news),
      onOpen: isOpen => events.onMicrophone?.(isOpen),
      onLost: (failure, isProcessorGone) => this.#lose(failure, isProcessorGone),
      onMoved: orderBefore => this.#move(orderBefore),
    })
    // A warm microphone may not be the system's default any more, or be gone: the next press opens what there is then.
    navigator.mediaDevices.addEventListener('devicechange', () => {
      if (this.#turns.size === 0) this.#microphone.release()
    })
  }

  /** Name of the open microphone; empty when none is. */
  get label(): string {
    return this.#microphone.opened?.label ?? ''
  }

  /** Loads what recording needs, without touching the microphone. Doing so early saves some 30 ms of the first press. */
  prepare(): Promise<void> {
    return this.#microphone.prepare()
  }

  /** Sets how long the microphone stays open after a turn, in milliseconds. Bluetooth ones never do: it spoils their sound. */
  warmFor(ms: number): void {
    this.#warmMs = ms
    this.#restWhenIdle()
  }

  /**
   * Gives the microphone's samples to this turn from now on; at once if the microphone is still warm. Until `keep` they stay on the audio
   * thread. If the chosen device is not there and the default took its place, the answer names it as `missing`, once for each device.
   * Throws what `Microphone.open` throws, and forgets the turn then.
   */
  async open(turnId: string, choice: MicrophoneChoice): Promise<OpenedMicrophone> {
    clearTimeout(this.#coolDown)
    const turn: Turn = {
      sound: new TurnSound(),
      unkept: [],
      isTaking: false,
      isMoving: false,
      closing: null,
    }
    this.#turns.set(turnId, turn)
    if (this.#microphone.isOpenFor(choice)) this.#begin(turnId, turn)
    try {
      const opened = await this.#microphone.open(choice)
      if (!turn.isTaking && this.#turns.get(turnId) === turn) this.#begin(turnId, turn)
      return this.#tellMissingOnce(opened)
    } catch (error) {
      const isWanted = this.#turns.delete(turnId)
      if (!isWanted && error instanceof AppError && error.code === 'cancelled') return { label: '', missing: null }
      throw error
    } finally {
      this.#restWhenIdle()
    }
  }

  /** Sends main what the turn has recorded so far, and all that follows. */
  keep(turnId: string): void {
    const turn = this.#turns.get(turnId)
    if (!turn?.unkept) return
    const loudest = turn.unkept
    turn.unkept = null
    this.#microphone.order({ kind: 'keep', turnId })
    if (loudest.length > 0) this.#events.onGrew?.(turnId, loudest)
  }

  /** Stops recording a turn. Resolves when its last sample has been sent to main; a turn that never opened has none. */
  close(turnId: string): Promise<CapturedSound> {
    const turn = this.#turns.get(turnId)
    if (!turn) return Promise.resolve(new TurnSound().captured())
    if (turn.closing) return turn.closing.promise
    turn.closing = Promise.withResolvers()
    turn.sound.end(performance.now())
    if (turn.isMoving) return turn.closing.promise
    if (turn.isTaking) this.#microphone.order({ kind: 'close', turnId })
    else this.#settle(turnId, turn)
    return turn.closing.promise
  }

  /** Drops a turn and its samples. */
  forget(turnId: string): void {
    if (this.#turns.get(turnId)?.isTaking) this.#microphone.order({ kind: 'close', turnId })
    this.#turns.delete(turnId)
    this.#restWhenIdle()
  }

  #begin(turnId: string, turn: Turn): void {
    turn.isTaking = true
    this.#microphone.order({ kind: 'open', turnId })
    if (!turn.unkept) this.#microphone.order({ kind: 'keep', turnId })
  }

  #hear(news: CaptureNews): void {
    const { turnId } = news
    const turn = this.#turns.get(turnId)
    if (!turn) return
    switch (news.kind) {
      case 'sounding':
        this.#events.onReady(turnId)
        break
      case 'heard':
        turn.sound.note(news.samples, news.peak, performance.now())
        this.#events.onLevel(toDbfs(news.peak))
        if (turn.unkept) turn.unkept.push(...news.loudest)
        else this.#events.onGrew?.(turnId, news.loudest)
        break
      case 'closed':
        if (turn.isMoving && !turn.closing) this.#goOn(turnId, turn)
        else this.#settle(turnId, turn)
    }
  }

  #move(orderBefore: (order: CaptureOrder) => void): void {
    for (const [turnId, turn] of this.#turns) {
      if (!turn.isTaking || turn.closing) continue
      turn.isMoving = true
      // Kept even if it was silence so far: the samples that follow must join on to those that were counted.
      orderBefore({ kind: 'keep', turnId })
      orderBefore({ kind: 'close', turnId })
      // A processor that has delivered nothing may not answer `close` either.
      if (turn.sound.captured().samples === 0) this.#goOn(turnId, turn)
    }
  }

  #goOn(turnId: string, turn: Turn): void {
    turn.isMoving = false
    turn.sound.goOn()
    this.#begin(turnId, turn)
  }

  #settle(turnId: string, turn: Turn): void {
    this.#turns.delete(turnId)
    turn.closing?.resolve(turn.sound.captured())
    this.#restWhenIdle()
  }

  #lose(failure: AppError, isProcessorGone: boolean): void {
    for (const [turnId, turn] of this.#turns) {
      // A processor that is gone delivers no last samples: what has come is all there is.
      if (isProcessorGone) Object.assign(turn, { isTaking: false, isMoving: false })
      if (!turn.closing) this.#events.onFailure(turnId, failure)
      else if (isProcessorGone) this.#settle(turnId, turn)
    }
  }

  #tellMissingOnce({ label, missing }: OpenedMicrophone): OpenedMicrophone {
    const isNew = missing !== null && !this.#toldMissing.has(missing.deviceId)
    if (missing) this.#toldMissing.add(missing.deviceId)
    return { label, missing: isNew ? missing : null }
  }

  #restWhenIdle(): void {
    clearTimeout(this.#coolDown)
    if (this.#turns.size > 0 || !this.#microphone.opened) return
    const warmMs = this.#microphone.mayStayOpen ? this.#warmMs : 0
    if (warmMs === 0) this.#microphone.release()
    else this.#coolDown = setTimeout(() => this.#microphone.release(), warmMs)
  }
}
