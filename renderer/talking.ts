import type { Calls } from '../app/contract.ts'
import type { Turn } from '../app/conversation.ts'
import { type AppError, asAppError, unhandled } from '../app/errors.ts'
import type { Device } from '../app/settings.ts'
import {
  type Hint,
  initialTalk,
  type TalkEffect,
  type TalkEvent,
  type TalkOptions,
  type TalkState,
} from '../app/talk/talk-state.ts'
import { nextDeadline, step } from '../app/talk.ts'
import type { Talked } from '../app/turns/turn-times.ts'
import type { Recorder } from './recorder.ts'
import { toSystemTime } from './system-time.ts'

/** What talking needs from the window, and what it tells it. */
export interface TalkingPorts {
  main: Pick<Calls, 'expectQuestion' | 'startRecording' | 'finishRecording' | 'stopReply' | 'joinTurn'>
  recorder: Pick<Recorder, 'open' | 'keep' | 'close' | 'forget'>
  /** Silences the reply that is played. Returns its turn and how much of it was heard; null when none was. */
  silence(): { turnId: string; heardMs: number } | null
  options(): TalkOptions
  microphone(): Parameters<Recorder['open']>[1]
  /** The conversation a recording that begins now belongs to. */
  conversationId(): string
  /** Whether a turn belongs to that conversation. */
  isInConversation(turnId: string): boolean
  onState(state: TalkState): void
  onHint(hint: Hint, turnId: string): void
  /** The chosen microphone is not there; the system's default was opened instead. */
  onMissing(device: Device): void
  /** The recording has ended and is kept as this turn; null when nothing is kept, or main did not say. */
  onFinished(turnId: string, turn: Turn | null): void
  /** Something failed that is shown beside the talk button. */
  onFailure(failure: AppError): void
}

/** A talk event without its time, which `Talking` adds. */
export type UntimedTalkEvent = TalkEvent extends infer E ? (E extends TalkEvent ? Omit<E, 'at'> : never) : never

/** A recording under way. */
interface Recording {
  conversationId: string
  /** Its microphone's name, once that is open. */
  microphone: Promise<string>
  /** When its key was pressed and released, and when its first sample came (`performance.now`). */
  pressedAt: number
  releasedAt: number
  firstSampleAt: number | null
  /** Whether main has begun it in the library; set by `keepSamples`. */
  begun: Promise<boolean>
  /** Known once the microphone has been closed: how much it failed to deliver, and how many samples it did deliver. */
  missingMs: number
  samples: number
}

/** Runs the talk step: tells it what happens, sets the timer it needs, and does what it asks for, in order. */
export class Talking {
  readonly #ports: TalkingPorts
  readonly #recordings = new Map<string, Recording>()
  readonly #sending = new Map<string, Promise<void>>()
  #state: TalkState = initialTalk
  #at = 0
  #releasedAt = 0
  #timer: ReturnType<typeof setTimeout> | undefined

  constructor(ports: TalkingPorts) {
    this.#ports = ports
  }

  /** Where talking stands. */
  get state(): TalkState {
    return this.#state
  }

  /**
   * Tells the talk step that something happened.
   * @param at when it happened (`performance.now`), for what was noticed late. It is moved so that no event lies before the one told last,
   * nor in the future
   */
  tell(event: UntimedTalkEvent, at: number = performance.now()): void {
    this.#at = Math.max(this.#at, Math.min(at, performance.now()))
    const { capture } = this.#state
    const { state, effects } = step(this.#state, { ...event, at: this.#at } as TalkEvent, this.#ports.options())
    this.#state = state
    // A recording that ends after its tail was released when the tail began.
    this.#releasedAt = capture.name === 'tail' ? capture.releasedAt : this.#at
    for (const effect of effects) this.#perform(effect)
    this.#ports.onState(this.#state)
    this.#setTimer()
  }

  /** Main says that it can keep no more of a recording. */
  breakRecording(turnId: string, failure: AppError): void {
    this.#ports.onFailure(failure)
    if (this.#recordings.has(turnId)) this.tell({ name: 'focusLost', reason: 'disk' })
  }

  /** A turn's microphone was denied, is missing, or was unplugged. */
  failMicrophone(turnId: string, failure: AppError): void {
    this.#ports.onFailure(failure)
    this.tell({ name: 'microphoneFailed', turnId })
  }

  #setTimer(): void {
    clearTimeout(this.#timer)
    const deadline = nextDeadline(this.#state, this.#ports.options())
    if (deadline === null) return
    // A timer may fire a little early by the clock it is compared with; the step then sets the rest again.
    this.#timer = setTimeout(
      () => this.tell({ name: 'timePassed' }),
      Math.max(0, Math.ceil(deadline - performance.now())),
    )
  }

  #perform(effect: TalkEffect): void {
    const { main, recorder } = this.#ports
    switch (effect.name) {
      case 'openMicrophone':
        this.#open(effect.turnId)
        break
      case 'keepSamples':
        this.#keep(effect.turnId)
        break
      case 'forgetSamples':
        this.#recordings.delete(effect.turnId)
        recorder.forget(effect.turnId)
        break
      case 'closeMicrophone':
        this.#attempt(this.#close(effect.turnId))
        break
      case 'finishRecording':
        this.#send(effect)
        break
      case 'stopReply':
        this.#stop(effect.turnId)
        break
      case 'joinTurn':
        // A question of another conversation cannot be sent along: its reply still comes, but is not played.
        if (!this.#ports.isInConversation(effect.turnId)) break
        this.#attempt(this.#afterSending(effect.turnId, turnId => main.joinTurn({ turnId })))
        break
      case 'showHint':
        this.#ports.onHint(effect.hint, effect.turnId)
        break
      default:
        throw unhandled(effect)
    }
  }

  #stop(turnId: string): void {
    const silenced = this.#ports.silence()
    const heardMs = silenced?.turnId === turnId ? silenced.heardMs : null
    this.#attempt(this.#afterSending(turnId, id => this.#ports.main.stopReply({ turnId: id, heardMs })))
  }

  #open(turnId: string): void {
    const opened = this.#ports.recorder.open(turnId, this.#ports.microphone())
    const microphone = opened.then(({ label }) => label)
    // `#begin` may never await the name; a microphone that does not open is reported below.
    microphone.catch(() => undefined)
    const conversationId = this.#ports.conversationId()
    // If main cannot be reached, the recording itself will fail and say so.
    this.#ports.main.expectQuestion({ conversationId }).catch(() => undefined)
    this.#recordings.set(turnId, {
      conversationId,
      microphone,
      ...{ pressedAt: this.#at, releasedAt: this.#at, firstSampleAt: null },
      begun: Promise.resolve(false),
      ...{ missingMs: 0, samples: 0 },
    })
    opened.then(
      ({ missing }) => {
        if (missing) this.#ports.onMissing(missing)
      },
      (error: unknown) => this.failMicrophone(turnId, asAppError(error)),
    )
  }

  #keep(turnId: string): void {
    const recording = this.#recordings.get(turnId)
    if (!recording) return
    recording.begun = this.#begin(turnId, recording)
    this.#ports.recorder.keep(turnId)
  }

  /** Begins the recording in the library as soon as the microphone's name is known. Returns whether that worked. */
  async #begin(turnId: string, { conversationId, microphone }: Recording): Promise<boolean> {
    try {
      await this.#ports.main.startRecording({ turnId, conversationId, microphone: await microphone })
      return true
    } catch (error) {
      this.breakRecording(turnId, asAppError(error))
      return false
    }
  }

  async #close(turnId: string): Promise<void> {
    const recording = this.#recordings.get(turnId)
    if (recording) recording.releasedAt = this.#releasedAt
    const { durationMs, peakDbfs, beganAt, missingMs, samples } = await this.#ports.recorder.close(turnId)
    if (recording) Object.assign(recording, { firstSampleAt: beganAt, missingMs, samples })
    this.tell({ name: 'captured', turnId, captured: { durationMs, peakDbfs } })
  }

  #send(effect: Extract<TalkEffect, { name: 'finishRecording' }>): void {
    const sending = this.#finish(effect).finally(() => this.#sending.delete(effect.turnId))
    this.#sending.set(effect.turnId, sending)
    this.#attempt(sending)
  }

  /** Does something about a turn once main knows it: a reply may be stopped while its question is still on its way to main. */
  async #afterSending(turnId: string, work: (turnId: string) => Promise<unknown>): Promise<void> {
    await this.#sending.get(turnId)?.catch(() => undefined)
    await work(turnId)
  }

  async #finish({ turnId, end }: Extract<TalkEffect, { name: 'finishRecording' }>): Promise<void> {
    const recording = this.#recordings.get(turnId)
    this.#recordings.delete(turnId)
    let turn: Turn | null = null
    try {
      // What main could not begin is not kept; the user was told when that failed.
      if (recording && (await recording.begun)) {
        const { missingMs, samples } = recording
        turn = await this.#ports.main.finishRecording({ turnId, end, missingMs, samples, talked: talkedIn(recording) })
      }
    } finally {
      const isSent = turn !== null && turn.status !== 'draft'
      if (end.kind === 'send' && !isSent) this.tell({ name: 'replyEnded', turnId })
      this.#ports.onFinished(turnId, turn)
    }
  }

  #attempt(work: Promise<unknown>): void {
    work.catch((error: unknown) => this.#ports.onFailure(asAppError(error)))
  }
}

function talkedIn({ pressedAt, firstSampleAt, releasedAt }: Recording): Talked {
  return {
    pressedAt: toSystemTime(pressedAt),
    firstSampleAt: firstSampleAt === null ? null : toSystemTime(firstSampleAt),
    releasedAt: toSystemTime(releasedAt),
  }
}
