import fc from 'fast-check'
import { type TalkCommand, talkCommands } from '../../app/talk/talk-command.ts'
import {
  type Captured,
  initialTalk,
  type TalkEffect,
  type TalkEvent,
  type TalkOptions,
  type TalkState,
} from '../../app/talk/talk-state.ts'
import { nextDeadline, step } from '../../app/talk.ts'

type Source = Extract<TalkEvent, { name: 'pressed' }>['source']

/** What may happen to a window, after a pause. `captured`, `sounded` and `ended` pick one of what is outstanding. */
export type Move = { pause: number } & (
  | { does: 'press'; source: Source; isRepeat: boolean; isModifierOnly: boolean }
  | { does: 'release'; source: Source }
  | {
      does: 'escape' | 'slideLeft' | 'slideUp' | 'loseFocus' | 'closeWindow' | 'loseMicrophone' | 'ask' | 'wait'
    }
  | { does: 'command'; command: TalkCommand }
  | { does: 'captured'; pick: number; peakDbfs: number; share: number }
  | { does: 'sounded' | 'ended'; pick: number }
)

const source = fc.constantFrom<Source>('key', 'key', 'key', 'pointer', 'button', 'global')
const pause = fc.oneof(
  { weight: 6, arbitrary: fc.integer({ min: 0, max: 60 }) },
  { weight: 6, arbitrary: fc.integer({ min: 60, max: 700 }) },
  { weight: 3, arbitrary: fc.integer({ min: 700, max: 4000 }) },
)
const pick = fc.nat(3)
const peakDbfs = fc.constantFrom(Number.NEGATIVE_INFINITY, -90, -50.1, -50, -30, -3, 0)
const press = fc.record({
  does: fc.constant('press' as const),
  source,
  isRepeat: fc.integer({ min: 0, max: 9 }).map(n => n === 0),
  isModifierOnly: fc.boolean(),
  pause,
})
const move: fc.Arbitrary<Move> = fc.oneof(
  { weight: 8, arbitrary: press },
  { weight: 8, arbitrary: fc.record({ does: fc.constant('release' as const), source, pause }) },
  {
    weight: 4,
    arbitrary: fc.record({
      does: fc.constant('captured' as const),
      pick,
      peakDbfs,
      share: fc.double({ min: 0, max: 1, noNaN: true }),
      pause,
    }),
  },
  { weight: 5, arbitrary: fc.record({ does: fc.constantFrom('sounded' as const, 'ended' as const), pick, pause }) },
  {
    weight: 3,
    arbitrary: fc.record({
      does: fc.constant('command' as const),
      command: fc.constantFrom(...talkCommands),
      pause,
    }),
  },
  {
    weight: 5,
    arbitrary: fc.record({
      does: fc.constantFrom(
        'escape',
        'slideLeft',
        'slideUp',
        'loseFocus',
        'closeWindow',
        'loseMicrophone',
        'ask',
        'wait',
      ),
      pause,
    }),
  },
)
/** A life of a window. */
export const moves = fc.array(move, { maxLength: 60 })
/** What the user may have chosen. */
export const options: fc.Arbitrary<TalkOptions> = fc.record({
  mode: fc.constantFrom('hold', 'toggle', 'hybrid'),
  tailMs: fc.constantFrom(0, 50, 200, 2000),
  longestMs: fc.constantFrom(1000, 5000, 300_000),
})

/** One step, with what it came from and led to. */
export interface Step {
  at: number
  event: TalkEvent
  before: TalkState
  after: TalkState
  effects: TalkEffect[]
}

/** A window that does as the effects say, over a microphone and an endpoint that answer when the moves say so. */
export class SimulatedWindow {
  state: TalkState = initialTalk
  at = 0
  readonly steps: Step[] = []
  readonly outstanding: string[] = []
  readonly captured = new Map<string, Captured>()
  readonly #options: TalkOptions
  readonly #isTimerPunctual: boolean
  #made = 0

  constructor(options: TalkOptions, isTimerPunctual: boolean) {
    this.#options = options
    this.#isTimerPunctual = isTimerPunctual
  }

  get effects(): TalkEffect[] {
    return this.steps.flatMap(({ effects }) => effects)
  }

  play(move: Move): void {
    const until = this.at + move.pause
    if (this.#isTimerPunctual) this.#pass(until)
    this.at = until
    const event = this.#eventOf(move)
    if (event) this.#hear(event)
  }

  /** All keys up, all deadlines passed, all samples delivered. */
  settle(): void {
    for (const source of ['key', 'pointer', 'global'] as const) this.play({ does: 'release', source, pause: 100 })
    this.#pass(Number.POSITIVE_INFINITY)
    while (this.outstanding.length > 0) this.play({ does: 'captured', pick: 0, peakDbfs: -10, share: 1, pause: 10 })
  }

  #pass(until: number): void {
    for (let due = nextDeadline(this.state, this.#options); due !== null && due <= until; ) {
      this.at = Math.max(this.at, due)
      this.#hear({ name: 'timePassed', at: this.at })
      due = nextDeadline(this.state, this.#options)
    }
  }

  #hear(event: TalkEvent): void {
    const before = frozen(this.state)
    const { state: after, effects } = step(before, event, this.#options)
    this.steps.push({ at: this.at, event, before, after, effects })
    this.state = after
    for (const effect of effects) if (effect.name === 'closeMicrophone') this.outstanding.push(effect.turnId)
  }

  #eventOf(move: Move): TalkEvent | null {
    const at = this.at
    switch (move.does) {
      case 'press': {
        const { source, isRepeat, isModifierOnly } = move
        return { name: 'pressed', at, turnId: `turn-${this.#made++}`, source, isRepeat, isModifierOnly }
      }
      case 'release':
        return { name: 'released', at, source: move.source }
      case 'escape':
        return { name: 'escaped', at }
      case 'command':
        return { name: 'commanded', at, turnId: `turn-${this.#made++}`, command: move.command }
      case 'slideLeft':
        return { name: 'slid', at, direction: 'left' }
      case 'slideUp':
        return { name: 'slid', at, direction: 'up' }
      case 'loseFocus':
        return { name: 'focusLost', at, reason: 'focus-lost' }
      case 'closeWindow':
        return { name: 'focusLost', at, reason: 'window-closed' }
      case 'loseMicrophone':
        return { name: 'microphoneFailed', at, turnId: turnOf(this.state) ?? 'turn-0' }
      case 'ask':
        return { name: 'asked', at, turnId: `turn-${this.#made++}` }
      case 'captured':
        return this.#deliver(move)
      case 'sounded':
      case 'ended': {
        const { awaited } = this.state
        const turnId = move.pick === 0 || awaited.name === 'none' ? `turn-${move.pick}` : awaited.turnId
        return { name: move.does === 'sounded' ? 'replySounded' : 'replyEnded', at, turnId }
      }
      default:
        return null
    }
  }

  /** The microphone gives some share of the time it was open. */
  #deliver({ pick, peakDbfs, share }: Extract<Move, { does: 'captured' }>): TalkEvent | null {
    const [turnId] = this.outstanding.splice(pick % Math.max(1, this.outstanding.length), 1)
    if (turnId === undefined) return null
    const durationMs = this.openMs(turnId) * share
    this.captured.set(turnId, { durationMs, peakDbfs })
    return { name: 'captured', at: this.at, turnId, captured: { durationMs, peakDbfs } }
  }

  /** How long the microphone was open for a recording. */
  openMs(turnId: string): number {
    const [opened, closed] = [this.#when('openMicrophone', turnId), this.#when('closeMicrophone', turnId)]
    return (this.steps[closed]?.at ?? Number.NaN) - (this.steps[opened]?.at ?? Number.NaN)
  }

  /** Whether the user cancelled anything between the press and the end of this recording. */
  isCancelled(turnId: string): boolean {
    const life = this.steps.slice(this.#when('openMicrophone', turnId), this.#when('finishRecording', turnId))
    return life.some(
      ({ event }) =>
        event.name === 'escaped' ||
        event.name === 'slid' ||
        (event.name === 'commanded' && ['cancel', 'escape'].includes(event.command)),
    )
  }

  /** The index of the step that led to an effect. */
  #when(name: TalkEffect['name'], turnId: string): number {
    return this.steps.findIndex(({ effects }) => effects.some(one => one.name === name && one.turnId === turnId))
  }
}

function frozen(state: TalkState): TalkState {
  for (const part of [state, state.capture, state.closing, state.awaited, ...state.closing]) Object.freeze(part)
  return state
}

function turnOf({ capture }: TalkState): string | null {
  return capture.name === 'idle' ? null : capture.turnId
}

/** Plays moves to their end, with timers that are punctual or never come at all, and settles. */
export function played(moves: Move[], options: TalkOptions, isTimerPunctual: boolean): SimulatedWindow {
  const simulation = new SimulatedWindow(options, isTimerPunctual)
  for (const move of moves) simulation.play(move)
  simulation.settle()
  return simulation
}
